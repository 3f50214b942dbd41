//! Texts for values of the domain: statuses, sources, roles, refusals.

use crate::core::{preferences::Theme, texts::Texts};
use domain::{
    Conflict,
    bookings::{BookingConflict, Refusal, Source, Status, Verb},
    staff::Role,
};

pub fn status_name(t: Texts, status: Status) -> &'static str {
    match status {
        Status::Pending => t.status_pending(),
        Status::Confirmed => t.status_confirmed(),
        Status::Arrived => t.status_arrived(),
        Status::Completed => t.status_completed(),
        Status::Cancelled => t.status_cancelled(),
        Status::NoShow => t.status_no_show(),
    }
}

pub fn source_name(t: Texts, source: Source) -> &'static str {
    match source {
        Source::FrontDesk => t.source_front_desk(),
        Source::Phone => t.source_phone(),
        Source::Instagram => t.source_instagram(),
        Source::Website => t.source_website(),
        Source::Import => t.source_import(),
    }
}

pub fn verb_name(t: Texts, verb: Verb) -> &'static str {
    match verb {
        Verb::Confirm => t.work_confirm(),
        Verb::CheckIn => t.work_check_in(),
        Verb::Complete => t.work_complete(),
        Verb::Cancel => t.work_cancel(),
        Verb::MarkNoShow => t.work_mark_no_show(),
        Verb::Reopen => t.work_reopen(),
        Verb::Trash => t.work_trash(),
        Verb::Restore => t.work_restore(),
    }
}

pub fn role_name(t: Texts, role: Role) -> &'static str {
    match role {
        Role::Director => t.role_director(),
        Role::Admin => t.role_admin(),
        Role::Manager => t.role_manager(),
        Role::Sales => t.role_sales(),
        Role::Marketer => t.role_marketer(),
        Role::Accountant => t.role_accountant(),
        Role::Master => t.role_master(),
    }
}

pub fn theme_name(t: Texts, theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => t.theme_auto(),
        Theme::Light => t.theme_light(),
        Theme::Dark => t.theme_dark(),
    }
}

/// A sentence for a conflict, without its full stop.
pub fn conflict_words(t: Texts, why: &Conflict) -> String {
    match why {
        Conflict::Booking(why) => booking_conflict_words(t, why),
    }
}

/// A sentence for a conflict of bookings, without its full stop.
pub fn booking_conflict_words(t: Texts, why: &BookingConflict) -> String {
    match why {
        BookingConflict::Taken { .. } => t.new_taken().to_owned(),
        BookingConflict::Changed(changed) => {
            let who = changed.by.as_deref().unwrap_or(t.sheet_client_or_system());
            t.edit_changed(format!("\u{2068}{who}\u{2069}"))
        }
        BookingConflict::InFlight => t.refusal_in_flight().to_owned(),
        BookingConflict::Refused(why) => refusal_words(t, *why),
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
