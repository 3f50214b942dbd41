-- Names are found by their sound, across alphabets and spellings: `Айжан` finds `Aizhan`, `Мухаммед` finds `Mohammed`
-- and `محمد`. A key of a word is its consonants, each sound as one letter, since Arabic leaves short vowels out.

-- The key of a word as `fold_text` gives it; a word that can be read in several ways has several keys, see
-- `sound_readings`. Letters of other alphabets than Latin, Cyrillic and Arabic stand for themselves.
CREATE FUNCTION sound_key(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    -- The sound `y` before a vowel, at the start.
    glides boolean := word ~ '^(y[aeiou]|i[aou]|[юя]|ио|ي)';
    sounds text := word;
BEGIN
    IF word ~ '[a-z]' THEN
        sounds := replace(sounds, 'shch', 'ш');
        sounds := replace(sounds, 'sch', 'ш');
        sounds := replace(sounds, 'tch', 'ш');
        sounds := replace(sounds, 'tsh', 'ш');
        sounds := replace(sounds, 'sh', 'ш');
        sounds := replace(sounds, 'ch', 'ш');
        sounds := replace(sounds, 'dzh', 'ж');
        sounds := replace(sounds, 'zh', 'ж');
        sounds := replace(sounds, 'dj', 'ж');
        sounds := replace(sounds, 'kh', 'х');
        sounds := replace(sounds, 'gh', 'г');
        sounds := replace(sounds, 'ph', 'ф');
        sounds := replace(sounds, 'th', 'т');
        sounds := replace(sounds, 'dh', 'д');
        sounds := replace(sounds, 'ck', 'к');
        sounds := replace(sounds, 'x', 'кс');
        sounds := regexp_replace(sounds, 'c(?=[eiy])', 'с', 'g');
    ELSE
        sounds := replace(sounds, 'тш', 'ш');
        sounds := replace(sounds, 'дж', 'ж');
        sounds := replace(sounds, 'ц', 'тс');
        sounds := replace(sounds, 'تش', 'ش');
    END IF;
    -- Vowels, and what is written like one or is not pronounced, are `a`; soft and hard signs are removed.
    sounds := translate(sounds,
        'eiouyw'
        'аеиоуэыюяәіөұүў'
        'اويعئ'
        'pбпبپ'
        'vфвفڤ'
        'дدض'
        'тتطث'
        'зزذظ'
        'сسص'
        'шщчشچ'
        'jжجژ'
        'gгغґғگ'
        'qcкқقك'
        'лل'
        'мم'
        'нңن'
        'рر'
        'хһهحخ'
        'ьъ',
        'aaaaaa'
        'aaaaaaaaaaaaaaa'
        'aaaaa'
        'bbbbb'
        'fffff'
        'ddd'
        'tttt'
        'zzzz'
        'sss'
        'ccccc'
        'jjjj'
        'gggggg'
        'kkkkkk'
        'll'
        'mm'
        'nnn'
        'rr'
        'hhhhh');
    -- Arabic writes a doubled letter once: two are two syllables, but for the article in names such as `عبدالله`.
    IF word ~ '[ا-ي]' THEN
        sounds := replace(sounds, 'll', 'l');
    ELSE
        sounds := regexp_replace(sounds, '([bcdfghjklmnrstz])\1+', '\1', 'g');
    END IF;
    IF length(sounds) > 1 THEN
        sounds := regexp_replace(sounds, 'h$', '');
    END IF;
    RETURN CASE WHEN glides THEN 'y' WHEN left(sounds, 1) = 'a' THEN 'a' ELSE '' END || replace(sounds, 'a', '');
END $$;

-- The ways in which a folded word can be read aloud: itself first, then spellings of the same name that another reader
-- would use.
CREATE FUNCTION sound_readings(word text) RETURNS SETOF text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    -- Numbers and handles are no names.
    IF word ~ '[0-9@#%&]' OR length(word) < 2 THEN
        RETURN;
    END IF;
    RETURN NEXT word;
    IF word LIKE '%w%' THEN RETURN NEXT replace(word, 'w', 'v'); END IF;
    IF word LIKE '%و%' THEN RETURN NEXT replace(word, 'و', 'ف'); END IF;
    IF word LIKE '%x%' THEN RETURN NEXT replace(word, 'x', 'kh'); END IF;
    -- `Ибрагим` is `Ibrahim`.
    IF word LIKE '%_г%' THEN RETURN NEXT replace(word, 'г', 'х'); END IF;
    -- `George` is `Джордж`; Egypt says `g` where others say `j`.
    IF word ~ '^g[eiy]' THEN RETURN NEXT regexp_replace(word, 'g(?=[eiy])', 'j', 'g'); END IF;
    IF word LIKE '%ج%' THEN RETURN NEXT replace(word, 'ج', 'غ'); END IF;
    -- `Julia` is `Yulia`, `Елена` is `Yelena` and `Elena`.
    IF word ~ '^j[aeiou]' THEN RETURN NEXT 'y' || substr(word, 2); END IF;
    IF word LIKE 'е%' THEN RETURN NEXT 'я' || substr(word, 2); END IF;
    IF word LIKE 'e%' THEN RETURN NEXT 'y' || word; END IF;
    IF word LIKE 'اي%' THEN RETURN NEXT substr(word, 2); END IF;
    -- The article of family names is a word of its own in other alphabets: `المنصوري` is `Al Mansouri`.
    IF word LIKE 'ال___%' THEN RETURN NEXT substr(word, 3); END IF;
END $$;

-- The keys of the words of a folded name, each with a space before and after it.
CREATE FUNCTION sound_keys(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    SELECT coalesce(' ' || string_agg(DISTINCT sound_key(reading), ' ') || ' ', '')
    FROM regexp_split_to_table(name, ' +') word, sound_readings(word) reading
);

-- `LIKE` patterns that match the keys of a folded word that is typed. Three sounds may be the start of a name; fewer
-- are the whole name, or they would match hundreds; one is that of a short name.
CREATE FUNCTION sound_patterns(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN (
    SELECT coalesce(array_agg(DISTINCT '% ' || key || CASE WHEN length(key) < 3 THEN ' %' ELSE '%' END), '{}')
    FROM sound_readings(word) reading, sound_key(reading) key
    WHERE length(key) > 1 OR length(word) <= 4
);

-- The keys of the name on the card.
ALTER TABLE clients ADD COLUMN sounds text COLLATE "C" NOT NULL DEFAULT '';

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
    IF TG_OP = 'INSERT' OR NEW.name <> OLD.name THEN
        NEW.sounds := sound_keys(called);
    END IF;
    RETURN NEW;
END $$;

UPDATE clients SET sounds = sound_keys(fold_text(name));
CREATE INDEX clients_sounds ON clients USING gin (sounds gin_trgm_ops);
