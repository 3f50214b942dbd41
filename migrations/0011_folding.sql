-- Searches find what a person means: text is folded by one table, and a service is found by its name in any language.

-- What a reader cannot see, or cannot know from a keyboard, makes no difference: written from the table in
-- domain/src/search/table.rs, which folds the term; a test holds the two against each other, for every code point.
CREATE OR REPLACE FUNCTION fold_text(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN replace(replace(replace(replace(replace(replace(translate(regexp_replace(regexp_replace(normalize(regexp_replace(value,
        '[\u0558\u058B-\u058C\u209D-\u209F\uA7F1-\uA7F4\U000105C9-\U000105E4\U00010780-\U000107BF'
        '\U00011380-\U000113FF\U00016120-\U0001613F\U00016D40-\U00016D7F\U0001B123-\U0001B126'
        '\U0001CC00-\U0001CCFF\U0001D6A6\U0001DF00-\U0001DFFF\U0001E030-\U0001E08F]',
        '', 'g'), NFKD),
        '[\u0001-\u0008\u000E-\u001F\u0027\u0060\u007F-\u0084\u0086-\u009F\u00AD\u02B9-\u02BF\u02C8'
        '\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1-\u05C2\u05C4-\u05C5\u05C7\u0610-\u061A\u061C'
        '\u0621\u0640\u064B-\u065F\u0670\u0674\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u08D3-\u08E1'
        '\u08E3-\u08FF\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F'
        '\u2018-\u201B\u202A-\u202E\u2032\u2035\u2060-\u206F\u20D0-\u20F0\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF'
        '\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
        '', 'g'),
        '[\u0009-\u000D\u0021-\u0022\u0024\u0028-\u002F\u003A-\u003F\u005B-\u005F\u007B-\u007E\u0085'
        '\u00A1-\u00A7\u00A9\u00AB-\u00AC\u00AE\u00B0-\u00B1\u00B6-\u00B7\u00BB\u00BF\u00D7\u00F7'
        '\u055A-\u055F\u0589-\u058A\u05BE\u05C0\u05C3\u05C6\u05F3-\u05F4\u060C-\u060D\u061B\u061D-\u061F'
        '\u066A-\u066D\u06D4\u1680\u2010-\u2017\u201C-\u2029\u2030-\u2031\u2036-\u205F\u2190-\u21FF\u2212'
        '\u2E00-\u2E7F\u3001-\u3003\u3008-\u3011\u3014-\u301F\u30FB]',
        ' ', 'g'),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZÆÐØÞðøĐđĦħıŁłŊŒŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜ'
        'ƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ'
        'ΦΧΨΩςϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬ'
        'ЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼ'
        'ӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓ'
        'ՔՕՖẞøłđðħıςٱىیېےکڪةہھۃە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬'
        '৭৮৯',
        'abcdefghijklmnopqrstuvwxyzædoþdoddhhillŋœŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯ'
        'ɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυ'
        'φχψωσϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыь'
        'эюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽ'
        'ӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփ'
        'քօֆßolddhiσاييييككههههه0123456789012345678901234567890123456'
        '789'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'عبد ال', 'عبدال'), ' الدين', 'الدين');

-- A booking is found by its client's name and contacts, in two parts divided by U+001F, so that whoever may not see
-- contacts cannot find by them either; by its service through the service's id. The indexes that include the text
-- include the id with it.
ALTER TABLE bookings DROP COLUMN search;
ALTER TABLE bookings ADD COLUMN search text COLLATE "C" NOT NULL GENERATED ALWAYS AS
    (fold_text(name) || E'\x1F' || contacts_for_search(phone, phone_e164, instagram_id)) STORED;
CREATE INDEX bookings_by_time ON bookings (datetime DESC, id DESC) INCLUDE (search, service_id, status, price, currency)
    WHERE deleted_at IS NULL;
CREATE INDEX bookings_by_status ON bookings (status, datetime DESC, id DESC) INCLUDE (search, service_id)
    WHERE deleted_at IS NULL;
CREATE INDEX bookings_by_master ON bookings (master_id, datetime DESC, id DESC)
    INCLUDE (search, service_id, status, price, currency) WHERE deleted_at IS NULL;
CREATE INDEX bookings_by_master_status ON bookings (master_id, status, datetime DESC, id DESC)
    INCLUDE (search, service_id) WHERE deleted_at IS NULL;
CREATE INDEX bookings_by_client ON bookings (client_id, datetime DESC, id DESC)
    INCLUDE (master_id, search, service_id, status, price, currency) WHERE deleted_at IS NULL;
CREATE INDEX bookings_by_service ON bookings (service_id, datetime DESC, id DESC)
    INCLUDE (client_id, master_id, search, status, price, currency) WHERE deleted_at IS NULL;

CREATE OR REPLACE FUNCTION remember_client_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    called text := fold_text(NEW.name);
    current text := called || E'\n' || contacts_for_search(NEW.phone, NEW.phone_e164, NEW.instagram_id);
BEGIN
    IF position(current IN NEW.search) = 0 THEN
        NEW.search := NEW.search || E'\n' || current;
    END IF;
    IF position(called IN NEW.names) = 0 THEN
        NEW.names := NEW.names || E'\n' || called;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION remember_booking_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    called text := fold_text(NEW.name);
    who text := called || E'\n' || contacts_for_search(NEW.phone, NEW.phone_e164, NEW.instagram_id);
    what text := fold_text(NEW.service_name);
BEGIN
    UPDATE clients SET
        search = CASE position(who IN search) WHEN 0 THEN search || E'\n' || who ELSE search END,
        names = CASE position(called IN names) WHEN 0 THEN names || E'\n' || called ELSE names END
    WHERE id = NEW.client_id AND (position(who IN search) = 0 OR position(called IN names) = 0);
    UPDATE services SET search = search || E'\n' || what WHERE id = NEW.service_id AND position(what IN search) = 0;
    RETURN NULL;
END $$;

DROP FUNCTION names_for_search;

-- What was remembered is folded anew, line by line.
CREATE FUNCTION fold_lines(value text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN (
        SELECT coalesce(string_agg(fold_text(line), E'\n' ORDER BY number), '')
        FROM string_to_table(value, E'\n') WITH ORDINALITY lines(line, number)
    );
UPDATE clients SET search = fold_lines(search), names = fold_lines(names)
WHERE (search, names) IS DISTINCT FROM (fold_lines(search), fold_lines(names));
UPDATE services SET search = fold_lines(search) WHERE search IS DISTINCT FROM fold_lines(search);
DROP FUNCTION fold_lines;
-- Digits of other alphabets were not remembered of phones.
UPDATE clients SET phone = phone WHERE phone ~ '[^ -~]';
UPDATE bookings SET phone = phone WHERE phone ~ '[^ -~]';

-- Version of the rules by which stored phones were read; the program reads them again when its own are newer.
ALTER TABLE settings ADD COLUMN phone_rules smallint NOT NULL DEFAULT 0;
