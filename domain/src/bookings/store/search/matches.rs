use super::{super::filter::Filter, Similar, Word, first_rows};
use crate::{Db, Result, search::Terms};
use sqlx::{Postgres, QueryBuilder};

/// What an export of a search contains: the exact matches, or the similar bookings if there are no others.
pub(in super::super) enum Matches {
    Exact(Vec<Word>),
    Similar(Similar),
}

impl Matches {
    pub async fn decide(db: &Db, filter: &Filter, terms: &Terms) -> Result<Self> {
        let words = Word::of(db, terms).await?;
        if first_rows(db, filter, &words).await?.is_empty()
            && let Some(similar) = Similar::find_similar(db, filter, &words).await?
        {
            return Ok(Matches::Similar(similar));
        }
        Ok(Matches::Exact(words))
    }

    /// Appends ` AND …`: the booking `b` is one of them.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, filter: &Filter) {
        match self {
            Matches::Exact(words) => filter.push_match(sql, words),
            Matches::Similar(similar) => similar.push(sql, filter),
        }
    }
}
