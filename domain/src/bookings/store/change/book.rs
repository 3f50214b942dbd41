use super::{
    keys::{Beginning, Keyed},
    locks::lock_days,
    save::is_taken,
};
use crate::{
    Conflict, Error, FieldError, Language, LocalTime, Result,
    bookings::{
        BookingConflict, BookingFacts, BookingVerb, Done, Guest, Need, NewService, NewVisit, field,
        store::free::{Wanted, alternatives as nearby},
    },
    clients::ClientId,
    events::{NewEvent, push_events},
    services::{Offer, offer_by, offers_of},
    settings::instant,
    staff::{Asker, Permission, Scope},
    to_e164,
    typed::{clean_name, instagram_handle, is_readable},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use sqlx::{PgConnection, Postgres, QueryBuilder};

/// Books a visit: all of its bookings, or none. Service names are stored in `language`.
///
/// # Errors
/// `Forbidden` without `bookings:edit`. `Invalid` for fields of the visit, and for `key` when it was used with other
/// content. `Conflict` when a master is busy, and while the same request is being handled.
pub async fn book(asker: &Asker, visit: &NewVisit) -> Result<Done> {
    asker.actor.require(Permission::EditBookings)?;
    visit.check()?;
    let keyed = Keyed::new(&visit.key, visit)?;
    let mut transaction = asker.db.begin().await?;
    match make(&mut transaction, asker, visit, &keyed).await {
        Ok(done) => {
            transaction.commit().await?;
            Ok(done)
        }
        Err(problem) => {
            // Releases the locks before the alternatives are searched.
            transaction.rollback().await?;
            Err(match problem {
                Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })) => taken(asker, visit).await?,
                other => other,
            })
        }
    }
}

async fn make(db: &mut PgConnection, asker: &Asker, visit: &NewVisit, keyed: &Keyed<'_>) -> Result<Done> {
    lock_days(db, visit.services.iter().map(|service| service.master)).await?;
    let done = match keyed.begin(db, asker, visit.services.len()).await? {
        Beginning::Answered(done) => return Ok(done),
        Beginning::New { change, bookings } => Done { change, bookings },
    };
    let card = Card::of(db, asker, &visit.client).await?;
    let mut parts = Vec::new();
    for service in &visit.services {
        parts.push(Part::of(db, asker, service).await?);
    }
    insert(db, asker, visit, keyed, &card, &parts, &done).await?;
    Ok(done)
}

/// The conflict with alternatives to the first service whose time is taken.
async fn taken(asker: &Asker, visit: &NewVisit) -> Result<Error> {
    let mut alternatives = Vec::new();
    for asked in &visit.services {
        let mut connection = asker.db.acquire().await?;
        let (_, offer) = offer(&mut connection, asked, asker.language).await?;
        let need = Need::minutes(offer.before, asked.minutes.unwrap_or(offer.minutes), offer.after);
        let start = start(asker, asked.starts)?;
        // If none is taken, the services of the visit overlap each other: the alternatives are those of the last one.
        let is_taken = is_taken(&mut connection, asked.master, need.busy(start), None).await?;
        drop(connection);
        let wanted = Wanted { service: asked.service, master: asked.master, start, need, moved: None };
        alternatives = nearby(asker, wanted).await?;
        if is_taken {
            break;
        }
    }
    Ok(BookingConflict::Taken { alternatives }.into())
}

/// The service's name and the requested master's offer.
///
/// # Errors
/// `Invalid` for `service` when nobody offers it, otherwise for `master`.
async fn offer(db: &mut PgConnection, asked: &NewService, language: Language) -> Result<(String, Offer)> {
    match offer_by(&mut *db, asked.service, asked.master, language).await? {
        Some(found) => Ok(found),
        None if offers_of(db, asked.service).await?.is_empty() => {
            Err(Error::invalid(field::SERVICE, FieldError::Wrong))
        }
        None => Err(Error::invalid(field::MASTER, FieldError::Wrong)),
    }
}

/// Upper limit of a client's name, in characters; the table of bookings has the same.
const LONGEST_NAME: usize = 200;

/// The client's data that are copied to a booking.
#[derive(sqlx::FromRow)]
struct Card {
    id: ClientId,
    name: String,
    phone: Option<String>,
    phone_e164: Option<String>,
    instagram_id: Option<String>,
}

impl Card {
    async fn of(db: &mut PgConnection, asker: &Asker, guest: &Guest) -> Result<Self> {
        let found = match guest {
            Guest::Known(id) => {
                let mut sql = QueryBuilder::<Postgres>::new(
                    "SELECT id, name, phone, phone_e164, instagram_id FROM clients c WHERE id = ",
                );
                sql.push_bind(*id);
                if let Scope::Own(master) = asker.actor.clients()? {
                    sql.push(" AND EXISTS (SELECT FROM bookings b WHERE b.client_id = c.id AND b.master_id = ");
                    sql.push_bind(master).push(")");
                }
                sql.build_query_as().fetch_optional(db).await?
            }
            Guest::New { name, phone, instagram } => {
                let name = clean_name(name);
                if !is_readable(&name) {
                    return Err(Error::invalid(field::CLIENT, FieldError::Required));
                }
                // Composed letters can be longer than those that were typed.
                if name.chars().count() > LONGEST_NAME {
                    return Err(Error::invalid(field::CLIENT, FieldError::TooLong { most: LONGEST_NAME as u32 }));
                }
                let phone = clean_name(phone);
                let code: String = sqlx::query_scalar("SELECT phone_code FROM settings").fetch_one(&mut *db).await?;
                sqlx::query_as(
                    "INSERT INTO clients (name, phone, phone_e164, instagram_id) VALUES ($1, $2, $3, $4)
                     RETURNING id, name, phone, phone_e164, instagram_id",
                )
                .bind(name)
                .bind(Some(&phone).filter(|phone| !phone.is_empty()))
                .bind(to_e164(&phone, &code))
                .bind(instagram_handle(instagram))
                .fetch_optional(db)
                .await?
            }
        };
        found.ok_or_else(|| Error::invalid(field::CLIENT, FieldError::Wrong))
    }
}

