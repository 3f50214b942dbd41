use super::{super::filter::Filter, Word};
use crate::{Db, Result, clients::push_called};
use sqlx::{Postgres, QueryBuilder};
use std::collections::BTreeSet;

/// Clients and services to search: every booking that matches the words belongs to one of them.
pub(in super::super) struct Subjects {
    /// Column of `clients` that is searched.
    column: &'static str,
    pub clients: Clients,
    pub services: Vec<i64>,
}

pub(in super::super) enum Clients {
    /// All clients whose text contains these words.
    Called(Vec<String>),
    /// Ids of the clients, when they are few.
    Few(Vec<i64>),
}

impl Subjects {
    /// Words that no service's name contains must be the client's. If there are none, the words of a booking are either
    /// all of the client, or one of them at least is of the service.
    pub fn of(filter: &Filter, words: &[Word]) -> Self {
        let texts = |words: Vec<&Word>| words.into_iter().map(|word| word.text.clone()).collect::<Vec<_>>();
        let strict = texts(words.iter().filter(|word| word.services.is_empty()).collect());
        let (called, services) = if strict.is_empty() {
            let services: BTreeSet<i64> = words.iter().flat_map(|word| word.services.iter().copied()).collect();
            (texts(words.iter().collect()), services.into_iter().collect())
        } else {
            (strict, Vec::new())
        };
        Subjects { column: filter.client_text(), clients: Clients::Called(called), services }
    }

    /// Loads the clients' ids if there are at most `few`.
    pub async fn with_clients_if(self, db: &Db, few: i64) -> Result<Self> {
        let mut sql = QueryBuilder::<Postgres>::default();
        self.push_clients(&mut sql);
        sql.push(format_args!(" LIMIT {}", few + 1));
        let ids: Vec<i64> = sql.build_query_scalar().fetch_all(db).await?;
        Ok(if ids.len() as i64 > few { self } else { Subjects { clients: Clients::Few(ids), ..self } })
    }

    /// Appends a `SELECT` of the clients' ids.
    pub fn push_clients(&self, sql: &mut QueryBuilder<Postgres>) {
        match &self.clients {
            Clients::Called(words) => {
                sql.push("SELECT c.id FROM clients c WHERE true");
                push_called(sql, self.column, words);
            }
            Clients::Few(ids) => push_ids(sql, ids),
        }
    }

    /// Appends a `SELECT` of the services' ids.
    pub fn push_services(&self, sql: &mut QueryBuilder<Postgres>) {
        push_ids(sql, &self.services);
    }
}

fn push_ids(sql: &mut QueryBuilder<Postgres>, ids: &[i64]) {
    sql.push("SELECT unnest(").push_bind(ids.to_vec()).push("::bigint[]) AS id");
}
