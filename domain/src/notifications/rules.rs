use super::Kind;
#[cfg(feature = "ssr")]
use crate::staff::{Actor, Scope, UserId};
use crate::text_enum;
use serde::{Deserialize, Serialize};

/// A person's setting for one kind of notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The kind that the setting is for.
    pub kind: Kind,
    /// Whose bookings the person is notified of.
    #[serde(rename = "whose")]
    pub audience: Audience,
    /// Whether the page plays a sound.
    pub sound: bool,
}

text_enum! {
    /// Audience: whose bookings a person wants to be notified of.
    pub enum Audience {
        /// No notifications of the kind.
        Nobody = "nobody",
        /// Bookings whose master the person is or was; of mentions, those that name the person.
        Own = "mine",
        /// All bookings that the person may see.
        All = "everybody",
    }
}

/// An event on a booking, as far as it matters for choosing recipients.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Kind of the notification that it causes.
    pub kind: Kind,
    /// Who caused it, and is not notified of it; `None`: a client, or the system.
    pub actor: Option<UserId>,
    /// Present master and, after a move, the former one.
    pub masters: Vec<UserId>,
    /// People whom the notes newly mention; empty for other kinds.
    pub mentioned: Vec<UserId>,
}

/// A person who may be notified.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The person with their permissions.
    pub actor: Actor,
    /// Stored choices; the role's defaults apply to kinds without one.
    pub choices: Vec<Choice>,
}

#[cfg(feature = "ssr")]
impl Recipient {
    /// Whether the person is notified of the occurrence.
    ///
    /// Nobody is notified of their own actions. Otherwise the person's choice decides, or the default of their role.
    /// Bookings of other masters require the permission to see all bookings, and a mention requires that the person is
    /// mentioned and may see the booking.
    pub fn is_notified_of(&self, occurrence: &Occurrence) -> bool {
        if occurrence.actor == Some(self.actor.id) {
            return false;
        }
        let own = occurrence.masters.contains(&self.actor.id);
        let mentioned = occurrence.mentioned.contains(&self.actor.id);
        match (self.choice(occurrence.kind).audience, self.actor.bookings()) {
            (Audience::Nobody, _) | (_, Err(_)) => false,
            (_, Ok(scope)) if occurrence.kind == Kind::Mention => mentioned && (own || scope == Scope::All),
            (Audience::Own, _) | (_, Ok(Scope::Own(_))) => own,
            (Audience::All, Ok(Scope::All)) => true,
        }
    }

    /// The effective choice for every kind: the stored one, or the role's default.
    pub fn choices(&self) -> Vec<Choice> {
        Kind::ALL.into_iter().map(|kind| self.choice(kind)).collect()
    }