/// One booking of the visit, with all values resolved.
struct Part<'a> {
    asked: &'a NewService,
    name: String,
    start: Timestamp,
    need: Need,
    price: i64,
    currency: String,
}

impl<'a> Part<'a> {
    /// Fills in the values of the master's offer where the request has none.
    async fn of(db: &mut PgConnection, asker: &Asker, asked: &'a NewService) -> Result<Self> {
        let (name, offer) = offer(db, asked, asker.language).await?;
        let minutes = asked.minutes.unwrap_or(offer.minutes);
        Ok(Part {
            asked,
            name,
            start: start(asker, asked.starts)?,
            need: Need::minutes(offer.before, minutes, offer.after),
            price: asked.price.unwrap_or(offer.price.minor),
            currency: offer.price.currency,
        })
    }
}

/// Bookings further away from now are refused: the year was probably mistyped.
const WITHIN: SignedDuration = SignedDuration::from_hours(24 * 366 * 2);

/// The instant of a start.
///
/// # Errors
/// `Invalid` for `starts` when it does not exist, is more than two years away, or within a minute.
pub fn start(asker: &Asker, local: LocalTime) -> Result<Timestamp> {
    let zone = asker.salon.time_zone()?;
    let start = instant(&zone, local).map_err(|error| Error::invalid(field::STARTS, error))?;
    let is_near = start.duration_since(asker.now).abs() <= WITHIN;
    if is_near && is_whole_minute(local) { Ok(start) } else { Err(Error::invalid(field::STARTS, FieldError::Wrong)) }
}

/// Starts are typed and offered by the minute: another one would leave gaps that nobody sees.
fn is_whole_minute(local: LocalTime) -> bool {
    local.civil.second() == 0 && local.civil.subsec_nanosecond() == 0
}

/// Inserts bookings, events and the stored answer in one statement.
async fn insert(
    db: &mut PgConnection,
    asker: &Asker,
    visit: &NewVisit,
    keyed: &Keyed<'_>,
    card: &Card,
    parts: &[Part<'_>],
    done: &Done,
) -> Result<()> {
    // The first booking's id identifies a visit of several bookings.
    let together = done.bookings.first().filter(|_| done.bookings.len() > 1).copied();
    let events = done.bookings.iter().zip(parts).map(|(id, part)| {
        let after = BookingFacts {
            version: Some(1),
            client_id: Some(card.id),
            client: Some(card.name.clone()),
            new_client: matches!(visit.client, Guest::New { .. }).then_some(true),
            datetime: Some(part.start),
            minutes: Some(part.need.length.as_mins()),
            master_id: Some(part.asked.master),
            service_id: Some(part.asked.service),
            service_name: Some(part.name.clone()),
            price: Some(part.price),
            currency: Some(part.currency.clone()),
            source: Some(visit.source),
            notes: Some(Some(visit.notes.trim().to_owned())),
            ..BookingFacts::default()
        };
        NewEvent { actor: Some(asker.actor.id), id: id.0, verb: BookingVerb::Book, before: None, after: Some(after) }
    });
    let mut sql = QueryBuilder::<Postgres>::new("WITH kept AS (");
    keyed.push(&mut sql, asker, json!(done));
    sql.push("), noted AS (");
    push_events(&mut sql, events, Some(done.change), asker.now);
    sql.push(
        ") INSERT INTO bookings (id, datetime, ends_at, busy, master_id, user_id, client_id, service_id, name, phone,
             phone_e164, instagram_id, service_name, price, currency, source, notes, visit_id, created_at) ",
    );
    sql.push_values(done.bookings.iter().zip(parts), |mut row, (id, part)| {
        let (starts, ends) = part.need.booked(part.start);
        let (from, to) = part.need.busy(part.start);
        row.push_bind(*id).push_bind(starts.to_sqlx()).push_bind(ends.to_sqlx());
        row.push("tstzrange(").push_bind_unseparated(from.to_sqlx()).push_unseparated(", ");
        row.push_bind_unseparated(to.to_sqlx()).push_unseparated(")");
        row.push_bind(part.asked.master).push_bind(asker.actor.id).push_bind(card.id).push_bind(part.asked.service);
        row.push_bind(&card.name).push_bind(&card.phone).push_bind(&card.phone_e164).push_bind(&card.instagram_id);
        row.push_bind(&part.name).push_bind(part.price).push_bind(&part.currency).push_bind(visit.source);
        row.push_bind(Some(visit.notes.trim()).filter(|notes| !notes.is_empty()));
        row.push_bind(together).push_bind(asker.now.to_sqlx());
    });
    sql.build().execute(db).await?;
    Ok(())
}
