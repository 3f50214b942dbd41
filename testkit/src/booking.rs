use crate::{TestDb, salon};
use domain::{
    bookings::{BookingId, Source, Status},
    staff::{Actor, UserId},
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use jiff_sqlx::ToSqlx as _;

/// A booking to be made for a test: what is not said is something harmless.
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
    /// With a master, at a time on the salon's clock.
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

    /// For somebody.
    pub fn client(self, name: &str) -> Self {
        NewBooking { client: name.into(), ..self }
    }

    /// Who can be called.
    pub fn phone(self, phone: &str) -> Self {
        NewBooking { phone: Some(phone.into()), ..self }
    }

    /// Whose phone is this number abroad.
    pub fn phone_e164(self, number: &str) -> Self {
        NewBooking { phone_e164: Some(number.into()), ..self }
    }

    /// Who can be written to.
    pub fn instagram(self, handle: &str) -> Self {
        NewBooking { instagram: Some(handle.into()), ..self }
    }

    /// Of a service.
    pub fn service(self, name: &str) -> Self {
        NewBooking { service: name.into(), ..self }
    }

    /// As far along.
    pub fn status(self, status: Status) -> Self {
        NewBooking { status, ..self }
    }

    /// In fils.
    pub fn price(self, minor: i64) -> Self {
        NewBooking { price: minor, ..self }
    }

    /// In the trash.
    pub fn deleted(self) -> Self {
        NewBooking { deleted: true, ..self }
    }

    /// Stores it; an error where the database refuses.
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

    /// Stores it.
    pub async fn book(self, db: &TestDb) -> BookingId {
        self.try_book(db).await.expect("a booking")
    }
}
