use super::change::Record;
use crate::{
    Conflict, Db, Error, Result,
    bookings::{BookingConflict, BookingId, DayAsked, MasterDay, Need, Slot, Span, free_starts, nearest},
    period::CALENDAR,
    services::{Offer, ServiceId, offers_of},
    settings::{Salon, local_time},
    staff::{Asker, Permission, UserId},
};
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Time},
    tz::TimeZone,
};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgExecutor;
use std::collections::HashMap;

/// Number of days that are searched for alternatives.
const DAYS_AHEAD: i32 = 7;
/// Number of alternatives of the same master, and of others.
const OFFERED: usize = 3;

/// Free times of a day of every master who performs the service, in the salon's order; starts in the past are left out.
///
/// # Errors
/// `Forbidden` without `bookings:edit`; `Invalid` for `minutes`.
pub async fn master_days(asker: &Asker, asked: &DayAsked) -> Result<Vec<MasterDay>> {
    asker.actor.require(Permission::EditBookings)?;
    asked.check()?;
    let offers = offers_of(&asker.db, asked.service).await?;
    let masters: Vec<UserId> = offers.iter().map(|offer| offer.master.id).collect();
    let hours = Hours::load(&asker.db, &asker.salon).await?;
    let busy = busy(&asker.db, &masters, hours.around(asked.day, 1), asked.moved).await?;
    let open = hours.of(asked.day);
    let day = |offer: Offer| {
        let need = Need::minutes(offer.before, asked.minutes.unwrap_or(offer.minutes), offer.after);
        let free = open.map(|open| free_starts(open, of(&busy, offer.master.id), need)).unwrap_or_default();
        let free = free.into_iter().filter(|start| *start >= asker.now).map(|start| local_time(&hours.zone, start));
        MasterDay { free: free.collect(), offer }
    };
    Ok(offers.into_iter().map(day).collect())
}

/// Adds alternatives to [`BookingConflict::Taken`]; other errors stay as they are.
pub(super) async fn with_alternatives(asker: &Asker, record: &Record, error: Error) -> Error {
    if !matches!(error, Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. }))) {
        return error;
    }
    let wanted = Wanted {
        service: record.service_id,
        master: record.master_id,
        start: record.datetime,
        need: record.need(),
        moved: Some(record.id),
    };
    match alternatives(asker, wanted).await {
        Ok(alternatives) => BookingConflict::Taken { alternatives }.into(),
        Err(error) => error,
    }
}

/// A requested time that is taken.
pub(super) struct Wanted {
    pub service: ServiceId,
    pub master: UserId,
    pub start: Timestamp,
    pub need: Need,
    /// A booking that is to be moved: its own busy range does not count as taken, and its duration stays with other
    /// masters.
    pub moved: Option<BookingId>,
}

/// The nearest free times of the master within a week, then those of other masters on the first day on which one is
/// free.
pub(super) async fn alternatives(asker: &Asker, wanted: Wanted) -> Result<Vec<Slot>> {
    let Wanted { service, master, start, need, moved } = wanted;
    let offers = offers_of(&asker.db, service).await?;
    let masters: Vec<UserId> = offers.iter().map(|offer| offer.master.id).collect();
    let hours = Hours::load(&asker.db, &asker.salon).await?;
    let first = hours.zone.to_datetime(start.max(asker.now)).date();
    let busy = busy(&asker.db, &masters, hours.around(first, DAYS_AHEAD), moved).await?;
    let free_on = |offer: &Offer, need: Need, day: Date| {
        let free = hours.of(day).map(|open| free_starts(open, of(&busy, offer.master.id), need)).unwrap_or_default();
        free.into_iter().filter(|start| *start >= asker.now).collect::<Vec<_>>()
    };
    let days = || (0..DAYS_AHEAD).filter_map(|ahead| first.checked_add(ahead.days()).ok());
    let slot = |offer: &Offer, start| Slot { master: offer.master.clone(), starts: local_time(&hours.zone, start) };

    let mut slots = Vec::new();
    if let Some(offer) = offers.iter().find(|offer| offer.master.id == master) {
        // Later days only fill up what the days before lack.
        let mut free = Vec::new();
        for day in days() {
            if free.len() < OFFERED {
                free.extend(nearest(free_on(offer, need, day), start, OFFERED - free.len()));
            }
        }
        slots.extend(free.into_iter().map(|start| slot(offer, start)));
    }
    let other = |offer: &&Offer| offer.master.id != master;
    for day in days() {
        let mut near: Vec<(Timestamp, &Offer)> = offers
            .iter()
            .filter(other)
            .filter_map(|offer| {
                let own = Need::minutes(offer.before, offer.minutes, offer.after);
                let need = if moved.is_some() { need } else { own };
                nearest(free_on(offer, need, day), start, 1).first().map(|start| (*start, offer))
            })
            .collect();
        near.sort_by_key(|(free, _)| free.duration_since(start).unsigned_abs());
        if !near.is_empty() {
            slots.extend(near.into_iter().take(OFFERED).map(|(start, offer)| slot(offer, start)));
            break;
        }
    }
    Ok(slots)
}

