//! Kinds of notifications. A new kind is added here, in the texts, and in the constraint of the table.

use super::Audience;
use crate::text_enum;
#[cfg(feature = "ssr")]
use crate::{
    bookings::{BookingVerb, Source, Status},
    staff::Role,
};

text_enum! {
    /// Kind of a notification, in the order of the settings page.
    pub enum Kind {
        /// A staff member made a booking.
        NewBooking = "new_booking",
        /// A client booked on the public site.
        OnlineBooking = "online_booking",
        /// A booking got another time or another master.
        Moved = "moved",
        /// A booking was cancelled, by the salon or by the client.
        Cancelled = "cancelled",
        /// A booking was marked as no-show.
        NoShow = "no_show",
        /// The notes of a booking mention somebody by name.
        Mention = "mention",
    }
}

impl Kind {
    /// The audiences that may be chosen for the kind. A mention only concerns the person it names.
    pub fn audiences(self) -> &'static [Audience] {
        match self {
            Kind::Mention => &[Audience::Nobody, Audience::Own],
            _ => &Audience::ALL,
        }
    }
}

#[cfg(feature = "ssr")]
impl Kind {
    /// The default audience of a role. All bookings only where the role has to act on other people's bookings.
    pub(super) fn by_role(self, role: Role) -> Audience {
        use Role::*;
        let everybodys = match self {
            // Whoever made or moved the booking has talked to the client; only its master needs to know.
            Kind::NewBooking | Kind::Moved => false,
            // Only the mentioned person.
            Kind::Mention => false,
            // Somebody has to welcome the client; a time that became free can be sold again.
            Kind::OnlineBooking | Kind::Cancelled => matches!(role, Admin | Manager | Sales),
            Kind::NoShow => matches!(role, Director | Admin | Manager),
        };
        if everybodys { Audience::All } else { Audience::Own }
    }

    /// Whether a notification of this kind is still correct for a booking with this status.
    pub(super) fn holds(self, status: Status) -> bool {
        match self {
            Kind::Cancelled => status == Status::Cancelled,
            Kind::NoShow => status == Status::NoShow,
            Kind::NewBooking | Kind::OnlineBooking | Kind::Moved => status != Status::Cancelled,
            Kind::Mention => true,
        }
    }
}

/// Which kind of notification a verb of a booking causes. Mentions in notes are handled separately.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// All events with this verb.
    Always(Kind),
    /// A new booking; the kind depends on its source.
    New,
    /// A reopened booking counts as new if people were notified of its cancellation, or if it was moved.
    NewAgain,
    /// Only when time or master changed.
    IfMoved,
    Never,
}

/// The rule of a verb; `None` is a verb of a newer version of the program.
#[cfg(feature = "ssr")]
pub(super) fn rule(verb: Option<BookingVerb>) -> Rule {
    // No wildcard: a new verb must be decided here.
    match verb {
        Some(BookingVerb::Book) => Rule::New,
        Some(BookingVerb::Reopen) => Rule::NewAgain,
        Some(BookingVerb::Cancel) => Rule::Always(Kind::Cancelled),
        Some(BookingVerb::MarkNoShow) => Rule::Always(Kind::NoShow),
        Some(BookingVerb::Reschedule | BookingVerb::Reassign | BookingVerb::Edit | BookingVerb::Restore) | None => {
            Rule::IfMoved
        }
        Some(
            BookingVerb::Confirm
            | BookingVerb::CheckIn
            | BookingVerb::Complete
            | BookingVerb::Trash
            | BookingVerb::Purge
            | BookingVerb::Undo,
        ) => Rule::Never,
    }
}

#[cfg(feature = "ssr")]
impl Rule {
    /// The kind of the notification for a booking with this source; `None` when there is none.
    pub(super) fn kind(self, source: Source, is_moved: bool) -> Option<Kind> {
        match self {
            Rule::Always(kind) => Some(kind),
            Rule::New if source == Source::Website => Some(Kind::OnlineBooking),
            Rule::New | Rule::NewAgain => Some(Kind::NewBooking),
            Rule::IfMoved => is_moved.then_some(Kind::Moved),
            Rule::Never => None,
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_verb_notifies_of_what_the_table_says() {
        let table = [
            (BookingVerb::Book, Some(Kind::NewBooking), Some(Kind::NewBooking)),
            (BookingVerb::Confirm, None, None),
            (BookingVerb::CheckIn, None, None),
            (BookingVerb::Complete, None, None),
            (BookingVerb::Cancel, Some(Kind::Cancelled), Some(Kind::Cancelled)),
            (BookingVerb::MarkNoShow, Some(Kind::NoShow), Some(Kind::NoShow)),
            (BookingVerb::Reopen, Some(Kind::NewBooking), Some(Kind::NewBooking)),
            (BookingVerb::Reschedule, None, Some(Kind::Moved)),
            (BookingVerb::Reassign, None, Some(Kind::Moved)),
            (BookingVerb::Edit, None, Some(Kind::Moved)),
            (BookingVerb::Trash, None, None),
            (BookingVerb::Restore, None, Some(Kind::Moved)),
            (BookingVerb::Purge, None, None),
            (BookingVerb::Undo, None, None),
        ];
        assert_eq!(table.map(|(verb, ..)| verb), BookingVerb::ALL, "a row for each verb");
        for (verb, stays, moves) in table {
            let kinds = [false, true].map(|is_moved| rule(Some(verb)).kind(Source::Phone, is_moved));
            assert_eq!(kinds, [stays, moves], "{verb:?}");
        }
        assert_eq!(rule(Some(BookingVerb::Book)).kind(Source::Website, false), Some(Kind::OnlineBooking));
        assert_eq!(rule(None).kind(Source::Phone, true), Some(Kind::Moved), "a verb of a later version");
    }

    #[test]
    fn notifications_hold_while_the_booking_is_as_they_say() {
        assert!(Kind::Cancelled.holds(Status::Cancelled) && !Kind::Cancelled.holds(Status::Confirmed));
        assert!(Kind::NoShow.holds(Status::NoShow) && !Kind::NoShow.holds(Status::Arrived));
        for kind in [Kind::NewBooking, Kind::OnlineBooking, Kind::Moved] {
            assert!(kind.holds(Status::Pending) && !kind.holds(Status::Cancelled), "{kind:?}");
        }
    }
}
