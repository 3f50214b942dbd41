#[cfg(feature = "ssr")]
use crate::staff::{Actor, Role, Scope, UserId};
use crate::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What somebody may be notified of, in the order of settings.
    pub enum Kind {
        /// Somebody of the salon made a booking.
        NewBooking = "new_booking",
        /// A client made one on the public site.
        OnlineBooking = "online_booking",
        /// A booking was given another time or master.
        Moved = "moved",
        /// A booking will not take place.
        Cancelled = "cancelled",
        /// A client did not come.
        NoShow = "no_show",
        /// The notes of a booking mention somebody by name.
        Mention = "mention",
    }
}

impl Kind {
    /// What one may choose of it: a mention concerns nobody but whom it names.
    pub fn whose(self) -> &'static [Whose] {
        match self {
            Kind::Mention => &[Whose::Nobody, Whose::Mine],
            _ => &Whose::ALL,
        }
    }
}

/// How somebody wants to be told of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Of what.
    pub kind: Kind,
    /// Of whose bookings.
    pub whose: Whose,
    /// Whether it makes a sound.
    pub sound: bool,
}

text_enum! {
    /// Whose bookings somebody wants to be notified of.
    pub enum Whose {
        /// Of none.
        Nobody = "nobody",
        /// Of those that they perform; of mentions: of those that name them.
        Mine = "mine",
        /// Of all that they may see.
        Everybody = "everybody",
    }
}

/// What happened to a booking, as far as it matters who hears of it.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// What happened.
    pub kind: Kind,
    /// Who did it; nobody is told of their own act.
    pub actor: Option<UserId>,
    /// Whose booking it is, and whose it was.
    pub masters: Vec<UserId>,
    /// Who is called for, where it is a mention.
    pub called: Vec<UserId>,
}

/// Somebody who may be told.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Listener {
    /// Who.
    pub actor: Actor,
    /// What they chose; of anything else, what their role is told.
    pub choices: Vec<Choice>,
}

#[cfg(feature = "ssr")]
impl Listener {
    /// Whether they are told of it.
    ///
    /// Their own bookings concern them whatever their role. Of others' they hear what their role is there for, and only
    /// if they may see all bookings. A mention concerns whom it calls. What they chose counts more than any of it, but
    /// shows them nothing new.
    pub fn hears(&self, what: &Concern) -> bool {
        if what.actor == Some(self.actor.id) {
            return false;
        }
        let own = what.masters.contains(&self.actor.id);
        let called = what.called.contains(&self.actor.id);
        match (self.choice(what.kind).whose, self.actor.bookings()) {
            (Whose::Nobody, _) | (_, Err(_)) => false,
            (_, Ok(scope)) if what.kind == Kind::Mention => called && (own || scope == Scope::All),
            (Whose::Mine, _) | (_, Ok(Scope::Own(_))) => own,
            (Whose::Everybody, Ok(Scope::All)) => true,
        }
    }

    /// What they chose, or what their role is told.
    pub fn choices(&self) -> Vec<Choice> {
        Kind::ALL.into_iter().map(|kind| self.choice(kind)).collect()
    }

    fn choice(&self, kind: Kind) -> Choice {
        let chosen = self.choices.iter().find(|choice| choice.kind == kind).copied();
        chosen.unwrap_or(Choice { kind, whose: by_role(self.actor.role, kind), sound: true })
    }
}

