use crate::{
    Db, Result,
    search::{Terms, pattern},
};
use sqlx::{Postgres, QueryBuilder};

/// More clients than these are not fetched: their bookings are then so many that walking the list finds a page of
/// them sooner.
const FEW: i64 = 400;

/// Clients and services such that every booking that contains the words belongs to one of them.
pub(in super::super) struct Subjects {
    words: Vec<Word>,
    pub clients: Clients,
    pub services: Vec<i64>,
}

/// A word, and the services that were ever called by it.
struct Word {
    text: String,
    services: Vec<i64>,
}

/// Clients that were ever called so.
pub(in super::super) enum Clients {
    /// These.
    Few(Vec<i64>),
    /// More than it is worth naming: those that contain all of these words.
    Many(Vec<String>),
}

impl Subjects {
    /// A word that no service was ever called by must be the client's. If there is none such, a booking's words are
    /// either all the client's, or one of them at least is the service's.
    pub async fn of(db: &Db, terms: &Terms) -> Result<Self> {
        let called: Vec<(i64, String)> = sqlx::query_as("SELECT id, search FROM services WHERE search LIKE ANY ($1)")
            .bind(terms.patterns())
            .fetch_all(db)
            .await?;
        let services =
            |word: &str| called.iter().filter(|(_, names)| names.contains(word)).map(|(id, _)| *id).collect();
        let words: Vec<Word> =
            terms.words().iter().map(|word| Word { text: word.clone(), services: services(word) }).collect();
        let strict: Vec<String> =
            words.iter().filter(|word| word.services.is_empty()).map(|word| word.text.clone()).collect();
        let (clients, services) = if strict.is_empty() {
            (terms.words().to_vec(), called.iter().map(|(id, _)| *id).collect())
        } else {
            (strict, Vec::new())
        };
        Ok(Subjects { words, clients: Clients::called(db, clients).await?, services })
    }

    /// `SELECT id` of the clients.
    pub fn push_clients(&self, sql: &mut QueryBuilder<Postgres>) {
        match &self.clients {
            Clients::Few(ids) => {
                sql.push("SELECT unnest(").push_bind(ids.clone()).push("::bigint[]) AS id");
            }
            Clients::Many(words) => {
                sql.push("SELECT c.id FROM clients c WHERE ");
                push_called(sql, words);
            }
        }
    }

    /// `<each word is the client's or the service's of b>`
    pub fn push_belongs(&self, sql: &mut QueryBuilder<Postgres>) {
        for (at, word) in self.words.iter().enumerate() {
            // Written as alternatives, neither becomes a join: the clients are hashed once and each row is looked up.
            sql.push(if at > 0 { " AND (" } else { "(" });
            sql.push("b.client_id IN (SELECT c.id FROM clients c WHERE ");
            push_called(sql, std::slice::from_ref(&word.text));
            sql.push(") OR b.service_id = ANY (").push_bind(word.services.clone()).push("))");
        }
    }
}

impl Clients {
    async fn called(db: &Db, words: Vec<String>) -> Result<Self> {
        let mut sql = QueryBuilder::<Postgres>::new("SELECT c.id FROM clients c WHERE ");
        push_called(&mut sql, &words);
        sql.push(format_args!(" LIMIT {}", FEW + 1));
        let ids: Vec<i64> = sql.build_query_scalar().fetch_all(db).await?;
        Ok(if ids.len() as i64 > FEW { Clients::Many(words) } else { Clients::Few(ids) })
    }
}

/// `c.search` contains all words, by whichever index can tell.
fn push_called(sql: &mut QueryBuilder<Postgres>, words: &[String]) {
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            sql.push(" AND ");
        }
        if has_trigram(word) {
            sql.push("c.search LIKE ").push_bind(pattern(word));
        } else {
            // pg_trgm finds nothing to look up in it and would read its whole index: its pairs of letters tell. The
            // check is no LIKE, so that the planner cannot ask pg_trgm all the same.
            sql.push("short_grams(c.search) @> ").push_bind(short_grams(word));
            sql.push(" AND strpos(c.search, ").push_bind(word.clone()).push(") > 0");
        }
    }
}

/// Whether `%word%` has three letters or digits in a row, what pg_trgm needs.
fn has_trigram(word: &str) -> bool {
    let letters: Vec<bool> = word.chars().map(char::is_alphanumeric).collect();
    letters.windows(3).any(|three| three.iter().all(|letter| *letter))
}

/// Pairs of letters, or the only letter: see `short_grams` in the migrations.
fn short_grams(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let size = letters.len().clamp(1, 2);
    letters.windows(size).map(|pair| pair.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_strange_words_are_looked_up_by_pairs() {
        assert!(has_trigram("анна") && has_trigram("50м") && !has_trigram("ли") && !has_trigram("🙂🙂🙂"));
        assert!(!has_trigram("a.b.c"));
        assert_eq!(short_grams("щ"), ["щ"]);
        assert_eq!(short_grams("%%%"), ["%%", "%%"]);
    }
}
