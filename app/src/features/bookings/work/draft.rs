use crate::core::{browser, ui::SelectOption};
use domain::{bookings::Source, staff::UserId};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// The fields of a new booking, stored on the device until it is created. They survive a reload, a lost connection and
/// an expired session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Whether the sheet was open.
    pub open: bool,
    /// Idempotency key of the request; stays the same until a response arrives.
    pub key: String,
    pub client: Option<SelectOption>,
    /// Text of the client's field.
    #[serde(default)]
    pub typed: String,
    pub adding: bool,
    pub name: String,
    pub phone: String,
    pub instagram: String,
    pub service: Option<SelectOption>,
    pub day: Option<Date>,
    pub master: Option<UserId>,
    pub time: Option<Time>,
    pub price: Option<i64>,
    /// The master's list price; a `price` that differs was entered by hand.
    #[serde(default)]
    pub listed: Option<i64>,
    pub notes: String,
    pub source: Source,
}

impl Draft {
    pub fn new(today: Date) -> Self {
        Draft {
            open: false,
            key: browser::random_id(),
            client: None,
            typed: String::new(),
            adding: false,
            name: String::new(),
            phone: String::new(),
            instagram: String::new(),
            service: None,
            day: Some(today),
            master: None,
            time: None,
            price: None,
            listed: None,
            notes: String::new(),
            source: Source::FrontDesk,
        }
    }

    /// The stored draft of a person.
    pub fn load(person: UserId) -> Option<Self> {
        serde_json::from_str(&browser::stored(&draft_key(person))?).ok()
    }

    /// Whether no field that takes effort to enter is filled in.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.typed, &self.name, &self.phone, &self.instagram, &self.notes];
        self.client.is_none() && self.service.is_none() && texts.iter().all(|text| text.trim().is_empty())
    }

    /// Whether a draft was open when the page was left. Called on every page, so it does not parse the draft.
    pub fn is_unfinished(person: UserId) -> bool {
        browser::stored(&unfinished_key(person)).is_some()
    }

    /// Stores the draft; removes it if it is empty and closed.
    pub fn save(&self, person: UserId) {
        match self.open && !self.is_empty() {
            true => browser::store(&unfinished_key(person), "1"),
            false => browser::remove_stored(&unfinished_key(person)),
        }
        if self.is_empty() && !self.open {
            return browser::remove_stored(&draft_key(person));
        }
        // Serialization of these types does not fail.
        if let Ok(text) = serde_json::to_string(self) {
            browser::store(&draft_key(person), &text);
        }
    }
}

fn unfinished_key(person: UserId) -> String {
    format!("unfinished-booking-{person}")
}

fn draft_key(person: UserId) -> String {
    format!("new-booking-{person}")
}
