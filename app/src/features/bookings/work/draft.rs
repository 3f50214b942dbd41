use crate::core::{
    browser,
    ui::{Amount, SelectOption},
};
use domain::{
    FieldError, LocalTime,
    bookings::{Guest, NewService, NewVisit, Source, field},
    clients::ClientId,
    services::ServiceId,
    staff::UserId,
};
use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::Set as _;
use reactive_stores::Store;
use serde::{Deserialize, Serialize};

/// The fields of a new booking, stored on the device until it is created. They survive a reload, a lost connection and
/// an expired session. A [`Store`] of a draft is the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Store)]
pub struct Draft {
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
    /// The start that was chosen as the second of two equal times; another one is the first.
    #[serde(default)]
    pub second: Option<DateTime>,
    pub price: Amount,
    /// The master's list price; a `price` that differs was entered by hand.
    #[serde(default)]
    pub listed: Option<i64>,
    pub notes: String,
    pub source: Source,
}

impl Draft {
    pub fn new(today: Date) -> Self {
        Draft {
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
            second: None,
            price: Amount::Empty,
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

    /// Stores the draft; removes it if it is empty and its sheet is closed.
    pub fn save(&self, person: UserId, open: bool) {
        match open && !self.is_empty() {
            true => browser::store(&unfinished_key(person), "1"),
            false => browser::remove_stored(&unfinished_key(person)),
        }
        if self.is_empty() && !open {
            return browser::remove_stored(&draft_key(person));
        }
        // Serialization of these types does not fail.
        if let Ok(text) = serde_json::to_string(self) {
            browser::store(&draft_key(person), &text);
        }
    }

    /// The new client's name, or else that of the chosen client.
    pub fn client_name(&self) -> &str {
        if self.adding { &self.name } else { self.client.as_ref().map_or("", |client| &client.text) }
    }

    /// When the visit would start, as far as it is filled in.
    pub fn starts(&self) -> Option<LocalTime> {
        let civil = self.day?.to_datetime(self.time?);
        Some(LocalTime { civil, second: self.second == Some(civil) })
    }

    /// Sets date, time, and which of two equal times it is.
    pub fn set_starts(form: Store<Draft>, starts: LocalTime) {
        form.day().set(Some(starts.date()));
        form.second().set(starts.second.then_some(starts.civil));
        form.time().set(Some(starts.time()));
    }

    /// The visit, or the missing fields.
    pub fn visit(&self) -> Result<NewVisit, Vec<(&'static str, FieldError)>> {
        let (client, service, starts) = (self.guest(), self.service_id(), self.starts());
        let missing = [
            (field::CLIENT, client.is_none()),
            (field::SERVICE, service.is_none()),
            (field::MASTER, self.master.is_none()),
            (field::STARTS, starts.is_none()),
        ];
        let (Some(client), Some(service), Some(master), Some(starts)) = (client, service, self.master, starts) else {
            let missing = missing.into_iter().filter(|(_, is)| *is);
            return Err(missing.map(|(name, _)| (name, FieldError::Required)).collect());
        };
        let price = match &self.price {
            // The list price is left to the server.
            Amount::Minor(price) => Some(*price).filter(|price| self.listed != Some(*price)),
            Amount::Empty => None,
            Amount::Unreadable(_) => return Err(vec![(field::PRICE, FieldError::Wrong)]),
        };
        Ok(NewVisit {
            key: self.key.clone(),
            client,
            services: vec![NewService { service, master, starts, minutes: None, price }],
            source: self.source,
            notes: self.notes.clone(),
        })
    }

    fn guest(&self) -> Option<Guest> {
        if self.adding {
            let [name, phone, instagram] = [&self.name, &self.phone, &self.instagram].map(String::clone);
            return Some(Guest::New { name, phone, instagram });
        }
        self.client.as_ref()?.id.parse().ok().map(|id| Guest::Known(ClientId(id)))
    }

    fn service_id(&self) -> Option<ServiceId> {
        self.service.as_ref()?.id.parse().ok()
    }
}

fn unfinished_key(person: UserId) -> String {
    format!("unfinished-booking-{person}")
}

fn draft_key(person: UserId) -> String {
    format!("new-booking-{person}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn option(id: &str) -> Option<SelectOption> {
        Some(SelectOption { id: id.to_owned(), text: "Amelia".to_owned(), detail: String::new() })
    }

    fn complete() -> Draft {
        Draft {
            key: "0123456789abcdef".to_owned(),
            client: option("4"),
            typed: String::new(),
            adding: false,
            name: "Nora".to_owned(),
            phone: String::new(),
            instagram: String::new(),
            service: option("3"),
            day: Some(date(2026, 11, 20)),
            master: Some(UserId(2)),
            time: Some(time(9, 30, 0, 0)),
            second: None,
            price: Amount::Minor(100),
            listed: Some(100),
            notes: String::new(),
            source: Source::Phone,
        }
    }

    #[test]
    fn complete_draft_is_a_visit_and_only_a_typed_price_is_sent() {
        let visit = complete().visit().unwrap();
        assert_eq!(visit.client, Guest::Known(ClientId(4)));
        assert_eq!(visit.services[0].starts, date(2026, 11, 20).at(9, 30, 0, 0).into());
        assert_eq!(visit.services[0].price, None);
        let typed = Draft { price: Amount::Minor(90), ..complete() }.visit().unwrap();
        assert_eq!(typed.services[0].price, Some(90));
        let unreadable = Draft { price: Amount::Unreadable("abc".to_owned()), ..complete() };
        assert_eq!(
            unreadable.visit(),
            Err(vec![(field::PRICE, FieldError::Wrong)]),
            "it is not booked at the list price"
        );
        let kept: Draft = serde_json::from_str(&serde_json::to_string(&unreadable).unwrap()).unwrap();
        assert_eq!(kept, unreadable);
    }

    #[test]
    fn the_second_of_two_equal_times_is_one_start_only() {
        let chosen = Draft { second: Some(date(2026, 11, 20).at(9, 30, 0, 0)), ..complete() };
        assert!(chosen.starts().unwrap().second);
        for other in [
            Draft { time: Some(time(9, 45, 0, 0)), ..chosen.clone() },
            Draft { day: Some(date(2026, 11, 21)), ..chosen.clone() },
        ] {
            assert!(!other.starts().unwrap().second);
        }
    }

    #[test]
    fn missing_fields_are_named() {
        let draft = Draft { client: None, service: option("?"), master: None, time: None, ..complete() };
        let missing = [field::CLIENT, field::SERVICE, field::MASTER, field::STARTS];
        assert_eq!(draft.visit(), Err(missing.map(|name| (name, FieldError::Required)).to_vec()));
    }

    #[test]
    fn client_is_the_new_one_while_one_is_being_added() {
        let draft = Draft { adding: true, ..complete() };
        assert_eq!((complete().client_name(), draft.client_name()), ("Amelia", "Nora"));
        assert!(matches!(draft.visit().unwrap().client, Guest::New { name, .. } if name == "Nora"));
    }
}
