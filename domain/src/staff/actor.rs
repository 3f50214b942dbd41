use super::{Permission, Role, UserId};
#[cfg(feature = "ssr")]
use crate::mask_phones_in;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// The signed-in person on whose behalf a function runs, with their permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Key of the staff member, `users.id`.
    pub id: UserId,
    /// Display name of the person.
    pub name: String,
    /// Role of the person; for permissions use [`Actor::permissions()`].
    pub role: Role,
    /// The role's permissions, plus those granted to and minus those revoked from this person.
    permissions: Vec<Permission>,
}

/// Whose rows an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Rows of all masters, with no restriction.
    All,
    /// Rows of this master only, who is the actor.
    Own(UserId),
}

impl Actor {
    /// Builds an actor from the role and the permissions granted to and revoked from the person. Revoked wins over
    /// granted.
    pub fn new(id: UserId, name: String, role: Role, granted: &[Permission], revoked: &[Permission]) -> Self {
        let has = |permission: &Permission| {
            (role.permissions().contains(permission) || granted.contains(permission)) && !revoked.contains(permission)
        };
        Actor { id, name, role, permissions: Permission::ALL.iter().copied().filter(has).collect() }
    }

    /// All permissions of the person, in declaration order.
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// Whether the person has the permission.
    pub fn has(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// A text that people typed, such as notes: its phones are masked unless the person may see contacts.
    #[cfg(feature = "ssr")]
    pub fn masked(&self, text: String) -> String {
        if self.has(Permission::SeeContacts) { text } else { mask_phones_in(&text) }
    }

    /// Whose bookings the person may see.
    ///
    /// # Errors
    /// `Forbidden` when none.
    pub fn bookings(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllBookings, Permission::ViewOwnBookings)
    }

    /// Whether the person may see a booking of this master; `None` is a booking whose master is not chosen yet.
    pub fn sees_bookings_of(&self, master: Option<UserId>) -> bool {
        self.bookings().is_ok_and(|scope| scope == Scope::All || Some(self.id) == master)
    }

    /// Whose clients the person may see.
    ///
    /// # Errors
    /// `Forbidden` when none.
    pub fn clients(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllClients, Permission::ViewOwnClients)
    }

    /// Whose revenue the person may see.
    ///
    /// # Errors
    /// `Forbidden` when none.
    pub fn money(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllMoney, Permission::ViewOwnMoney)
    }

    /// Whose services the person may see.
    ///
    /// # Errors
    /// `Forbidden` when none.
    pub fn services(&self) -> Result<Scope> {
        self.scope(Permission::ViewAllServices, Permission::ViewOwnServices)
    }

    /// Refuses an actor who does not have the permission.
    ///
    /// # Errors
    /// `Forbidden` without it.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.has(permission) { Ok(()) } else { Err(Error::Forbidden) }
    }

    fn scope(&self, all: Permission, own: Permission) -> Result<Scope> {
        if self.has(all) {
            return Ok(Scope::All);
        }
        if self.has(own) { Ok(Scope::Own(self.id)) } else { Err(Error::Forbidden) }
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
        assert!(!person(Role::Accountant, &[], &[]).has(Permission::SeeContacts));
    }

    #[test]
    fn single_permissions_are_added_and_taken_away() {
        let all = &[Permission::ViewAllBookings];
        assert_eq!(person(Role::Marketer, all, &[]).bookings(), Ok(Scope::All));
        assert_eq!(person(Role::Director, &[], all).bookings(), Err(Error::Forbidden));
        assert_eq!(person(Role::Master, all, all).bookings(), Ok(Scope::Own(UserId(7))));
    }
}