    fn choice(&self, kind: Kind) -> Choice {
        let chosen = self.choices.iter().find(|choice| choice.kind == kind).copied();
        chosen.unwrap_or(Choice { kind, audience: kind.by_role(self.actor.role), sound: true })
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::staff::{Permission, Role};

    const MASTER: UserId = UserId(5);

    fn person(id: i64, role: Role) -> Recipient {
        Recipient { actor: Actor::new(UserId(id), "Anna".into(), role, &[], &[]), choices: Vec::new() }
    }

    fn occurrence(kind: Kind, actor: i64) -> Occurrence {
        let mentioned = if kind == Kind::Mention { vec![MASTER] } else { Vec::new() };
        Occurrence { kind, actor: Some(UserId(actor)), masters: vec![MASTER], mentioned }
    }

    #[test]
    fn nobody_is_notified_of_their_own_act() {
        for kind in Kind::ALL {
            for role in Role::ALL {
                assert!(!person(5, role).is_notified_of(&occurrence(kind, 5)), "{kind:?} to {role:?}");
            }
        }
    }

    #[test]
    fn masters_are_notified_of_their_own_bookings_only() {
        for kind in Kind::ALL {
            assert!(person(5, Role::Master).is_notified_of(&occurrence(kind, 1)), "{kind:?}");
            assert!(!person(6, Role::Master).is_notified_of(&occurrence(kind, 1)), "{kind:?}");
        }
    }

    #[test]
    fn former_master_is_notified_of_a_move() {
        let moved = Occurrence { masters: vec![MASTER, UserId(6)], ..occurrence(Kind::Moved, 1) };
        assert!(person(5, Role::Master).is_notified_of(&moved) && person(6, Role::Master).is_notified_of(&moved));
    }

    /// Other people's bookings; one column per role, `-` is not notified.
    #[test]
    fn roles_are_notified_of_what_the_table_says() {
        let table = [
            (Kind::NewBooking, "- - - - - - -"),
            (Kind::OnlineBooking, "- a m s - - -"),
            (Kind::Moved, "- - - - - - -"),
            (Kind::Cancelled, "- a m s - - -"),
            (Kind::NoShow, "d a m - - - -"),
            (Kind::Mention, "- - - - - - -"),
        ];
        for (kind, columns) in table {
            for (role, column) in Role::ALL.into_iter().zip(columns.split(' ')) {
                assert_eq!(person(9, role).is_notified_of(&occurrence(kind, 1)), column != "-", "{kind:?} to {role:?}");
            }
        }
    }

    #[test]
    fn whoever_is_mentioned_is_notified_if_they_may_see_the_booking() {
        let mentioned = |id| Occurrence { mentioned: vec![UserId(id)], ..occurrence(Kind::Mention, 1) };
        for role in [Role::Director, Role::Admin, Role::Manager, Role::Sales, Role::Accountant] {
            assert!(person(9, role).is_notified_of(&mentioned(9)), "{role:?}");
        }
        assert!(person(5, Role::Master).is_notified_of(&mentioned(5)), "their own");
        assert!(!person(9, Role::Master).is_notified_of(&mentioned(9)), "somebody else's");
        assert!(!person(9, Role::Marketer).is_notified_of(&mentioned(9)), "who sees no bookings");
        assert!(!person(1, Role::Admin).is_notified_of(&mentioned(1)), "who calls for themselves");
        let mut silent = person(9, Role::Admin);
        silent.choices = vec![Choice { kind: Kind::Mention, audience: Audience::Nobody, sound: true }];
        assert!(!silent.is_notified_of(&mentioned(9)));
    }

    #[test]
    fn a_choice_counts_more_than_a_role() {
        let choose = |id, role, kind, audience| Recipient {
            choices: vec![Choice { kind, audience, sound: false }],
            ..person(id, role)
        };
        use Audience::*;
        assert!(choose(9, Role::Director, Kind::NewBooking, All).is_notified_of(&occurrence(Kind::NewBooking, 1)));
        for less in [Nobody, Own] {
            assert!(
                !choose(9, Role::Director, Kind::NoShow, less).is_notified_of(&occurrence(Kind::NoShow, 1)),
                "{less:?}"
            );
        }
        assert!(choose(5, Role::Admin, Kind::NoShow, Own).is_notified_of(&occurrence(Kind::NoShow, 1)));
        assert!(!choose(5, Role::Master, Kind::Moved, Nobody).is_notified_of(&occurrence(Kind::Moved, 1)));
    }

    #[test]
    fn a_choice_shows_nobody_what_they_may_not_see() {
        for role in [Role::Marketer, Role::Master] {
            let curious = Recipient {
                choices: Kind::ALL.map(|kind| Choice { kind, audience: Audience::All, sound: true }).to_vec(),
                ..person(9, role)
            };
            assert!(Kind::ALL.iter().all(|kind| !curious.is_notified_of(&occurrence(*kind, 1))), "{role:?}");
        }
        let revoked = [Permission::ViewAllBookings];
        let actor = Actor::new(UserId(9), "Olga".into(), Role::Admin, &[], &revoked);
        assert!(!Recipient { actor, choices: Vec::new() }.is_notified_of(&occurrence(Kind::NoShow, 1)));
    }

    #[test]
    fn settings_show_what_would_happen() {
        use Audience::*;
        let admin = Recipient {
            choices: vec![Choice { kind: Kind::Cancelled, audience: Nobody, sound: false }],
            ..person(9, Role::Admin)
        };
        let audiences: Vec<Audience> = admin.choices().into_iter().map(|choice| choice.audience).collect();
        assert_eq!(audiences, [Own, All, Own, Nobody, All, Own]);
    }
}
