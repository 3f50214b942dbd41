use super::{BookingRow, Status};
use crate::{
    staff::{Actor, Permission},
    text_enum,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A step: a change of a booking's status, or a move to or from the trash (product.md, "Bookings"). In the order of
    /// menus.
    pub enum Verb {
        /// From pending to confirmed: the client has confirmed.
        Confirm = "confirm",
        /// From confirmed to arrived: the client is here.
        CheckIn = "check_in",
        /// From arrived to completed: the service was performed.
        Complete = "complete",
        /// From any open status to no-show: the client did not come.
        MarkNoShow = "mark_no_show",
        /// From an end back to the status before, within 24 hours.
        Reopen = "reopen",
        /// From any open status to cancelled.
        Cancel = "cancel",
        /// Out of the trash, with the status it had.
        Restore = "restore",
        /// Into the trash, from any status.
        Trash = "trash",
    }
}

/// Why a step is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The booking has the status already, perhaps by somebody else's step.
    Done,
    /// The step does not start from this status.
    From(Status),
    /// The booking is in the trash and must be restored first.
    InTrash,
    /// Only a booking in the trash can be restored.
    NotInTrash,
    /// The end is longer ago than [`REOPENED_WITHIN`], or unknown.
    TooLate,
    /// The actor may take this step only for their own bookings of today.
    NotToday,
    /// The booking was changed after the change that is to be undone.
    Since,
}

/// The values of a booking that decide which steps are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Present status of the booking.
    pub status: Status,
    /// Whether the booking is in the trash.
    pub trashed: bool,
    /// The step that ended the booking; `None` when it is open, or the step is unknown.
    pub ending: Option<Ending>,
}

/// The step that ended a booking: completed, cancelled or no-show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// When the step was taken, from its event.
    pub at: Timestamp,
    /// Status before the step; open, unless the event does not have it.
    pub before: Status,
}

/// How long after its end a booking can be reopened.
pub const REOPENED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

impl Verb {
    /// The status after the step; `None` when it depends on the status before.
    pub fn leads_to(self) -> Option<Status> {
        match self {
            Verb::Confirm => Some(Status::Confirmed),
            Verb::CheckIn => Some(Status::Arrived),
            Verb::Complete => Some(Status::Completed),
            Verb::Cancel => Some(Status::Cancelled),
            Verb::MarkNoShow => Some(Status::NoShow),
            Verb::Reopen | Verb::Trash | Verb::Restore => None,
        }
    }

    /// Whether the step can start from this status; the trash is not considered.
    pub fn is_from(self, status: Status) -> bool {
        match self {
            Verb::Confirm => status == Status::Pending,
            Verb::CheckIn => status == Status::Confirmed,
            Verb::Complete => status == Status::Arrived,
            Verb::Cancel | Verb::MarkNoShow => status.is_open(),
            Verb::Reopen => !status.is_open(),
            Verb::Trash | Verb::Restore => true,
        }
    }

    /// Whether the actor may take the step on a booking that they can see. `own_today`: the actor is its master, and it
    /// is today.
    pub fn is_for(self, actor: &Actor, own_today: bool) -> bool {
        actor.has(self.permission()) || (own_today && self.is_along() && actor.has(Permission::AdvanceOwnBookings))
    }

    /// Whether a master may take the step on their own bookings of today.
    pub fn is_along(self) -> bool {
        matches!(self, Verb::CheckIn | Verb::Complete | Verb::MarkNoShow)
    }

    /// The permission for the step on bookings of any master.
    pub fn permission(self) -> Permission {
        match self {
            Verb::Confirm | Verb::Cancel | Verb::Reopen => Permission::EditBookings,
            Verb::CheckIn | Verb::Complete | Verb::MarkNoShow => Permission::AdvanceAllBookings,
            Verb::Trash | Verb::Restore => Permission::TrashBookings,
        }
    }

    /// Steps to offer for a booking in the list; `may` tells whether the actor may take a step. Restoring is never
    /// offered, since the list has no bookings of the trash.
    pub fn open_for(may: impl Fn(Verb) -> bool, row: &BookingRow) -> Vec<Verb> {
        let open = |verb: &Verb| *verb != Verb::Restore && verb.is_from(row.status) && may(*verb);
        Verb::ALL.into_iter().filter(open).collect()
    }
}

impl Status {
    /// Whether the booking has not ended: pending, confirmed or arrived.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Pending | Status::Confirmed | Status::Arrived)
    }

    /// Whether a booking with this status takes its master's time, so that no other may overlap it.
    pub fn blocks(self) -> bool {
        !matches!(self, Status::Cancelled | Status::NoShow)
    }

    /// Status after reopening when the status before the end is unknown.
    fn before_end(self) -> Status {
        if self == Status::Completed { Status::Arrived } else { Status::Confirmed }
    }
}

