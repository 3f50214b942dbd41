use super::super::filter::Filter;
use crate::{
    Db, Result,
    search::{Terms, pattern},
};
use sqlx::{Postgres, QueryBuilder};

/// Clients and services such that every booking that contains the words belongs to one of them.
pub(in super::super) struct Subjects {
    /// In which clients' words are looked for.
    column: &'static str,
    pub clients: Clients,
    pub services: Vec<i64>,
}

/// Clients that were ever called so.
pub(in super::super) enum Clients {
    /// Those that contain all of these words, however many.
    Called(Vec<String>),
    /// These few.
    Few(Vec<i64>),
}

impl Subjects {
    /// A word that no service was ever called by must be the client's. If there is none such, a booking's words are
    /// either all the client's, or one of them at least is the service's.
    pub async fn of(db: &Db, filter: &Filter, terms: &Terms) -> Result<Self> {
        let called: Vec<(i64, String)> = sqlx::query_as("SELECT id, search FROM services WHERE search LIKE ANY ($1)")
            .bind(terms.patterns())
            .fetch_all(db)
            .await?;
        let is_of_service = |word: &String| called.iter().any(|(_, names)| names.contains(word.as_str()));
        let strict: Vec<String> = terms.words().iter().filter(|word| !is_of_service(word)).cloned().collect();
        let (words, services) = if strict.is_empty() {
            (terms.words().to_vec(), called.iter().map(|(id, _)| *id).collect())
        } else {
            (strict, Vec::new())
        };
        Ok(Subjects { column: filter.client_text(), clients: Clients::Called(words), services })
    }

    /// The same, with the clients known if they are not more than `few`.
    pub async fn with_clients_if(self, db: &Db, few: i64) -> Result<Self> {
        let mut sql = QueryBuilder::<Postgres>::default();
        self.push_clients(&mut sql);
        sql.push(format_args!(" LIMIT {}", few + 1));
        let ids: Vec<i64> = sql.build_query_scalar().fetch_all(db).await?;
        Ok(if ids.len() as i64 > few { self } else { Subjects { clients: Clients::Few(ids), ..self } })
    }

    /// `SELECT id` of the clients.
    pub fn push_clients(&self, sql: &mut QueryBuilder<Postgres>) {
        match &self.clients {
            Clients::Called(words) => push_called(sql, self.column, words),
            Clients::Few(ids) => push_ids(sql, ids),
        }
    }

    /// `SELECT id` of the services.
    pub fn push_services(&self, sql: &mut QueryBuilder<Postgres>) {
        push_ids(sql, &self.services);
    }
}

fn push_ids(sql: &mut QueryBuilder<Postgres>, ids: &[i64]) {
    sql.push("SELECT unnest(").push_bind(ids.to_vec()).push("::bigint[]) AS id");
}

/// `SELECT id` of the clients in whose column all words are, by whichever index can tell.
fn push_called(sql: &mut QueryBuilder<Postgres>, column: &str, words: &[String]) {
    sql.push("SELECT c.id FROM clients c WHERE true");
    for word in words {
        if has_trigram(word) {
            sql.push(format_args!(" AND c.{column} LIKE ")).push_bind(pattern(word));
        } else {
            // pg_trgm finds nothing to look up in it and would read its whole index: its pairs of letters tell. The
            // check is no LIKE, so that the planner cannot ask pg_trgm all the same.
            sql.push(format_args!(" AND short_grams(c.{column}) @> ")).push_bind(short_grams(word));
            sql.push(format_args!(" AND strpos(c.{column}, ")).push_bind(word.clone()).push(") > 0");
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
