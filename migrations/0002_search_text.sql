-- How text is folded before it is compared in a search. domain/src/search.rs folds the term in the same way;
-- a test holds the two against each other.

DO $$
BEGIN
    IF lower('Я') <> 'я' THEN
        RAISE EXCEPTION 'this database does not know letters beyond ASCII: create it with a UTF-8 locale, such as C.UTF-8';
    END IF;
END $$;

-- Case, ё/е, the forms of Arabic alef, ya and ta marbuta, tatweel and vowel marks make no difference to a reader.
CREATE FUNCTION fold_text(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN translate(
        lower(value COLLATE "default"),
        'ёأإآٱىة٠١٢٣٤٥٦٧٨٩ـ' || U&'\064B\064C\064D\064E\064F\0650\0651\0652\0670\200E\200F\200B',
        'еاااايه0123456789'
    );

-- What a person would call a client or a booking, in two parts divided by U+001F: names first, then contacts, so
-- that whoever may not see contacts cannot find by them either.
CREATE FUNCTION names_for_search(name text, service text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN fold_text(coalesce(name, '')) || E'\n' || fold_text(coalesce(service, ''));

-- A phone is found as it was typed and in its international form.
CREATE FUNCTION contacts_for_search(phone text, phone_e164 text, instagram text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(fold_text(coalesce(phone, '')), '[^0-9]', '', 'g')
        || coalesce(E'\n' || ltrim(phone_e164, '+'), '')
        || CASE WHEN instagram IS NULL THEN '' ELSE E'\n@' || fold_text(ltrim(instagram, '@')) END;

-- The distinct single letters and pairs of letters of a text: terms of one and two letters have no trigrams. Its cost
-- keeps the planner from computing it for every client where an index knows it.
CREATE FUNCTION short_grams(value text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 10000
    RETURN ARRAY(
        SELECT DISTINCT substr(value, at, size)
        FROM generate_series(1, length(value)) at, generate_series(1, 2) size
        WHERE at + size <= length(value) + 1
    );
