use super::{BookingId, BookingQuery, Conflict, Source, Verb};
use crate::{
    Error, Flaw, Invalid, Money, Result,
    clients::ClientId,
    events::ChangeId,
    services::ServiceId,
    staff::{Master, UserId},
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A visit to be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// Made by the page, once for each visit: sent again with it, the visit is booked once.
    pub key: String,
    /// Who comes.
    pub client: Guest,
    /// What for.
    pub services: Vec<NewService>,
    /// How they reached the salon.
    pub source: Source,
    /// As typed.
    pub notes: String,
}

/// Who comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guest {
    /// Somebody who has a card.
    Known(ClientId),
    /// Somebody who gets one. Two people may share a phone.
    New {
        /// As typed.
        name: String,
        /// As typed; may be empty.
        phone: String,
        /// As typed; may be empty.
        instagram: String,
    },
}

/// One service of a visit: a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewService {
    /// What.
    pub service: ServiceId,
    /// By whom.
    pub master: UserId,
    /// When, on the salon's clock.
    pub starts: DateTime,
    /// For how long; `None`: as long as it takes this master.
    pub minutes: Option<i32>,
    /// For how much, in minor units; `None`: as this master asks.
    pub price: Option<i64>,
}

/// What of a booking can be changed in its sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Start, on the salon's clock.
    pub starts: DateTime,
    /// How long it takes.
    pub minutes: i32,
    /// Who performs it; only the id is read.
    pub master: Master,
    /// What is performed.
    pub service: ServiceId,
    /// Its name as it was at booking; not read.
    pub service_name: String,
    /// What it costs; the currency is not read.
    pub price: Money,
    /// As typed.
    pub notes: String,
}

/// What was done, to be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// What undoes it.
    pub change: ChangeId,
    /// The bookings that were made or changed.
    pub bookings: Vec<BookingId>,
}

/// What was done to many bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManyDone {
    /// What undoes it.
    pub change: ChangeId,
    /// How many were changed.
    pub done: u32,
    /// How many were not.
    pub refused: u32,
    /// The first of those.
    pub refusals: Vec<Refused>,
}

/// A booking that was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which.
    pub id: BookingId,
    /// Whose.
    pub client: String,
    /// When, on the salon's clock.
    pub starts: DateTime,
    /// Why; `None`: the master does not perform its service.
    pub why: Option<Conflict>,
}

/// The bookings that many are changed at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// These.
    Some(Vec<BookingId>),
    /// All that match.
    All(BookingQuery),
}

/// What is done to many bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManyVerb {
    /// A step along their life; to cancel them, say why.
    Step(Verb),
    /// They will not take place.
    Cancel(Cancellation),
    /// Somebody else performs them.
    Assign(UserId),
}

/// Why a booking is cancelled, and who wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// In words.
    pub reason: String,
    /// Whether the client wants it; otherwise the salon.
    pub by_client: bool,
}

/// Most characters of notes and reasons.
const LONGEST_TEXT: u32 = 2_000;
/// In minor units: far more than anything costs, in any currency; beyond, a digit too many was typed.
const MOST_PRICE: i64 = 1_000_000_000;
/// Bookings of one visit.
const MOST_SERVICES: usize = 8;

/// Gathers what is wrong with what was typed.
#[derive(Default)]
struct Check(Vec<Invalid>);

impl Check {
    fn flaw(&mut self, field: &str, flaw: Option<Flaw>) {
        self.0.extend(flaw.map(|flaw| Invalid { field: field.to_owned(), flaw }));
    }

    fn text(&mut self, field: &str, text: &str, most: u32) {
        let long = u32::try_from(text.trim().chars().count()).unwrap_or(u32::MAX) > most;
        self.flaw(field, long.then_some(Flaw::TooLong { most }));
        // The database keeps none.
        self.flaw(field, text.contains('\0').then_some(Flaw::Wrong));
    }

    fn required(&mut self, field: &str, text: &str, most: u32) {
        self.flaw(field, text.trim().is_empty().then_some(Flaw::Required));
        self.text(field, text, most);
    }

    fn minutes(&mut self, minutes: i32) {
        self.flaw("minutes", (!(5..=1440).contains(&minutes)).then_some(Flaw::Wrong));
    }

    fn price(&mut self, minor: i64) {
        self.flaw("price", (!(0..=MOST_PRICE).contains(&minor)).then_some(Flaw::Wrong));
    }

    fn end(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

impl NewVisit {
    /// Refuses what no form of ours sends, and says what of the rest cannot be taken.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        let is_key = (16..=64).contains(&self.key.len())
            && self.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        check.flaw("key", (!is_key).then_some(Flaw::Wrong));
        if let Guest::New { name, phone, instagram } = &self.client {
            check.required("client", name, 200);
            check.text("phone", phone, 50);
            let digits = phone.chars().filter(|c| c.is_numeric()).count();
            check.flaw("phone", (!phone.trim().is_empty() && digits < 5).then_some(Flaw::Wrong));
            check.text("instagram", instagram, 100);
        }
        check.flaw("service", self.services.is_empty().then_some(Flaw::Required));
        check.flaw("service", (self.services.len() > MOST_SERVICES).then_some(Flaw::Wrong));
        for service in &self.services {
            service.minutes.into_iter().for_each(|minutes| check.minutes(minutes));
            service.price.into_iter().for_each(|minor| check.price(minor));
        }
        check.text("notes", &self.notes, LONGEST_TEXT);
        check.end()
    }
}

impl Fields {
    /// Says what cannot be taken.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.minutes(self.minutes);
        check.price(self.price.minor);
        check.text("notes", &self.notes, LONGEST_TEXT);
        check.end()
    }
}

impl Cancellation {
    /// Says what cannot be taken.
    pub fn check(&self) -> Result<()> {
        let mut check = Check::default();
        check.required("reason", &self.reason, LONGEST_TEXT);
        check.end()
    }
}
