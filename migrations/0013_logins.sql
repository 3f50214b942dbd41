-- Logins are read as composed letters without signs that cannot be seen. Those that were stored otherwise would not be
-- found any more. One whose clean form is taken stays as it is: its person needs another login.
UPDATE users SET login = clean.login
FROM (
    SELECT DISTINCT ON (login) id, login
    FROM (
        SELECT id, lower(btrim(
            regexp_replace(normalize(login, NFC), '\s+', ' ', 'g'),
            U&' \00AD\061C\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2061\2062\2063\2064\2066\2067\2068\2069\FEFF'
        )) AS login
        FROM users
    ) read
    ORDER BY login, id
) clean
WHERE clean.id = users.id AND clean.login <> users.login AND clean.login <> ''
    AND NOT EXISTS (SELECT FROM users other WHERE other.login = clean.login);
