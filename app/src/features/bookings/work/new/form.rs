use crate::{core::ui::SelectOption, features::bookings::work::draft::Draft};
use domain::{
    FieldError,
    bookings::{Guest, NewService, NewVisit, Source},
    clients::ClientId,
    services::ServiceId,
    staff::UserId,
};
use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::*;

/// The fields of the form; see [`Draft`].
#[derive(Clone, Copy)]
pub struct NewBookingFields {
    pub key: RwSignal<String>,
    pub client: RwSignal<Option<SelectOption>>,
    pub typed: RwSignal<String>,
    pub adding: RwSignal<bool>,
    pub name: RwSignal<String>,
    pub phone: RwSignal<String>,
    pub instagram: RwSignal<String>,
    pub service: RwSignal<Option<SelectOption>>,
    pub day: RwSignal<Option<Date>>,
    pub master: RwSignal<Option<UserId>>,
    pub time: RwSignal<Option<Time>>,
    pub price: RwSignal<Option<i64>>,
    pub listed: RwSignal<Option<i64>>,
    pub notes: RwSignal<String>,
    pub source: RwSignal<Source>,
}

impl NewBookingFields {
    /// The form of a stored draft.
    pub fn of(draft: Draft) -> Self {
        NewBookingFields {
            key: RwSignal::new(draft.key),
            client: RwSignal::new(draft.client),
            typed: RwSignal::new(draft.typed),
            adding: RwSignal::new(draft.adding),
            name: RwSignal::new(draft.name),
            phone: RwSignal::new(draft.phone),
            instagram: RwSignal::new(draft.instagram),
            service: RwSignal::new(draft.service),
            day: RwSignal::new(draft.day),
            master: RwSignal::new(draft.master),
            time: RwSignal::new(draft.time),
            price: RwSignal::new(draft.price),
            listed: RwSignal::new(draft.listed),
            notes: RwSignal::new(draft.notes),
            source: RwSignal::new(draft.source),
        }
    }

    pub fn draft(self, open: bool) -> Draft {
        Draft {
            open,
            key: self.key.get(),
            client: self.client.get(),
            typed: self.typed.get(),
            adding: self.adding.get(),
            name: self.name.get(),
            phone: self.phone.get(),
            instagram: self.instagram.get(),
            service: self.service.get(),
            day: self.day.get(),
            master: self.master.get(),
            time: self.time.get(),
            price: self.price.get(),
            listed: self.listed.get(),
            notes: self.notes.get(),
            source: self.source.get(),
        }
    }

    pub fn clear(self, today: Date) {
        let Draft { key, day, source, .. } = Draft::new(today);
        self.key.set(key);
        self.client.set(None);
        self.adding.set(false);
        for text in [self.typed, self.name, self.phone, self.instagram, self.notes] {
            text.set(String::new());
        }
        self.service.set(None);
        self.day.set(day);
        self.master.set(None);
        self.time.set(None);
        self.price.set(None);
        self.listed.set(None);
        self.source.set(source);
    }

    fn guest(self) -> Option<Guest> {
        if self.adding.get_untracked() {
            let [name, phone, instagram] = [self.name, self.phone, self.instagram].map(|text| text.get_untracked());
            return Some(Guest::New { name, phone, instagram });
        }
        self.client.get_untracked()?.id.parse().ok().map(|id| Guest::Known(ClientId(id)))
    }

    pub fn service_id(self) -> Option<ServiceId> {
        self.service.read().as_ref()?.id.parse().ok().map(ServiceId)
    }

    /// When the visit would start, as far as it is filled in.
    pub fn starts(self) -> Option<DateTime> {
        Some(self.day.get_untracked()?.to_datetime(self.time.get_untracked()?))
    }

    /// The visit, or the missing fields.
    pub fn visit(self) -> Result<NewVisit, Vec<(&'static str, FieldError)>> {
        let (guest, service) = (self.guest(), untrack(|| self.service_id()));
        let (day, time, master) = (self.day.get_untracked(), self.time.get_untracked(), self.master.get_untracked());
        let missing = [
            ("client", guest.is_none()),
            ("service", service.is_none()),
            ("master", master.is_none()),
            ("starts", day.is_none() || time.is_none()),
        ];
        let (Some(client), Some(service), Some(master), Some(day), Some(time)) = (guest, service, master, day, time)
        else {
            return Err(missing
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(name, _)| (name, FieldError::Required))
                .collect());
        };
        let asked = NewService {
            service,
            master,
            starts: day.to_datetime(time),
            minutes: None,
            // The list price is left to the server.
            price: self.price.get_untracked().filter(|price| self.listed.get_untracked() != Some(*price)),
        };
        Ok(NewVisit {
            key: self.key.get_untracked(),
            client,
            services: vec![asked],
            source: self.source.get_untracked(),
            notes: self.notes.get_untracked(),
        })
    }
}
