use crate::core::{
    format::{at, facts_in_line},
    texts::Texts,
    ui::IconName,
};
use domain::notifications::{BookingSubject, Kind, Notification, Subject};
use jiff::civil::Date;

/// The sentence of a notification.
pub fn describe(t: Texts, notification: &Notification, today: Date) -> String {
    sentence(t, notification, today).0
}

/// The sentence of a notification, and the facts below it.
pub fn sentence(t: Texts, notification: &Notification, today: Date) -> (String, String) {
    match &notification.subject {
        Subject::Booking(booking) => of_booking(t, notification, booking, today),
    }
}

/// The page of what a notification is about.
pub fn link(subject: &Subject) -> String {
    match subject {
        Subject::Booking(booking) => format!("/crm/bookings/{}", booking.id),
    }
}

fn of_booking(t: Texts, notification: &Notification, booking: &BookingSubject, today: Date) -> (String, String) {
    let who = isolated(notification.actor.as_deref().unwrap_or(t.inbox_client()));
    if notification.count > 1 {
        let count = i64::from(notification.count);
        let sentence = match notification.what {
            Kind::NewBooking | Kind::OnlineBooking => t.inbox_many_new(count, who),
            Kind::Moved => t.inbox_many_moved(count, who),
            Kind::Cancelled => t.inbox_many_cancelled(count, who),
            Kind::NoShow => t.inbox_many_no_show(count, who),
            Kind::Mention => mention(t, booking, who),
        };
        return (sentence, t.inbox_first(facts(t, notification.what, booking, today)));
    }
    let client = isolated(&booking.client);
    let sentence = match notification.what {
        Kind::NewBooking => t.inbox_new(client, who),
        Kind::OnlineBooking => t.inbox_online(client),
        Kind::Moved => match booking.was.filter(|was| *was != booking.starts) {
            Some(was) => t.inbox_moved(client, at(t, booking.starts, today), at(t, was, today)),
            None => t.inbox_handed_over(client, isolated(&booking.master)),
        },
        Kind::Cancelled => t.inbox_cancelled(client, who),
        Kind::NoShow => t.inbox_no_show(client),
        Kind::Mention => mention(t, booking, who),
    };
    (sentence, facts(t, notification.what, booking, today))
}

/// The sentence of a mention, also for a visit: all bookings of a visit share the notes.
fn mention(t: Texts, booking: &BookingSubject, who: String) -> String {
    t.inbox_mention(isolated(booking.notes.as_deref().unwrap_or_default()), who)
}

fn facts(t: Texts, what: Kind, booking: &BookingSubject, today: Date) -> String {
    // The other kinds name the client in the sentence.
    let client = (what == Kind::Mention).then(|| booking.client.clone());
    let others = [at(t, booking.starts, today), booking.service.clone(), booking.master.clone()];
    facts_in_line(client.into_iter().chain(others))
}

pub fn icon(what: Kind) -> IconName {
    match what {
        Kind::NewBooking => IconName::Plus,
        Kind::OnlineBooking => IconName::Globe,
        Kind::Moved => IconName::CalendarClock,
        Kind::Cancelled => IconName::X,
        Kind::NoShow => IconName::UserX,
        Kind::Mention => IconName::AtSign,
    }
}

pub fn kind_name(t: Texts, what: Kind) -> &'static str {
    match what {
        Kind::NewBooking => t.inbox_kind_new(),
        Kind::OnlineBooking => t.inbox_kind_online(),
        Kind::Moved => t.inbox_kind_moved(),
        Kind::Cancelled => t.inbox_kind_cancelled(),
        Kind::NoShow => t.inbox_kind_no_show(),
        Kind::Mention => t.inbox_kind_mention(),
    }
}

/// Isolates a name (Unicode FSI … PDI), so that its direction does not reorder the sentence.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}