/// Opening hours of the salon, the same every day.
struct Hours {
    zone: TimeZone,
    /// Minutes since local midnight.
    opens: i32,
    closes: i32,
}

impl Hours {
    async fn load(db: impl PgExecutor<'_>, salon: &Salon) -> Result<Self> {
        let (opens, closes) = sqlx::query_as(
            "SELECT (extract(epoch FROM opens) / 60)::integer, (extract(epoch FROM closes) / 60)::integer FROM settings",
        )
        .fetch_one(db)
        .await?;
        Ok(Hours { zone: salon.time_zone()?, opens, closes })
    }

    /// Opening hours of a local day; `None` when they are beyond the range of instants.
    fn of(&self, day: Date) -> Option<Span> {
        let at = |minutes: i32| {
            let day = day.checked_add((minutes / 1440).days()).ok()?;
            let time = Time::midnight().checked_add((minutes % 1440).minutes()).ok()?;
            self.zone.to_timestamp(day.to_datetime(time)).ok()
        };
        Some((at(self.opens)?, at(self.closes)?))
    }

    /// The range of `days` days from `day`, extended by a day on either side: busy ranges may cross midnight.
    fn around(&self, day: Date, days: i32) -> Span {
        let midnight = |ahead: i32| {
            let day = day.checked_add(ahead.days()).ok().filter(|day| CALENDAR.contains(day))?;
            self.zone.to_timestamp(day.to_datetime(Time::midnight())).ok()
        };
        // Days beyond the range of instants have no bookings.
        midnight(-1).zip(midnight(days + 1)).unwrap_or((Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH))
    }
}

#[derive(sqlx::FromRow)]
struct Busy {
    master_id: UserId,
    busy_from: jiff_sqlx::Timestamp,
    busy_to: jiff_sqlx::Timestamp,
}

async fn busy(db: &Db, masters: &[UserId], within: Span, but: Option<BookingId>) -> Result<HashMap<UserId, Vec<Span>>> {
    // Per master: for all of them at once, PostgreSQL would read everybody's bookings of these days.
    let rows: Vec<Busy> = sqlx::query_as(
        "SELECT b.* FROM unnest($1::bigint[]) master(id) CROSS JOIN LATERAL (
             SELECT master_id, lower(busy) AS busy_from, upper(busy) AS busy_to FROM bookings
             WHERE master_id = master.id AND datetime >= $2 AND datetime < $3 AND id IS DISTINCT FROM $4
                 AND deleted_at IS NULL AND status NOT IN ('cancelled', 'no_show')
             -- Keeps the planner from joining the other way round.
             OFFSET 0) b",
    )
    .bind(masters)
    .bind(within.0.to_sqlx())
    .bind(within.1.to_sqlx())
    .bind(but)
    .fetch_all(db)
    .await?;
    let mut busy: HashMap<UserId, Vec<Span>> = HashMap::new();
    for row in rows {
        busy.entry(row.master_id).or_default().push((row.busy_from.to_jiff(), row.busy_to.to_jiff()));
    }
    Ok(busy)
}

fn of(busy: &HashMap<UserId, Vec<Span>>, master: UserId) -> &[Span] {
    busy.get(&master).map(Vec::as_slice).unwrap_or_default()
}