/// Whose bookings a role hears of: others', where it can still do something about it.
#[cfg(feature = "ssr")]
fn by_role(role: Role, kind: Kind) -> Whose {
    use Role::*;
    let everybodys = match kind {
        // Whoever made it or moved it spoke to the client: nobody else need act, but its master.
        Kind::NewBooking | Kind::Moved => false,
        // Whom it calls, and nobody else.
        Kind::Mention => false,
        // Somebody has to welcome the client; and a time that became free can be sold again.
        Kind::OnlineBooking | Kind::Cancelled => matches!(role, Admin | Manager | Sales),
        Kind::NoShow => matches!(role, Director | Admin | Manager),
    };
    if everybodys { Whose::Everybody } else { Whose::Mine }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::staff::Permission;

    const MASTER: UserId = UserId(5);

    fn person(id: i64, role: Role) -> Listener {
        Listener { actor: Actor::new(UserId(id), "Anna".into(), role, &[], &[]), choices: Vec::new() }
    }

    fn concern(kind: Kind, actor: i64) -> Concern {
        let called = if kind == Kind::Mention { vec![MASTER] } else { Vec::new() };
        Concern { kind, actor: Some(UserId(actor)), masters: vec![MASTER], called }
    }

    #[test]
    fn nobody_is_told_of_their_own_act() {
        for kind in Kind::ALL {
            for role in Role::ALL {
                assert!(!person(5, role).hears(&concern(kind, 5)), "{kind:?} to {role:?}");
            }
        }
    }

    #[test]
    fn a_master_hears_of_their_own_bookings_only() {
        for kind in Kind::ALL {
            assert!(person(5, Role::Master).hears(&concern(kind, 1)), "{kind:?}");
            assert!(!person(6, Role::Master).hears(&concern(kind, 1)), "{kind:?}");
        }
    }

    #[test]
    fn whose_booking_it_was_hears_that_it_is_not_any_more() {
        let moved = Concern { masters: vec![MASTER, UserId(6)], ..concern(Kind::Moved, 1) };
        assert!(person(5, Role::Master).hears(&moved) && person(6, Role::Master).hears(&moved));
    }

    /// Of bookings that are somebody else's.
    #[test]
    fn roles_hear_what_they_are_there_for() {
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
                assert_eq!(person(9, role).hears(&concern(kind, 1)), column != "-", "{kind:?} to {role:?}");
            }
        }
    }

    #[test]
    fn whoever_is_called_hears_it_if_they_may_see_the_booking() {
        let called = |id| Concern { called: vec![UserId(id)], ..concern(Kind::Mention, 1) };
        for role in [Role::Director, Role::Admin, Role::Manager, Role::Sales, Role::Accountant] {
            assert!(person(9, role).hears(&called(9)), "{role:?}");
        }
        assert!(person(5, Role::Master).hears(&called(5)), "their own");
        assert!(!person(9, Role::Master).hears(&called(9)), "somebody else's");
        assert!(!person(9, Role::Marketer).hears(&called(9)), "who sees no bookings");
        assert!(!person(1, Role::Admin).hears(&called(1)), "who calls for themselves");
        let mut silent = person(9, Role::Admin);
        silent.choices = vec![Choice { kind: Kind::Mention, whose: Whose::Nobody, sound: true }];
        assert!(!silent.hears(&called(9)));
    }

    #[test]
    fn a_choice_counts_more_than_a_role() {
        let choose = |id, role, kind, whose| Listener {
            choices: vec![Choice { kind, whose, sound: false }],
            ..person(id, role)
        };
        use Whose::*;
        assert!(choose(9, Role::Director, Kind::NewBooking, Everybody).hears(&concern(Kind::NewBooking, 1)));
        for less in [Nobody, Mine] {
            assert!(!choose(9, Role::Director, Kind::NoShow, less).hears(&concern(Kind::NoShow, 1)), "{less:?}");
        }
        assert!(choose(5, Role::Admin, Kind::NoShow, Mine).hears(&concern(Kind::NoShow, 1)));
        assert!(!choose(5, Role::Master, Kind::Moved, Nobody).hears(&concern(Kind::Moved, 1)));
    }

    #[test]
    fn a_choice_shows_nobody_what_they_may_not_see() {
        for role in [Role::Marketer, Role::Master] {
            let curious = Listener {
                choices: Kind::ALL.map(|kind| Choice { kind, whose: Whose::Everybody, sound: true }).to_vec(),
                ..person(9, role)
            };
            assert!(Kind::ALL.iter().all(|kind| !curious.hears(&concern(*kind, 1))), "{role:?}");
        }
        let revoked = [Permission::ViewAllBookings];
        let actor = Actor::new(UserId(9), "Olga".into(), Role::Admin, &[], &revoked);
        assert!(!Listener { actor, choices: Vec::new() }.hears(&concern(Kind::NoShow, 1)));
    }

    #[test]
    fn settings_show_what_would_happen() {
        use Whose::*;
        let admin = Listener {
            choices: vec![Choice { kind: Kind::Cancelled, whose: Nobody, sound: false }],
            ..person(9, Role::Admin)
        };
        let whose: Vec<Whose> = admin.choices().into_iter().map(|choice| choice.whose).collect();
        assert_eq!(whose, [Mine, Everybody, Mine, Nobody, Everybody, Mine]);
    }
}
