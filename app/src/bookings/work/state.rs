use super::api::list_rows;
use crate::{bookings::row::link_id, browser};
use domain::bookings::{BookingId, BookingRow, BookingSheet, Conflict, Done, ManyDone, Selection, Verb};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::HashMap, time::Duration};

/// Of a new booking, the field that is filled in first.
pub const CLIENT_FIELD: &str = "new-client";
/// Rows that could not be asked for are asked for again so often.
const TRIES: u32 = 5;
/// The list of bookings.
const LIST: &str = "bookings";

/// What is to be cancelled.
#[derive(Clone)]
pub enum Cancelling {
    /// One booking.
    One(BookingRow),
    /// Many at once.
    Many(Selection),
}

/// A booking that would come back to a time that is taken.
#[derive(Clone)]
pub struct Returning {
    /// It.
    pub row: BookingRow,
    /// How it comes back.
    pub verb: Verb,
    /// Why it does not.
    pub why: Conflict,
}

/// What is being done with bookings, on whichever page.
#[derive(Clone, Copy)]
pub struct Work {
    /// Counts changes: what shows figures asks again.
    pub version: RwSignal<u32>,
    /// Counts them for each booking, and those that may be of any.
    versions: RwSignal<(HashMap<BookingId, u32>, u32)>,
    /// Counts what the list must be asked again for: new bookings, and changes of many.
    pub list: RwSignal<u32>,
    /// Whether a booking is being made.
    pub creating: RwSignal<bool>,
    /// The booking that is being changed.
    pub editing: RwSignal<Option<BookingSheet>>,
    /// What is being cancelled.
    pub cancelling: RwSignal<Option<Cancelling>>,
    /// What cannot come back to its own time.
    pub returning: RwSignal<Option<Returning>>,
    /// The booking that was put into the trash last: where it is open, it closes.
    pub trashed: RwSignal<Option<BookingId>>,
    /// The row whose menu is open.
    pub menu: RwSignal<Option<BookingRow>>,
    /// What was not changed of many, and why.
    pub refused: RwSignal<Option<ManyDone>>,
    /// Rows as they are since they were changed; `None`: no longer there. A list that is shown stays where it is.
    rows: RwSignal<HashMap<BookingId, Option<BookingRow>>>,
    /// How often rows were asked for, and which time each was last.
    asked: StoredValue<(u32, HashMap<BookingId, u32>)>,
}

/// Makes it; it lives as long as the app.
pub fn provide_work() {
    provide_context(Work {
        version: RwSignal::default(),
        versions: RwSignal::default(),
        list: RwSignal::default(),
        creating: RwSignal::default(),
        editing: RwSignal::default(),
        cancelling: RwSignal::default(),
        returning: RwSignal::default(),
        trashed: RwSignal::default(),
        menu: RwSignal::default(),
        refused: RwSignal::default(),
        rows: RwSignal::default(),
        asked: StoredValue::default(),
    });
}

/// The app's work with bookings.
pub fn use_work() -> Work {
    expect_context()
}

impl Work {
    /// A row of the list as it is since somebody here changed it: `None` if nobody did, `Some(None)` if it is gone.
    pub fn changed_row(self, id: BookingId) -> Memo<Option<Option<BookingRow>>> {
        Memo::new(move |_| self.rows.with(|rows| rows.get(&id).cloned()))
    }

    /// Counts what may have changed one booking: what shows it asks again.
    pub fn version_of(self, id: Signal<Option<BookingId>>) -> Memo<u32> {
        Memo::new(move |_| {
            let versions = self.versions.read();
            id.get().and_then(|id| versions.0.get(&id)).unwrap_or(&0) + versions.1
        })
    }

    /// These bookings are not as they were; `None`: nobody knows which.
    fn changed(self, ids: Option<&[BookingId]>) {
        self.versions.update(|(of, any)| match ids {
            Some(ids) => ids.iter().for_each(|id| *of.entry(*id).or_default() += 1),
            None => *any += 1,
        });
        self.version.update(|version| *version += 1);
    }

