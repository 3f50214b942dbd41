use super::{
    super::api::find_booking,
    edited::{EditedBooking, fields_of},
    merge::EditBase,
};
use crate::core::{changes::use_changes, error::AppError};
use domain::{
    bookings::{BookingId, BookingSheet, Changed, Status},
    staff::Master,
};
use leptos::{prelude::*, task::spawn_local};
use reactive_stores::Store;

/// Changes that others make to a booking while it is being edited. They are shown at once, not only when saving fails.
#[derive(Clone, Copy)]
pub struct RemoteChanges {
    pub id: BookingId,
    pub form: Store<EditedBooking>,
    pub base: RwSignal<EditBase>,
    pub masters: StoredValue<Vec<Master>>,
    /// The booking's current status; `None`: in the trash.
    pub status: RwSignal<Option<Status>>,
    /// Changes that are shown in the form.
    pub changed: RwSignal<Option<Changed>>,
}

impl RemoteChanges {
    /// Fetches the booking after each change, and at once if the form is based on an older version.
    pub fn watch(self, is_behind: bool) {
        let version = use_changes().version_of(Signal::stored(Some(self.id)));
        let found = RwSignal::new(None::<Changed>);
        Effect::new(move |before: Option<u32>| {
            let now = version.get();
            if before.map_or(is_behind, |before| before != now) {
                spawn_local(self.refresh(found));
            }
            now
        });
        // An invalid field, such as a half-typed time, cannot be compared with the change.
        Effect::new(move || {
            let readable = || {
                let was = self.base.with(|base| base.fields.clone());
                self.masters.with_value(|masters| self.form.read().fields(&was, masters)).is_ok()
            };
            if found.read().is_some() && readable() {
                self.changed.set(found.try_update(Option::take).flatten());
            }
        });
    }

    /// Fetches the status after a save has failed by a conflict.
    pub fn refresh_status(self) {
        spawn_local(async move {
            match find_booking(self.id).await {
                Ok(sheet) => drop(self.status.try_set(Some(sheet.row.status))),
                Err(AppError::NotFound) => drop(self.status.try_set(None)),
                // The failed save is already shown.
                Err(_) => {}
            }
        });
    }

    async fn refresh(self, found: RwSignal<Option<Changed>>) {
        match find_booking(self.id).await {
            Ok(sheet) => self.apply(sheet, found),
            Err(AppError::NotFound) => drop(self.status.try_set(None)),
            // Saving detects the conflict too.
            Err(_) => {}
        }
    }

    fn apply(self, sheet: BookingSheet, found: RwSignal<Option<Changed>>) {
        // The form may have been closed.
        let Some(EditBase { version, fields: was }) = self.base.try_get_untracked() else { return };
        self.status.set(Some(sheet.row.status));
        let fields = fields_of(&sheet);
        if sheet.version <= version {
            // Already known.
        } else if fields == was {
            self.base.update(|base| base.version = sheet.version);
        } else {
            let by = sheet.history.first().and_then(|event| event.actor.clone());
            found.set(Some(Changed { by, version: sheet.version, fields }));
        }
    }
}
