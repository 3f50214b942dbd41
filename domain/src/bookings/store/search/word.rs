use crate::{Db, Result, search::Terms};

/// A word that is searched for in bookings.
#[derive(Clone, Debug)]
pub(in super::super) struct Word {
    /// The folded word.
    pub text: String,
    /// Services with the word in one of their names, of any language, present or former.
    pub services: Vec<i64>,
}

impl Word {
    /// The words of a search, with the services that each names.
    pub async fn of(db: &Db, terms: &Terms) -> Result<Vec<Self>> {
        let called: Vec<(i64, String)> = sqlx::query_as("SELECT id, search FROM services WHERE search LIKE ANY ($1)")
            .bind(terms.patterns())
            .fetch_all(db)
            .await?;
        let services =
            |word: &str| called.iter().filter(|(_, names)| names.contains(word)).map(|(id, _)| *id).collect();
        Ok(terms.words().iter().map(|word| Word { text: word.clone(), services: services(word) }).collect())
    }
}