impl Life {
    /// The values after a step.
    ///
    /// # Errors
    /// Why the step is not possible.
    pub fn after(self, verb: Verb, now: Timestamp) -> Result<Life, Refusal> {
        match verb {
            Verb::Trash if self.trashed => return Err(Refusal::Done),
            Verb::Trash => return Ok(Life { trashed: true, ..self }),
            Verb::Restore if !self.trashed => return Err(Refusal::NotInTrash),
            Verb::Restore => return Ok(Life { trashed: false, ..self }),
            _ if self.trashed => return Err(Refusal::InTrash),
            _ => {}
        }
        if verb.leads_to() == Some(self.status) {
            return Err(Refusal::Done);
        }
        if !verb.is_from(self.status) {
            return Err(Refusal::From(self.status));
        }
        let Some(status) = verb.leads_to() else { return self.reopened(now) };
        let ending = (!status.is_open()).then_some(Ending { at: now, before: self.status });
        Ok(Life { status, trashed: false, ending })
    }

    fn reopened(self, now: Timestamp) -> Result<Life, Refusal> {
        // The end is not in the events when the booking was imported: it is too old.
        let ending = self.ending.ok_or(Refusal::TooLate)?;
        if now.duration_since(ending.at) > REOPENED_WITHIN {
            return Err(Refusal::TooLate);
        }
        let before = if ending.before.is_open() { ending.before } else { self.status.before_end() };
        Ok(Life { status: before, trashed: false, ending: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::*;

    fn life(status: Status) -> Life {
        Life { status, trashed: false, ending: None }
    }

    #[test]
    fn a_booking_goes_its_way_step_by_step() {
        let now = Timestamp::UNIX_EPOCH;
        let all = [
            (Verb::Confirm, Pending, Confirmed),
            (Verb::CheckIn, Confirmed, Arrived),
            (Verb::Complete, Arrived, Completed),
            (Verb::Cancel, Pending, Cancelled),
            (Verb::Cancel, Confirmed, Cancelled),
            (Verb::Cancel, Arrived, Cancelled),
            (Verb::MarkNoShow, Pending, NoShow),
            (Verb::MarkNoShow, Confirmed, NoShow),
            (Verb::MarkNoShow, Arrived, NoShow),
        ];
        for verb in Verb::ALL.into_iter().filter(|verb| verb.leads_to().is_some()) {
            for status in Status::ALL {
                let expected = match all.iter().find(|(v, from, _)| (*v, *from) == (verb, status)) {
                    Some((_, _, to)) => Ok(*to),
                    None if verb.leads_to() == Some(status) => Err(Refusal::Done),
                    None => Err(Refusal::From(status)),
                };
                assert_eq!(life(status).after(verb, now).map(|life| life.status), expected, "{verb:?} from {status:?}");
            }
        }
    }

    #[test]
    fn a_mistake_is_undone_within_a_day() {
        let now = Timestamp::UNIX_EPOCH;
        for (status, verb) in [(Pending, Verb::Cancel), (Confirmed, Verb::MarkNoShow), (Arrived, Verb::Complete)] {
            let ended = life(status).after(verb, now).unwrap();
            assert_eq!(ended.after(Verb::Reopen, now + REOPENED_WITHIN), Ok(life(status)));
            let late = now + REOPENED_WITHIN + SignedDuration::from_secs(1);
            assert_eq!(ended.after(Verb::Reopen, late), Err(Refusal::TooLate));
        }
        assert_eq!(life(Confirmed).after(Verb::Reopen, now), Err(Refusal::From(Confirmed)));
        assert_eq!(life(Completed).after(Verb::Reopen, now), Err(Refusal::TooLate), "nobody knows since when");
    }

    #[test]
    fn what_lies_in_the_trash_is_first_restored() {
        let now = Timestamp::UNIX_EPOCH;
        for status in Status::ALL {
            let trashed = life(status).after(Verb::Trash, now).unwrap();
            for verb in Verb::ALL {
                let expected = match verb {
                    Verb::Restore => Ok(life(status)),
                    Verb::Trash => Err(Refusal::Done),
                    _ => Err(Refusal::InTrash),
                };
                assert_eq!(trashed.after(verb, now), expected, "{verb:?}");
            }
            assert_eq!(life(status).after(Verb::Restore, now), Err(Refusal::NotInTrash));
        }
    }
}
