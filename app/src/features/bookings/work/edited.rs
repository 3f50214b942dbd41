use crate::core::ui::{Amount, SelectOption};
use domain::{
    LocalTime, Money,
    bookings::{BookingSheet, Fields, field},
    staff::Master,
};
use jiff::civil::{Date, DateTime, Time};
use leptos::prelude::Set as _;
use reactive_stores::Store;
use serde::{Deserialize, Serialize};

/// Name of the field for the time, which the server has together with the date in [`field::STARTS`].
pub const TIME: &str = "time";

/// The values of the form that edits a booking, as entered. A [`Store`] of it is the form.
#[derive(Clone, PartialEq, Serialize, Deserialize, Store)]
pub struct EditedBooking {
    pub day: Option<Date>,
    pub time: Option<Time>,
    /// The start that was chosen as the second of two equal times; another one is the first.
    pub second: Option<DateTime>,
    pub minutes: String,
    /// Id of the master.
    pub master: String,
    pub service: Option<SelectOption>,
    pub price: Amount,
    pub notes: String,
}

impl EditedBooking {
    pub fn new(fields: &Fields) -> Self {
        EditedBooking {
            day: Some(fields.starts.date()),
            time: Some(fields.starts.time()),
            second: fields.starts.second.then_some(fields.starts.civil),
            minutes: fields.minutes.to_string(),
            master: fields.master.id.to_string(),
            service: Some(service_option_of(fields)),
            price: Amount::Minor(fields.price.minor),
            notes: fields.notes.clone(),
        }
    }

    /// Sets date, time, and which of two equal times it is.
    pub fn set_starts(form: Store<EditedBooking>, starts: LocalTime) {
        form.day().set(Some(starts.date()));
        form.time().set(Some(starts.time()));
        form.second().set(starts.second.then_some(starts.civil));
    }

    /// The start, as far as it is filled in.
    pub fn starts(&self) -> Option<LocalTime> {
        let civil = self.day?.to_datetime(self.time?);
        Some(LocalTime { civil, second: self.second == Some(civil) })
    }

    /// The booking's new fields, or the name of the first invalid field. The currency, and a master who left, are taken
    /// from `was`.
    pub fn fields(&self, was: &Fields, masters: &[Master]) -> Result<Fields, &'static str> {
        self.day.ok_or(field::STARTS)?;
        let starts = self.starts().ok_or(TIME)?;
        let service = self.service.as_ref().ok_or(field::SERVICE)?;
        let Amount::Minor(minor) = self.price else { return Err(field::PRICE) };
        let chosen = masters.iter().chain([&was.master]).find(|it| it.id.to_string() == self.master);
        Ok(Fields {
            starts,
            minutes: self.minutes.trim().parse().map_err(|_| field::MINUTES)?,
            master: chosen.cloned().ok_or(field::MASTER)?,
            service: service.id.parse().map_err(|_| field::SERVICE)?,
            service_name: service.text.clone(),
            price: Money { minor, currency: was.price.currency.clone() },
            notes: self.notes.clone(),
        })
    }
}

/// A booking's service as an option of the list.
pub fn service_option_of(fields: &Fields) -> SelectOption {
    SelectOption { id: fields.service.to_string(), text: fields.service_name.clone(), detail: String::new() }
}

/// The current values of a booking's editable fields.
pub fn fields_of(sheet: &BookingSheet) -> Fields {
    Fields {
        starts: sheet.row.starts,
        minutes: sheet.row.minutes,
        master: sheet.row.master.clone(),
        service: sheet.service,
        service_name: sheet.row.service.clone(),
        price: sheet.row.price.clone(),
        notes: sheet.notes.clone().unwrap_or_default(),
    }
}
