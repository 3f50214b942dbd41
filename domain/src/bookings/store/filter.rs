use crate::{
    Result,
    bookings::{BookingQuery, Cursor, Sort, Status},
    settings::Salon,
    staff::{Actor, Permission, Scope, UserId},
};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// Which bookings a question is about, ready for SQL.
///
/// Only the conditions that are there are written: `($1 IS NULL OR …)` would keep PostgreSQL from using indexes.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    own: Option<UserId>,
    master: Option<UserId>,
    status: Option<Status>,
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    sort: Sort,
    after: Option<Cursor>,
    /// Names only: whoever may not see contacts must not find by them.
    names_only: bool,
}

impl Filter {
    pub fn new(actor: &Actor, salon: &Salon, query: &BookingQuery) -> Result<Self> {
        let own = match actor.bookings()? {
            Scope::All => None,
            Scope::Own(id) => Some(id),
        };
        let (start, end) = salon.instants(query.period)?;
        Ok(Filter {
            own,
            master: query.master,
            status: query.status,
            start,
            end,
            sort: query.sort,
            after: query.after,
            names_only: !actor.may(Permission::SeeContacts),
        })
    }

    /// The same bookings of whatever status, from the first.
    pub fn for_figures(self) -> Self {
        Filter { status: None, after: None, ..self }
    }

    /// Whether its rows lie together in an index of statuses only: in the index of all bookings' times, a status that
    /// stands in other periods is looked for in vain for long.
    pub fn is_by_status_and_time(&self) -> bool {
        self.status.is_some() && (self.start.is_some() || self.end.is_some())
    }

    /// The only master whose bookings are asked for; `None` for all, `Some(None)` when nobody's can match.
    pub fn only_master(&self) -> Option<Option<UserId>> {
        match (self.own, self.master) {
            (Some(own), Some(asked)) if own != asked => Some(None),
            (None, None) => None,
            (own, asked) => Some(own.or(asked)),
        }
    }

    /// `b.deleted_at IS NULL AND …`
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

    /// Keyset: the bound on `datetime` alone is what an index of `(…, datetime)` can start from.
    fn push_after(&self, sql: &mut QueryBuilder<Postgres>) {
        let Some(cursor) = self.after else { return };
        // The cursor's bounds (see `Cursor::from_str`) are within a timestamp's.
        let start = Timestamp::from_microsecond(cursor.start).unwrap_or(Timestamp::MAX).to_sqlx();
        let beyond = if self.sort == Sort::Newest { "<" } else { ">" };
        sql.push(format_args!(" AND b.datetime {beyond}= ")).push_bind(start);
        sql.push(format_args!(" AND (b.datetime, b.id) {beyond} (")).push_bind(start);
        sql.push(", ").push_bind(cursor.id).push(")");
    }

    /// ` ORDER BY …` for rows that are called `name`.
    pub fn push_order(&self, sql: &mut QueryBuilder<Postgres>, name: &str) {
        let direction = if self.sort == Sort::Newest { "DESC" } else { "ASC" };
        sql.push(format_args!(" ORDER BY {name}.datetime {direction}, {name}.id {direction}"));
    }

    /// ` AND <each word occurs in b>`. No `LIKE`: looking for a plain text skips through what it cannot match.
    pub fn push_match(&self, sql: &mut QueryBuilder<Postgres>, words: &[String]) {
        for word in words {
            sql.push(" AND strpos(b.search, ").push_bind(word.clone());
            // Names stand before the divider, so that a word that stands there at all is first found there.
            sql.push(if self.names_only { ") BETWEEN 1 AND strpos(b.search, E'\\x1F')" } else { ") > 0" });
        }
    }

    /// The column of `clients` in which the same words are found.
    pub fn client_text(&self) -> &'static str {
        if self.names_only { "names" } else { "search" }
    }
}
