use crate::core::{browser, ui::Choice};
use domain::{bookings::Source, staff::UserId};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// What was typed of a new booking. It is kept on the device until the booking is made: neither a reload nor a lost
/// connection nor a session that ran out takes it away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Whether it was being worked on.
    pub open: bool,
    /// Of the request: the same until it is answered.
    pub key: String,
    pub client: Option<Choice>,
    /// What stands in the client's field, chosen or not.
    #[serde(default)]
    pub typed: String,
    pub adding: bool,
    pub name: String,
    pub phone: String,
    pub instagram: String,
    pub service: Option<Choice>,
    pub day: Option<Date>,
    pub master: Option<UserId>,
    pub time: Option<Time>,
    pub price: Option<i64>,
    /// What the master asks: a price that differs was typed.
    #[serde(default)]
    pub listed: Option<i64>,
    pub notes: String,
    pub source: Source,
}

impl Draft {
    /// An empty one.
    pub fn new(today: Date) -> Self {
        Draft {
            open: false,
            key: browser::unique(),
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

    /// What was kept for a person on this device.
    pub fn kept(person: UserId) -> Option<Self> {
        serde_json::from_str(&browser::kept(&name(person))?).ok()
    }

    /// Whether nothing was typed that would be missed.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.typed, &self.name, &self.phone, &self.instagram, &self.notes];
        self.client.is_none() && self.service.is_none() && texts.iter().all(|text| text.trim().is_empty())
    }

    /// Whether one was being typed when the page was left. Every page asks: it is not read for that.
    pub fn waits(person: UserId) -> bool {
        browser::kept(&mark(person)).is_some()
    }

    /// Keeps it, unless there is nothing to keep.
    pub fn keep(&self, person: UserId) {
        match self.open && !self.is_empty() {
            true => browser::keep(&mark(person), "1"),
            false => browser::forget(&mark(person)),
        }
        if self.is_empty() && !self.open {
            return browser::forget(&name(person));
        }
        // Nothing in it fails to be written.
        if let Ok(text) = serde_json::to_string(self) {
            browser::keep(&name(person), &text);
        }
    }
}

fn mark(person: UserId) -> String {
    format!("unfinished-booking-{person}")
}

fn name(person: UserId) -> String {
    format!("new-booking-{person}")
}
