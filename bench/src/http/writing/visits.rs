use crate::BenchResult;
use domain::{
    Db,
    bookings::{Guest, NewService, NewVisit, Source},
    clients::ClientId,
    services::ServiceId,
    staff::UserId,
};
use jiff::{ToSpan as _, civil::Date};
use std::sync::atomic::{AtomicUsize, Ordering};

/// New visits without conflicts: after the last demo booking, hour by hour with each master in turn, so that concurrent
/// requests write to the same days and figures.
pub struct Visits {
    offers: Vec<(UserId, ServiceId)>,
    clients: Vec<ClientId>,
    first: Date,
    next: AtomicUsize,
}

const HOURS: usize = 24;

impl Visits {
    /// Reads masters, services and clients from a filled database.
    pub async fn of(db: &Db) -> BenchResult<Self> {
        let offers: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT master_id, min(service_id) FROM master_services JOIN users u ON u.id = master_id AND u.is_master
             GROUP BY master_id ORDER BY master_id",
        )
        .fetch_all(db)
        .await?;
        let clients: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM clients ORDER BY id LIMIT 5000").fetch_all(db).await?;
        let last: String =
            sqlx::query_scalar("SELECT (max(ends_at)::date + 2)::text FROM bookings").fetch_one(db).await?;
        let offers = offers.into_iter().map(|(master, service)| (UserId(master), ServiceId(service))).collect();
        let clients = clients.into_iter().map(ClientId).collect();
        Ok(Visits { offers, clients, first: last.parse()?, next: AtomicUsize::new(0) })
    }

    pub fn next(&self) -> BenchResult<NewVisit> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let at = |list: usize| number.checked_rem(list).ok_or("an empty salon");
        let (master, service) = *self.offers.get(at(self.offers.len())?).ok_or("no offer")?;
        let client = *self.clients.get(at(self.clients.len())?).ok_or("no client")?;
        let slot = number / self.offers.len();
        let day = self.first.checked_add(i64::try_from(slot / HOURS)?.days())?;
        let starts = day.at(i8::try_from(slot % HOURS)?, 0, 0, 0);
        let service = NewService { service, master, starts: starts.into(), minutes: Some(15), price: None };
        Ok(NewVisit {
            key: format!("visit-of-the-bench-{number}"),
            client: Guest::Known(client),
            services: vec![service],
            source: Source::Phone,
            notes: String::new(),
        })
    }
}
