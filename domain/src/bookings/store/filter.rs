use super::search::Word;
use crate::{
    Result,
    bookings::{BookingQuery, Cursor, Sort, Status},
    staff::{Asker, Permission, Scope, UserId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// Conditions of a query and its actor, as SQL on `bookings b`.
///
/// Only conditions that apply are written: `($1 IS NULL OR …)` would keep PostgreSQL from using indexes.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    own: Option<UserId>,
    master: Option<UserId>,
    status: Option<Status>,
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    sort: Sort,
    after: Option<Cursor>,
    /// Search names only: without `clients:contacts`, a search must not reveal contacts.
    names_only: bool,
}

impl Filter {
    pub fn new(asker: &Asker, query: &BookingQuery) -> Result<Self> {
        let own = match asker.actor.bookings()? {
            Scope::All => None,
            Scope::Own(id) => Some(id),
        };
        let (start, end) = asker.salon.instants(query.period)?;
        Ok(Filter {
            own,
            master: query.master,
            status: query.status,
            start,
            end,
            sort: query.sort,
            after: query.after,
            names_only: !asker.actor.has(Permission::SeeContacts),
        })
    }

    /// Whether the cursor is of a page of similar bookings.
    pub fn is_similar(&self) -> bool {
        self.after.is_some_and(|cursor| cursor.similar)
    }

    /// The cursor of the first page of similar bookings.
    pub fn first_similar(&self) -> Cursor {
        Cursor::first_similar(self.sort)
    }

    /// The same filter from the cursor on.
    pub fn after(&self, cursor: Cursor) -> Self {
        Filter { after: Some(cursor), ..self.clone() }
    }

    /// The same filter for all statuses, without a cursor.
    pub fn for_figures(self) -> Self {
        Filter { status: None, after: None, ..self }
    }

    /// Whether an index on status and start suits the filter better than one on the start: with a status that is rare
    /// in the period, the latter would be scanned for long.
    pub fn is_by_status_and_time(&self) -> bool {
        self.status.is_some() && (self.start.is_some() || self.end.is_some())
    }

    /// The only master whose bookings can match; `None` for all masters, `Some(None)` when nothing can match.
    pub fn only_master(&self) -> Option<Option<UserId>> {
        match (self.own, self.master) {
            (Some(own), Some(asked)) if own != asked => Some(None),
            (None, None) => None,
            (own, asked) => Some(own.or(asked)),
        }
    }

    /// Appends the conditions, starting with `b.deleted_at IS NULL`.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>) {
        sql.push("b.deleted_at IS NULL");
        for master in [self.own, self.master].into_iter().flatten() {
            sql.push(" AND b.master_id = ").push_bind(master);
        }
        if let Some(status) = self.status {
            sql.push(" AND b.status = ").push_bind(status);
        }
        if let Some(start) = self.start {
            sql.push(" AND b.datetime >= ").push_bind(start.to_sqlx());
        }
        if let Some(end) = self.end {
            sql.push(" AND b.datetime < ").push_bind(end.to_sqlx());
        }
        self.push_after(sql);
    }

    /// Keyset pagination. The separate bound on `datetime` lets PostgreSQL start an index scan on `(…, datetime)`.
    fn push_after(&self, sql: &mut QueryBuilder<Postgres>) {
        let Some(cursor) = self.after else { return };
        // A cursor is within a timestamp's range (see `Cursor::from_str`).
        let start = Timestamp::from_microsecond(cursor.start).unwrap_or(Timestamp::MAX).to_sqlx();
        let beyond = if self.sort == Sort::Newest { "<" } else { ">" };
        sql.push(format_args!(" AND b.datetime {beyond}= ")).push_bind(start);
        sql.push(format_args!(" AND (b.datetime, b.id) {beyond} (")).push_bind(start);
        sql.push(", ").push_bind(cursor.id).push(")");
    }

    /// Appends ` ORDER BY …` for rows with the alias `name`.
    pub fn push_order(&self, sql: &mut QueryBuilder<Postgres>, name: &str) {
        let direction = if self.sort == Sort::Newest { "DESC" } else { "ASC" };
        sql.push(format_args!(" ORDER BY {name}.datetime {direction}, {name}.id {direction}"));
    }

    /// Appends ` AND …` per word: `b.search` contains it, or a name of the service does. `strpos` is faster than `LIKE` for a
    /// plain text.
    pub fn push_match(&self, sql: &mut QueryBuilder<Postgres>, words: &[Word]) {
        for word in words {
            sql.push(" AND (strpos(b.search, ").push_bind(word.text.clone());
            // Names precede the separator U+001F, so that a word in a name is first found before it.
            sql.push(if self.names_only { ") BETWEEN 1 AND strpos(b.search, E'\\x1F')" } else { ") > 0" });
            if !word.services.is_empty() {
                sql.push(" OR b.service_id = ANY(").push_bind(word.services.clone()).push(")");
            }
            sql.push(")");
        }
    }

    /// The column of `clients` to search: `names`, or `search` with contacts.
    pub fn client_text(&self) -> &'static str {
        if self.names_only { "names" } else { "search" }
    }
}
