//! Why something cannot be done as things stand, in words.

use crate::{bookings::status_name, texts::Texts};
use domain::bookings::{Conflict, Refusal};

/// In a sentence.
pub fn conflict_words(t: Texts, why: &Conflict) -> String {
    match why {
        Conflict::Taken { .. } => t.new_taken().to_owned(),
        Conflict::Changed(changed) => {
            t.edit_changed(changed.by.clone().unwrap_or_else(|| t.sheet_client_or_system().to_owned()))
        }
        Conflict::InFlight => t.refusal_in_flight().to_owned(),
        Conflict::Refused(why) => refusal_words(t, *why),
    }
}

fn refusal_words(t: Texts, why: Refusal) -> String {
    match why {
        Refusal::Done => t.refusal_done().to_owned(),
        Refusal::From(status) => t.refusal_from(status_name(t, status)),
        Refusal::InTrash => t.refusal_in_trash().to_owned(),
        Refusal::NotInTrash => t.refusal_not_in_trash().to_owned(),
        Refusal::TooLate => t.refusal_too_late().to_owned(),
        Refusal::NotToday => t.refusal_not_today().to_owned(),
        Refusal::Since => t.refusal_since().to_owned(),
    }
}
