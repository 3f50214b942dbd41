use crate::BenchResult;
use domain::Db;

/// Search words of different frequencies.
pub struct Words {
    /// Words of service names, in about 10 % of the bookings.
    pub frequent: Vec<String>,
    /// The most common first names of three alphabets.
    pub first_names: Vec<String>,
    /// Names of about one client each.
    pub rare_names: Vec<String>,
    /// Parts of the names of 0.05 to 0.5 % of the clients: neither frequent nor rare, the hardest to plan for.
    pub between: Vec<String>,
    /// Full phone numbers as typed.
    pub phones: Vec<String>,
    pub absent: Vec<String>,
    /// Single characters of all frequencies, and one without a match.
    pub letters: Vec<String>,
    /// Pairs of letters in many bookings.
    pub frequent_pairs: Vec<String>,
    /// Pairs of letters in few bookings or none.
    pub rare_pairs: Vec<String>,
    /// Two words: a full name, or a name and a service.
    pub two: Vec<String>,
    /// Two names, each of hardly any client.
    pub two_rare: Vec<String>,
    /// Names that many clients have in another alphabet than it is written here.
    pub sounds: Vec<String>,
    /// Parts of most phone numbers and handles, but of few names.
    pub in_contacts: Vec<String>,
}

impl Words {
    /// Selects words by their share of the clients, so that they are comparable between sizes.
    pub async fn of(db: &Db) -> BenchResult<Self> {
        let full_names =
            texts_of(db, "SELECT name FROM clients WHERE name LIKE '% %' ORDER BY md5(name) LIMIT 4").await?;
        let rare = names_of_share(db, &[0.0; 8]).await?;
        Ok(Words {
            frequent: texts(["маникюр", "manicure", "стрижка", "gel", "رموش"]),
            first_names: texts(["Анна", "Мария", "Olivia", "محمد", "Emma"]),
            rare_names: names_of_share(db, &[0.0, 0.0, 0.0]).await?,
            between: names_of_share(db, &[0.000_5, 0.001, 0.001_9, 0.002_1, 0.003, 0.005]).await?,
            phones: texts_of(db, "SELECT phone FROM clients WHERE phone LIKE '+%' ORDER BY md5(phone) LIMIT 5").await?,
            absent: texts(["zzyzxq", "щщщщ", "Анна zzyzxq", "+971 50 000 00 00"]),
            letters: [grams_of_share(db, 1, &[0.8, 0.3, 0.1, 0.02, 0.0]).await?, texts(["🙂"])].concat(),
            frequent_pairs: grams_of_share(db, 2, &[0.3, 0.2, 0.1, 0.05]).await?,
            rare_pairs: [grams_of_share(db, 2, &[0.005, 0.002, 0.001, 0.0]).await?, texts(["ыэ", "qz"])].concat(),
            two: [full_names, texts(["Анна маникюр", "olivia lash", "gel 971", "Мария балаяж"])].concat(),
            two_rare: rare.chunks_exact(2).map(|pair| pair.join(" ")).collect(),
            sounds: texts(["Айжан", "Мухаммед", "Марьям", "Нурлан", "Шарифа"]),
            in_contacts: texts(["97150", "50", "@", "юб", "anna 971", "Мария 97150"]),
        })
    }
}

fn texts<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).into()
}

async fn texts_of(db: &Db, sql: &'static str) -> BenchResult<Vec<String>> {
    Ok(sqlx::query_scalar(sql).fetch_all(db).await?)
}

/// For each share, the name with the nearest share of the clients, of a few hundred names.
async fn names_of_share(db: &Db, shares: &[f64]) -> BenchResult<Vec<String>> {
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

/// The same for single letters or pairs, from a sample of some thousand clients.
async fn grams_of_share(db: &Db, size: i32, shares: &[f64]) -> BenchResult<Vec<String>> {
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
