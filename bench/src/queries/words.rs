use crate::Outcome;
use domain::Db;

/// Words to search for, from what is everywhere to what is nowhere.
pub struct Words {
    /// In every tenth booking or so: services.
    pub frequent: Vec<String>,
    /// The commonest first names of three alphabets.
    pub first_names: Vec<String>,
    /// Of one client each, or nearly.
    pub rare_names: Vec<String>,
    /// Parts of names that 0.05 to 0.5 percent of the clients have: neither frequent nor rare, the hardest to plan for.
    pub between: Vec<String>,
    /// Full numbers, as they were typed.
    pub phones: Vec<String>,
    /// Nowhere.
    pub absent: Vec<String>,
    /// Single letters of all frequencies, and one that is nowhere.
    pub letters: Vec<String>,
    /// Pairs of letters that many bookings contain.
    pub frequent_pairs: Vec<String>,
    /// Pairs that few contain, and some that none does.
    pub rare_pairs: Vec<String>,
    /// Two words: a person, and a person with a service.
    pub two: Vec<String>,
    /// What stands in most phones and handles, but in few names or none.
    pub of_contacts: Vec<String>,
}

impl Words {
    /// Of a filled database: shares of its clients, so that they mean the same in each size.
    pub async fn of(db: &Db) -> Outcome<Self> {
        let full_names = ask(db, "SELECT name FROM clients WHERE name LIKE '% %' ORDER BY md5(name) LIMIT 4").await?;
        Ok(Words {
            frequent: texts(["маникюр", "manicure", "стрижка", "gel", "رموش"]),
            first_names: texts(["Анна", "Мария", "Olivia", "محمد", "Emma"]),
            rare_names: names_of_share(db, &[0.0, 0.0, 0.0]).await?,
            between: names_of_share(db, &[0.000_5, 0.001, 0.001_9, 0.002_1, 0.003, 0.005]).await?,
            phones: ask(db, "SELECT phone FROM clients WHERE phone LIKE '+%' ORDER BY md5(phone) LIMIT 5").await?,
            absent: texts(["zzyzxq", "щщщщ", "Анна zzyzxq", "+971 50 000 00 00"]),
            letters: [grams_of_share(db, 1, &[0.8, 0.3, 0.1, 0.02, 0.0]).await?, texts(["🙂"])].concat(),
            frequent_pairs: grams_of_share(db, 2, &[0.3, 0.2, 0.1, 0.05]).await?,
            rare_pairs: [grams_of_share(db, 2, &[0.005, 0.002, 0.001, 0.0]).await?, texts(["ыэ", "qz"])].concat(),
            two: [full_names, texts(["Анна маникюр", "olivia lash", "gel 971", "Мария балаяж"])].concat(),
            of_contacts: texts(["97150", "50", "@", "юб", "anna 971", "Мария 97150"]),
        })
    }
}

fn texts<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).into()
}

async fn ask(db: &Db, sql: &'static str) -> Outcome<Vec<String>> {
    Ok(sqlx::query_scalar(sql).fetch_all(db).await?)
}

/// For each share, the name or surname that is a part of such a share of the clients' names; a few hundred are tried.
async fn names_of_share(db: &Db, shares: &[f64]) -> Outcome<Vec<String>> {
    let names = sqlx::query_scalar(
        "WITH word AS MATERIALIZED (SELECT DISTINCT word FROM (SELECT name FROM clients ORDER BY md5(name) LIMIT 400) c,
                                    regexp_split_to_table(name, ' ') word WHERE length(word) > 4),
         part AS MATERIALIZED (
             SELECT word, (SELECT count(*) FROM clients WHERE search LIKE '%' || fold_text(word) || '%')::float8
                          / (SELECT count(*) FROM clients) AS share FROM word)
         SELECT nearest.word FROM unnest($1) WITH ORDINALITY wanted(share, n)
         CROSS JOIN LATERAL (SELECT part.word FROM part
                             ORDER BY abs(part.share - wanted.share), md5(part.word || wanted.n) LIMIT 1) nearest",
    );
    Ok(names.bind(shares.to_vec()).fetch_all(db).await?)
}

/// The same for single letters or pairs; some thousands of clients tell.
async fn grams_of_share(db: &Db, size: i32, shares: &[f64]) -> Outcome<Vec<String>> {
    let grams = sqlx::query_scalar(
        "WITH seen AS (SELECT search FROM clients LIMIT 4000),
         gram AS (SELECT gram, count(*)::float8 / (SELECT count(*) FROM seen) AS share
                  FROM seen, unnest(short_grams(search)) gram
                  WHERE length(gram) = $1 AND gram !~ '[[:space:][:punct:]0-9]' GROUP BY gram)
         SELECT nearest.gram FROM unnest($2) WITH ORDINALITY wanted(share, n)
         CROSS JOIN LATERAL (SELECT gram.gram FROM gram
                             ORDER BY abs(gram.share - wanted.share), md5(gram.gram || wanted.n) LIMIT 1) nearest",
    );
    Ok(grams.bind(size).bind(shares.to_vec()).fetch_all(db).await?)
}
