use super::{BookingRow, Status};
use crate::{
    staff::{Actor, Permission},
    text_enum,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A step in a booking's life (product.md, "Bookings"), in the order of menus.
    pub enum Verb {
        /// The client said yes.
        Confirm = "confirm",
        /// The client came.
        CheckIn = "check_in",
        /// The service was performed.
        Complete = "complete",
        /// The client did not come.
        MarkNoShow = "mark_no_show",
        /// The last step was a mistake.
        Reopen = "reopen",
        /// It will not take place.
        Cancel = "cancel",
        /// Out of the trash.
        Restore = "restore",
        /// Into the trash.
        Trash = "trash",
    }
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It was done already, perhaps by somebody else.
    Done,
    /// Not from this status.
    From(Status),
    /// What is in the trash is first restored.
    InTrash,
    /// It is not in the trash.
    NotInTrash,
    /// Longer ago than a mistake is undone.
    TooLate,
    /// Somebody may only move along their own bookings of the day.
    NotToday,
    /// Something else happened to it since.
    Since,
}

/// How far along a booking is, as far as a step asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// How far along it is.
    pub status: Status,
    /// Whether it lies in the trash.
    pub trashed: bool,
    /// How it ended, where it did.
    pub ending: Option<Ending>,
}

/// The step that ended a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// When.
    pub at: Timestamp,
    /// How far along it was before.
    pub before: Status,
}

/// So long after its end a booking may be reopened.
pub const REOPENED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

impl Verb {
    /// The status that it leads to, where that does not depend on the past.
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

    /// Whether it is a step from this status.
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

    /// Whether somebody may do it to a booking that they see: of whichever master, or of their own today.
    pub fn is_for(self, actor: &Actor, own_today: bool) -> bool {
        actor.may(self.permission()) || (own_today && self.is_along() && actor.may(Permission::AdvanceOwnBookings))
    }

    /// Whether it moves a booking along its day.
    pub fn is_along(self) -> bool {
        matches!(self, Verb::CheckIn | Verb::Complete | Verb::MarkNoShow)
    }

    /// What one needs to do it to any booking.
    pub fn permission(self) -> Permission {
        match self {
            Verb::Confirm | Verb::Cancel | Verb::Reopen => Permission::EditBookings,
            Verb::CheckIn | Verb::Complete | Verb::MarkNoShow => Permission::AdvanceAllBookings,
            Verb::Trash | Verb::Restore => Permission::TrashBookings,
        }
    }

    /// The steps that are open for somebody now, on a booking as a list shows it.
    pub fn open_for(may: impl Fn(Verb) -> bool, row: &BookingRow) -> Vec<Verb> {
        let open = |verb: &Verb| *verb != Verb::Restore && verb.is_from(row.status) && may(*verb);
        Verb::ALL.into_iter().filter(open).collect()
    }
}

impl Status {
    /// Whether the booking is still to come or under way.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Pending | Status::Confirmed | Status::Arrived)
    }

    /// Whether the booking takes its master's time.
    pub fn blocks(self) -> bool {
        !matches!(self, Status::Cancelled | Status::NoShow)
    }

    /// Where a reopened booking goes whose past nobody wrote down.
    fn before_end(self) -> Status {
        if self == Status::Completed { Status::Arrived } else { Status::Confirmed }
    }
}

impl Life {
    /// The life after a step.
    ///
    /// # Errors
    /// Why the step is refused.
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
        // What nobody wrote down is of before this system.
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
