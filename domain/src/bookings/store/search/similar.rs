use super::{
    super::{columns::Row, filter::Filter, list, list::FETCH},
    Word,
};
use crate::{
    Db, Result,
    clients::{SoundWord, push_sounding},
};
use sqlx::{Postgres, QueryBuilder};

/// Upper limit of clients whose names sound like the words; those who came last are taken.
const MOST: i64 = 2_000;

/// Bookings of clients whose names sound like the words of a search: what the list shows after the exact matches. A bulk
/// change never includes them.
#[derive(Clone, Debug)]
pub(in super::super) struct Similar {
    clients: Vec<i64>,
    /// All words of the search. Those that name a service must be found as they are typed.
    words: Vec<Word>,
}

impl Similar {
    /// `None` if no client's name sounds like the words that name no service.
    pub async fn find_similar(db: &Db, filter: &Filter, words: &[Word]) -> Result<Option<Self>> {
        let names = words.iter().filter(|word| word.services.is_empty()).map(|word| word.text.clone()).collect();
        let Some(names) = SoundWord::with_keys(db, names).await? else { return Ok(None) };
        let mut sql = QueryBuilder::<Postgres>::new("SELECT c.id FROM clients c WHERE true");
        push_sounding(&mut sql, filter.client_text(), &names);
        if let Some(Some(master)) = filter.only_master() {
            sql.push(" AND EXISTS (SELECT FROM bookings b WHERE b.client_id = c.id AND b.deleted_at IS NULL");
            sql.push(" AND b.master_id = ").push_bind(master).push(")");
        }
        sql.push(format_args!(" ORDER BY c.last_visit_at DESC NULLS LAST, c.id LIMIT {MOST}"));
        let clients: Vec<i64> = sql.build_query_scalar().fetch_all(db).await?;
        Ok((!clients.is_empty()).then(|| Similar { clients, words: words.to_vec() }))
    }

    /// A page of them, in the list's order.
    pub async fn rows(&self, db: &Db, filter: &Filter) -> Result<Vec<Row>> {
        list::rows_of(db, filter, |sql| {
            sql.push("SELECT b.id, b.datetime FROM (SELECT unnest(").push_bind(self.clients.clone());
            sql.push("::bigint[]) AS id) c CROSS JOIN LATERAL (SELECT b.id, b.datetime FROM bookings b WHERE ");
            filter.push(sql);
            sql.push(" AND b.client_id = c.id");
            self.push_words(sql, filter);
            filter.push_order(sql, "b");
            sql.push(format_args!(" LIMIT {FETCH}) b"));
            filter.push_order(sql, "b");
            sql.push(format_args!(" LIMIT {FETCH}"));
        })
        .await
    }

    /// Appends ` AND …`: the booking `b` is one of them.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, filter: &Filter) {
        sql.push(" AND b.client_id = ANY(").push_bind(self.clients.clone()).push(")");
        self.push_words(sql, filter);
    }

    fn push_words(&self, sql: &mut QueryBuilder<Postgres>, filter: &Filter) {
        let services: Vec<Word> = self.words.iter().filter(|word| !word.services.is_empty()).cloned().collect();
        filter.push_match(sql, &services);
        sql.push(" AND NOT (true");
        filter.push_match(sql, &self.words);
        sql.push(")");
    }
}
