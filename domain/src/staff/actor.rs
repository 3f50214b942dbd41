use super::{Permission, Role, UserId};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The staff member.
    pub id: UserId,
    /// As the salon calls them.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The role's permissions, with those added to and without those taken away from this person.
    permissions: Vec<Permission>,
}

/// Whose rows one may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    All,
    /// Those of this master.
    Own(UserId),
}

impl Actor {
    /// Somebody of a role, with single permissions added and taken away; what is taken away stays away.
    pub fn new(id: UserId, name: String, role: Role, granted: &[Permission], revoked: &[Permission]) -> Self {
        let has = |permission: &Permission| {
            (role.permissions().contains(permission) || granted.contains(permission)) && !revoked.contains(permission)
        };
        Actor { id, name, role, permissions: Permission::ALL.iter().copied().filter(has).collect() }
    }

    /// All that they may.
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// Whether they may.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whose bookings they may see.
    pub fn bookings(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllBookings, Permission::ViewOwnBookings)
    }

    /// Whether they may see the bookings of a master; `None`: of one who is not chosen yet.
    pub fn sees_bookings_of(&self, master: Option<UserId>) -> bool {
        self.bookings().is_ok_and(|scope| scope == Scope::All || Some(self.id) == master)
    }

    /// Whose clients' cards they may see.
    pub fn clients(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllClients, Permission::ViewOwnClients)
    }

    /// Whose revenue they may see.
    pub fn money(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllMoney, Permission::ViewOwnMoney)
    }

    /// Whose services they may see.
    pub fn services(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllServices, Permission::ViewOwnServices)
    }

    /// Refuses whoever may not.
    pub fn must(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Error::Forbidden) }
    }

    fn scope(&self, all: Permission, own: Permission) -> Result<Scope> {
        if self.may(all) {
            return Ok(Scope::All);
        }
        if self.may(own) { Ok(Scope::Own(self.id)) } else { Err(Error::Forbidden) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: Role, granted: &[Permission], revoked: &[Permission]) -> Actor {
        Actor::new(UserId(7), "Maria".into(), role, granted, revoked)
    }

    #[test]
    fn roles_see_what_the_table_says() {
        assert_eq!(person(Role::Sales, &[], &[]).bookings(), Ok(Scope::All));
        assert_eq!(person(Role::Master, &[], &[]).bookings(), Ok(Scope::Own(UserId(7))));
        assert_eq!(person(Role::Marketer, &[], &[]).bookings(), Err(Error::Forbidden));
        assert_eq!(person(Role::Manager, &[], &[]).money(), Err(Error::Forbidden));
        assert!(!person(Role::Accountant, &[], &[]).may(Permission::SeeContacts));
    }

    #[test]
    fn single_permissions_are_added_and_taken_away() {
        let all = &[Permission::ViewAllBookings];
        assert_eq!(person(Role::Marketer, all, &[]).bookings(), Ok(Scope::All));
        assert_eq!(person(Role::Director, &[], all).bookings(), Err(Error::Forbidden));
        assert_eq!(person(Role::Master, all, all).bookings(), Ok(Scope::Own(UserId(7))));
    }
}
