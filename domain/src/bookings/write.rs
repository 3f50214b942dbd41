use super::{BookingId, DayAsked, Source, field};
use crate::{
    Error, FieldError, Invalid, LocalTime, Money, Result,
    clients::ClientId,
    events::ChangeId,
    search::PHONE_DIGITS,
    services::ServiceId,
    staff::{Master, UserId},
};
use serde::{Deserialize, Serialize};

/// A visit to be booked: bookings that are made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// Idempotency key, made by the page once per visit: 16 to 64 ASCII letters, digits and hyphens. Valid for 48 hours
    /// (protocols.md, "Errors").
    pub key: String,
    /// The client of all bookings of the visit.
    pub client: Guest,
    /// The bookings of the visit, 1 to 8.
    pub services: Vec<NewService>,
    /// How the visit reached the salon.
    pub source: Source,
    /// Notes as typed, at most 2,000 characters; may be empty.
    pub notes: String,
}

/// The client of a new visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guest {
    /// An existing client, by key.
    Known(ClientId),
    /// A client to be created. Phones are not unique: two people may share one.
    New {
        /// Name as typed, 1 to 200 characters.
        name: String,
        /// Phone as typed, at most 50 characters with at least 5 digits; may be empty.
        phone: String,
        /// Instagram handle as typed, at most 100 characters, with or without `@`; may be empty.
        instagram: String,
    },
}

/// One booking of a new visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewService {
    /// The service to be performed.
    pub service: ServiceId,
    /// The master who is to perform it.
    pub master: UserId,
    /// Start, local time of the salon.
    pub starts: LocalTime,
    /// Duration in minutes, 5 to 1,440; `None`: the duration of the master's offer.
    pub minutes: Option<i32>,
    /// Price in minor units; `None`: the price of the master's offer.
    pub price: Option<i64>,
}

/// The fields of a booking that an edit can change, with their present values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Start, local time of the salon.
    pub starts: LocalTime,
    /// Duration in minutes, 5 to 1,440.
    pub minutes: i32,
    /// The master who performs it.
    pub master: Master,
    /// The service to be performed.
    pub service: ServiceId,
    /// Name of the service, as copied to the booking.
    pub service_name: String,
    /// Price of the booking, zero or more.
    pub price: Money,
    /// The booking's notes; may be empty.
    pub notes: String,
}

/// New values of the fields of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFields {
    /// Start, local time of the salon.
    pub starts: LocalTime,
    /// Duration in minutes, 5 to 1,440.
    pub minutes: i32,
    /// The master who is to perform it.
    pub master: UserId,
    /// The service to be performed.
    pub service: ServiceId,
    /// Price in minor units of the booking's currency.
    pub price: i64,
    /// Notes as typed, at most 2,000 characters; may be empty.
    pub notes: String,
}

impl From<Fields> for NewFields {
    fn from(fields: Fields) -> Self {
        NewFields {
            starts: fields.starts,
            minutes: fields.minutes,
            master: fields.master.id,
            service: fields.service,
            price: fields.price.minor,
            notes: fields.notes,
        }
    }
}

/// Result of a change, with what is needed to undo it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Id by which the change can be undone.
    pub change: ChangeId,
    /// The bookings that were made or changed; empty when there was nothing to change.
    pub bookings: Vec<BookingId>,
}

/// Reason of a cancellation, and who wanted it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Reason as typed, 1 to 2,000 characters.
    pub reason: String,
    /// Whether the client wanted it; otherwise the salon did.
    pub by_client: bool,
}

/// Upper limit of notes and reasons, in characters.
const LONGEST_TEXT: u32 = 2_000;
/// Upper limit of a price in minor units; a larger one is a typing error in any currency.
const MOST_PRICE: i64 = 1_000_000_000;
/// Upper limit of bookings of one visit.
const MOST_SERVICES: usize = 8;

#[derive(Default)]
pub(super) struct Check(Vec<Invalid>);

impl Check {
    fn add(&mut self, field: &str, error: Option<FieldError>) {
        self.0.extend(error.map(|error| Invalid { field: field.to_owned(), error }));
    }

    fn text(&mut self, field: &str, text: &str, most: u32) {
        let long = u32::try_from(text.trim().chars().count()).unwrap_or(u32::MAX) > most;
        self.add(field, long.then_some(FieldError::TooLong { most }));
        // PostgreSQL's `text` cannot contain NUL.
        self.add(field, text.contains('\0').then_some(FieldError::Wrong));
    }

    fn required(&mut self, field: &str, text: &str, most: u32) {
        self.add(field, text.trim().is_empty().then_some(FieldError::Required));
        self.text(field, text, most);
    }

    pub fn key(&mut self, key: &str) {
        let is_key =
            (16..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        self.add(field::KEY, (!is_key).then_some(FieldError::Wrong));
    }

    fn minutes(&mut self, minutes: i32) {
        self.add(field::MINUTES, (!(5..=1440).contains(&minutes)).then_some(FieldError::Wrong));
    }

    fn price(&mut self, minor: i64) {
        self.add(field::PRICE, (!(0..=MOST_PRICE).contains(&minor)).then_some(FieldError::Wrong));
    }

    pub fn end(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

impl NewVisit {
    /// Validates the visit, without the database.
    ///
    /// # Errors
    /// `Invalid` with all field errors.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.key(&self.key);
        if let Guest::New { name, phone, instagram } = &self.client {
            check.required(field::CLIENT, name, 200);
            check.text(field::PHONE, phone, 50);
            let digits = phone.chars().filter(|c| c.is_numeric()).count();
            check.add(field::PHONE, (!phone.trim().is_empty() && digits < PHONE_DIGITS).then_some(FieldError::Wrong));
            check.text(field::INSTAGRAM, instagram, 100);
        }
        check.add(field::SERVICE, self.services.is_empty().then_some(FieldError::Required));
        check.add(field::SERVICE, (self.services.len() > MOST_SERVICES).then_some(FieldError::Wrong));
        for service in &self.services {
            service.minutes.into_iter().for_each(|minutes| check.minutes(minutes));
            service.price.into_iter().for_each(|minor| check.price(minor));
        }
        check.text(field::NOTES, &self.notes, LONGEST_TEXT);
        check.end()
    }
}

impl DayAsked {
    /// Validates the request, without the database.
    ///
    /// # Errors
    /// `Invalid` for the field `minutes`.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        self.minutes.into_iter().for_each(|minutes| check.minutes(minutes));
        check.end()
    }
}

impl NewFields {
    /// Validates the fields, without the database.
    ///
    /// # Errors
    /// `Invalid` with all field errors.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.minutes(self.minutes);
        check.price(self.price);
        check.text(field::NOTES, &self.notes, LONGEST_TEXT);
        check.end()
    }
}

impl Cancellation {
    /// Validates the reason of a cancellation.
    ///
    /// # Errors
    /// `Invalid` for the field `reason`.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.required(field::REASON, &self.reason, LONGEST_TEXT);
        check.end()
    }
}
