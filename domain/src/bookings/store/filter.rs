use crate::{
    Result,
    bookings::{BookingQuery, Cursor, Sort},
    settings::Salon,
    staff::{Actor, Permission, Scope, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::{Postgres, QueryBuilder};

/// Two months.
const SHORT: SignedDuration = SignedDuration::from_hours(62 * 24);

/// Which bookings a question is about, ready for SQL.
///
/// Only the conditions that are there are written: `($1 IS NULL OR …)` would keep PostgreSQL from using indexes.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    own: Option<UserId>,
    master: Option<UserId>,
    status: Option<&'static str>,
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
            status: query.status.map(|status| status.code()),
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

    /// Whether a plan made for any values would be wrong for these: most statuses stand in some periods only, which
    /// PostgreSQL can only see in the values themselves.
    pub fn needs_plan_of_its_own(&self) -> bool {
        self.status.is_some() && (self.start.is_some() || self.end.is_some())
    }

    /// Whether its period is so short that looking through all of it costs a few milliseconds at most.
    pub fn is_short(&self) -> bool {
        match (self.start, self.end) {
            (Some(start), Some(end)) => end.duration_since(start) <= SHORT,
            _ => false,
        }
    }

    /// What lies beyond a place in the list.
    pub fn beyond(&self, cursor: Cursor) -> Self {
        Filter { after: Some(cursor), ..self.clone() }
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

    /// ` AND <each pattern occurs in b>`.
    pub fn push_match(&self, sql: &mut QueryBuilder<Postgres>, patterns: &[String]) {
        let text = if self.names_only { "split_part(b.search, E'\\x1F', 1)" } else { "b.search" };
        for pattern in patterns {
            sql.push(format_args!(" AND {text} LIKE ")).push_bind(pattern.clone());
        }
    }
}
