use crate::{Db, Result, search::Terms};

/// A word that is searched for in bookings.
#[derive(Clone, Debug)]
pub(in super::super) struct Word {
    /// The folded word.
    pub text: String,
    /// Services with a word that starts with this one in one of their names, of any language, present or former. Not
    /// inside of words: names that are not shown would match by chance, such as `анна` in `комбинированная`.
    pub services: Vec<i64>,
}

impl Word {
    /// The words of a search, with the services that each names.
    pub async fn of(db: &Db, terms: &Terms) -> Result<Vec<Self>> {
        let called: Vec<(i64, String)> = sqlx::query_as("SELECT id, search FROM services WHERE search LIKE ANY ($1)")
            .bind(terms.patterns())
            .fetch_all(db)
            .await?;
        let has_word = |names: &str, word: &str| names.split(['\n', ' ']).any(|name| name.starts_with(word));
        let services =
            |word: &str| called.iter().filter(|(_, names)| has_word(names, word)).map(|(id, _)| *id).collect();
        Ok(terms.words().iter().map(|word| Word { text: word.clone(), services: services(word) }).collect())
    }
}
