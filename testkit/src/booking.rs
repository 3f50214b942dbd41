use crate::{TestDb, salon};
use domain::{
    bookings::{BookingId, Source, Status},
    staff::{Actor, UserId},
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use jiff_sqlx::ToSqlx as _;

/// Builder of a booking for a test.
#[derive(Clone, Debug)]
pub struct NewBooking {
    master: UserId,
    starts: Timestamp,
    minutes: i64,
    client: String,
    phone: Option<String>,
    phone_e164: Option<String>,
    instagram: Option<String>,
    service: String,
    status: Status,
    price: i64,
    deleted: bool,
}

impl NewBooking {
    /// A confirmed manicure of an hour for 100 dirhams. `starts` is in the salon's time zone.
    pub fn with(master: &Actor, starts: DateTime) -> Self {
        let zone = salon().time_zone().expect("the salon's zone");
        NewBooking {
            master: master.id,
            starts: zone.to_timestamp(starts).expect("a time in the salon's zone"),
            minutes: 60,
            client: "Amelia Hart".into(),
            phone: None,
            phone_e164: None,
            instagram: None,
            service: "Manicure".into(),
            status: Status::Confirmed,
            price: 10_000,
            deleted: false,
        }
    }

    /// Sets the client's name; Amelia Hart by default.
    pub fn client(self, name: &str) -> Self {
        NewBooking { client: name.into(), ..self }
    }

    /// Sets the phone number as typed; none by default.
    pub fn phone(self, phone: &str) -> Self {
        NewBooking { phone: Some(phone.into()), ..self }
    }

    /// Sets the phone number in E.164; none by default.
    pub fn phone_e164(self, number: &str) -> Self {
        NewBooking { phone_e164: Some(number.into()), ..self }
    }

    /// Sets the Instagram handle; none by default.
    pub fn instagram(self, handle: &str) -> Self {
        NewBooking { instagram: Some(handle.into()), ..self }
    }

    /// Sets the service by its English name; Manicure by default.
    pub fn service(self, name: &str) -> Self {
        NewBooking { service: name.into(), ..self }
    }

    /// Sets the status; confirmed by default.
    pub fn status(self, status: Status) -> Self {
        NewBooking { status, ..self }
    }

    /// Sets the duration in minutes; 60 by default.
    pub fn minutes(self, minutes: i64) -> Self {
        NewBooking { minutes, ..self }
    }

    /// Sets the price in fils; 10,000 by default.
    pub fn price(self, minor: i64) -> Self {
        NewBooking { price: minor, ..self }
    }

    /// Makes it a booking that is in the trash.
    pub fn deleted(self) -> Self {
        NewBooking { deleted: true, ..self }
    }

    /// Inserts the booking, or returns the database's error.
    pub async fn try_book(self, db: &TestDb) -> sqlx::Result<BookingId> {
        let client = db.client(&self.client, self.phone.as_deref(), self.instagram.as_deref()).await;
        let service = db.service(&self.service).await;
        let ends = self.starts + SignedDuration::from_mins(self.minutes);
        sqlx::query_scalar(
            "INSERT INTO bookings (datetime, ends_at, busy, master_id, client_id, service_id, name, phone, phone_e164, instagram_id,
                                   service_name, status, price, currency, source, deleted_at)
             VALUES ($1, $2, tstzrange($1, $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'AED', $13,
                     CASE WHEN $14 THEN now() END) RETURNING id",
        )
        .bind(self.starts.to_sqlx())
        .bind(ends.to_sqlx())
        .bind(self.master)
        .bind(client)
        .bind(service)
        .bind(self.client)
        .bind(self.phone)
        .bind(self.phone_e164)
        .bind(self.instagram)
        .bind(self.service)
        .bind(self.status)
        .bind(self.price)
        .bind(Source::FrontDesk)
        .bind(self.deleted)
        .fetch_one(&db.pool)
        .await
    }

    /// Inserts the booking; panics when the database refuses it.
    pub async fn book(self, db: &TestDb) -> BookingId {
        self.try_book(db).await.expect("a booking")
    }
}