    /// Something was done: what shows these bookings shows them as they are now.
    pub fn done(self, done: &Done) {
        self.changed(Some(&done.bookings));
        self.show(done.bookings.clone(), TRIES);
    }

    fn show(self, ids: Vec<BookingId>, tries: u32) {
        spawn_local(async move {
            // What nobody told us is asked for again, for a while.
            if let Err((ids, wait)) = self.ask_for_rows(ids).await
                && let Some(tries) = tries.checked_sub(1)
            {
                set_timeout(move || self.show(ids, tries), wait);
            }
        });
    }

    /// A booking was put into the trash: nobody asks for it any more.
    pub fn gone(self, id: BookingId) {
        self.trashed.set(Some(id));
        spawn_local(async move {
            let asked = self.ask_for_rows(vec![id]).await;
            self.trashed.set(None);
            self.changed(Some(&[id]));
            if let Err((ids, wait)) = asked {
                set_timeout(move || self.show(ids, TRIES), wait);
            }
        });
    }

    /// Fails with those that may be asked for again, and when.
    async fn ask_for_rows(self, mut ids: Vec<BookingId>) -> Result<(), (Vec<BookingId>, Duration)> {
        let mine = self.asked.try_update_value(|asked| {
            asked.0 += 1;
            asked.1.extend(ids.iter().map(|id| (*id, asked.0)));
            asked.0
        });
        let found = match list_rows(ids.clone()).await {
            Ok(found) => found,
            Err(error) => return error.passes_in().map_or(Ok(()), |wait| Err((ids, wait))),
        };
        // What was asked for again since is answered by that.
        self.asked.with_value(|asked| ids.retain(|id| asked.1.get(id).copied() == mine));
        self.rows.update(|rows| {
            rows.extend(ids.iter().map(|id| (*id, None)));
            rows.extend(found.into_iter().filter(|row| ids.contains(&row.id)).map(|row| (row.id, Some(row))));
        });
        Ok(())
    }

    /// The server has said how these are: what was known of them before is over.
    pub fn asked_anew(self, rows: &[BookingRow]) {
        let known = self.rows.with_untracked(|changed| rows.iter().any(|row| changed.contains_key(&row.id)));
        if known {
            self.rows.update(|changed| changed.retain(|id, _| !rows.iter().any(|row| row.id == *id)));
        }
    }

    /// Bookings came that the list does not have, or too many changed to go through them.
    pub fn list_changed(self) {
        self.rows.update(HashMap::clear);
        self.changed(None);
        self.list.update(|version| *version += 1);
    }

    /// Others changed these bookings, or this page did a moment ago, and some are new: what shows them shows them as they
    /// are now. Answers whether the list could show more than it does, and somebody is reading it.
    pub fn changed_elsewhere(self, changed: Vec<(BookingId, bool)>) -> bool {
        let (shown, others): (Vec<_>, Vec<_>) = changed.iter().partition(|(id, _)| browser::has_element(&link_id(*id)));
        let ids: Vec<BookingId> = changed.iter().map(|(id, _)| *id).collect();
        self.changed(Some(&ids));
        if !shown.is_empty() {
            self.show(shown.into_iter().map(|(id, _)| id).collect(), TRIES);
        }
        if others.is_empty() || !browser::has_element(LIST) {
            return false;
        }
        let reading = browser::is_used(LIST);
        if !reading {
            self.list.update(|version| *version += 1);
        }
        // What has only changed may not be of this list at all.
        reading && others.iter().any(|(_, new)| *new)
    }

    /// Nobody knows what changed elsewhere. Answers as [`Work::changed_elsewhere`] does.
    pub fn all_changed_elsewhere(self) -> bool {
        let reading = browser::has_element(LIST) && browser::is_used(LIST);
        if reading {
            self.changed(None);
        } else {
            self.list_changed();
        }
        reading
    }

    /// Many were changed.
    pub fn many_done(self, done: &ManyDone) {
        if done.done > 0 {
            self.list_changed();
        }
    }
}
