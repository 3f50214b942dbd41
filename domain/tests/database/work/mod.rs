//! Changes of bookings: booking, steps, edits, undo, trash.

mod book;
mod bulk;
mod clocks;
mod edit;
mod life;
mod model;
mod notes;
mod race;
mod told;
mod trash;
mod undo;

use domain::{
    Conflict, Error, LocalTime, Result,
    bookings::{
        BookingConflict, BookingId, BookingQuery, Cancellation, Done, Guest, NewService, NewVisit, Refusal, Selection,
        Source, Status, UNDO_WITHIN, Verb, book, cancel, count_matching, take_step,
    },
    notifications,
    services::ServiceId,
    staff::{Actor, Asker},
};
use jiff::{
    Timestamp,
    civil::{DateTime, date},
};
use std::sync::atomic::{AtomicU32, Ordering};
use testkit::{TestDb, salon};

/// Noon of the tests' day in Dubai.
fn now() -> Timestamp {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

fn at(hour: i8, minute: i8) -> DateTime {
    date(2026, 11, 21).at(hour, minute, 0, 0)
}

fn because(reason: &str) -> Cancellation {
    Cancellation { reason: reason.into(), by_client: true }
}

/// A salon with two masters who perform the same service.
struct Stage {
    db: TestDb,
    director: Actor,
    dina: Actor,
    lola: Actor,
    manicure: ServiceId,
}

impl Stage {
    async fn set() -> Self {
        let db = TestDb::new().await;
        let (director, dina, lola) = (db.director().await, db.master("Dina").await, db.master("Lola").await);
        let manicure = db.offered("Manicure", &[&dina, &lola]).await;
        Stage { db, director, dina, lola, manicure }
    }

    fn asker(&self, actor: &Actor) -> Asker {
        self.db.asker(actor).at(now())
    }

    fn service(&self, master: &Actor, starts: impl Into<LocalTime>) -> NewService {
        NewService { service: self.manicure, master: master.id, starts: starts.into(), minutes: None, price: None }
    }

    fn visit(&self, key: &str, services: Vec<NewService>) -> NewVisit {
        let client = Guest::New { name: "Noura".into(), phone: "050 123 4567".into(), instagram: String::new() };
        NewVisit { key: format!("{key:-<16}"), client, services, source: Source::Phone, notes: " tea ".into() }
    }

    async fn try_book(&self, visit: &NewVisit) -> Result<Done> {
        book(&self.asker(&self.director), visit).await
    }

    /// Books an hour of this master.
    async fn booked(&self, master: &Actor, starts: DateTime) -> BookingId {
        let key = format!("{}-{starts}", master.id).replace(':', "-");
        self.try_book(&self.visit(&key, vec![self.service(master, starts)])).await.unwrap().bookings[0]
    }

    async fn step(&self, id: BookingId, verb: Verb) -> Result<Done> {
        self.step_as(&self.director, id, verb, now()).await
    }

    async fn step_as(&self, actor: &Actor, id: BookingId, verb: Verb, now: Timestamp) -> Result<Done> {
        match verb {
            Verb::Cancel => cancel(&self.asker(actor).at(now), id, &because("ill")).await,
            verb => take_step(&self.asker(actor).at(now), id, verb, None).await,
        }
    }

    /// All bookings that match, as they are counted now.
    async fn all(&self, query: BookingQuery) -> Selection {
        while notifications::advance(&self.db.pool, UNDO_WITHIN, now()).await.unwrap().more {}
        let counted = count_matching(&self.asker(&self.director), &query).await.unwrap().seq;
        Selection::All { query, counted }
    }

    async fn status(&self, id: BookingId) -> Status {
        let word: String = sqlx::query_scalar("SELECT status FROM bookings WHERE id = $1")
            .bind(id)
            .fetch_one(&self.db.pool)
            .await
            .unwrap();
        Status::from_code(&word).unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.db.pool).await.unwrap()
    }
}

/// An idempotency key that no other request has.
fn new_key() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("key-{:012}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn refused<T>(why: Refusal) -> Result<T> {
    Err(BookingConflict::Refused(why).into())
}
