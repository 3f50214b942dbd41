use super::{
    super::api::find_booking,
    edit::{Form, fields_of},
    merge::Base,
};
use crate::core::{changes::use_changes, error::AppError};
use domain::{
    bookings::{BookingId, BookingSheet, Changed, Status},
    staff::Master,
};
use leptos::{prelude::*, task::spawn_local};

/// What others do to a booking while it is being changed here: said as soon as it is known, not at the end.
#[derive(Clone, Copy)]
pub struct Elsewhere {
    pub id: BookingId,
    pub form: Form,
    pub base: RwSignal<Base>,
    pub masters: StoredValue<Vec<Master>>,
    /// How far along it is; `None`: it lies in the trash.
    pub status: RwSignal<Option<Status>>,
    /// What is said.
    pub changed: RwSignal<Option<Changed>>,
}

impl Elsewhere {
    /// Looks whenever something happened to it.
    pub fn follow(self) {
        let version = use_changes().version_of(Signal::stored(Some(self.id)));
        let found = RwSignal::new(None::<Changed>);
        Effect::new(move |before: Option<u32>| {
            let now = version.get();
            if before.is_some_and(|before| before != now) {
                spawn_local(self.look(found));
            }
            now
        });
        // While a field is half typed nobody knows what it will be, and nothing is taken over beside it.
        Effect::new(move || {
            let readable = || {
                let was = self.base.with(|base| base.fields.clone());
                self.masters.with_value(|masters| self.form.read(&was, masters)).is_ok()
            };
            if found.read().is_some() && readable() {
                self.changed.set(found.try_update(Option::take).flatten());
            }
        });
    }

    /// How far along it is, as saving it has shown that it is not as it was.
    pub fn look_at_status(self) {
        spawn_local(async move {
            match find_booking(self.id).await {
                Ok(sheet) => drop(self.status.try_set(Some(sheet.row.status))),
                Err(AppError::NotFound) => drop(self.status.try_set(None)),
                // It was said why it was not saved.
                Err(_) => {}
            }
        });
    }

    async fn look(self, found: RwSignal<Option<Changed>>) {
        match find_booking(self.id).await {
            Ok(sheet) => self.take_in(sheet, found),
            Err(AppError::NotFound) => drop(self.status.try_set(None)),
            // Saving will tell.
            Err(_) => {}
        }
    }

    fn take_in(self, sheet: BookingSheet, found: RwSignal<Option<Changed>>) {
        // The form may have gone meanwhile.
        let Some(Base { version, fields: was }) = self.base.try_get_untracked() else { return };
        self.status.set(Some(sheet.row.status));
        let fields = fields_of(&sheet);
        if sheet.version <= version {
            // It was told already.
        } else if fields == was {
            self.base.update(|base| base.version = sheet.version);
        } else {
            let by = sheet.history.first().and_then(|event| event.actor.clone());
            found.set(Some(Changed { by, version: sheet.version, fields }));
        }
    }
}
