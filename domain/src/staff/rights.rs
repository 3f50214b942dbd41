use serde::{Deserialize, Serialize};

/// What a staff member is hired for: a set of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are product.md's and say it all
pub enum Role {
    Director,
    Admin,
    Manager,
    Sales,
    Marketer,
    Accountant,
    Master,
}

/// One thing that one may do; written `area:verb` or `area:verb:scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Permission {
    /// See every booking.
    #[serde(rename = "bookings:view:all")]
    ViewAllBookings,
    /// See the bookings whose master one is.
    #[serde(rename = "bookings:view:own")]
    ViewOwnBookings,
    /// See phones, e-mails and handles unmasked.
    #[serde(rename = "clients:contacts")]
    SeeContacts,
    /// See what the client's card says: visits, allergies.
    #[serde(rename = "clients:view")]
    ViewClients,
    /// See the salon's revenue.
    #[serde(rename = "money:view:all")]
    ViewAllMoney,
    /// See one's own revenue.
    #[serde(rename = "money:view:own")]
    ViewOwnMoney,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] =
        [Role::Director, Role::Admin, Role::Manager, Role::Sales, Role::Marketer, Role::Accountant, Role::Master];

    /// The role's name in the database, in commands and in settings.
    pub fn code(self) -> &'static str {
        match self {
            Role::Director => "director",
            Role::Admin => "admin",
            Role::Manager => "manager",
            Role::Sales => "sales",
            Role::Marketer => "marketer",
            Role::Accountant => "accountant",
            Role::Master => "master",
        }
    }

    /// The role of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The table of product.md, "Roles".
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Role::Director | Role::Admin => &[ViewAllBookings, ViewClients, SeeContacts, ViewAllMoney],
            Role::Manager => &[ViewAllBookings, ViewClients, SeeContacts],
            Role::Sales => &[ViewAllBookings, ViewClients],
            Role::Marketer => &[],
            Role::Accountant => &[ViewAllBookings, ViewAllMoney],
            Role::Master => &[ViewOwnBookings, ViewClients, ViewOwnMoney],
        }
    }
}

impl Permission {
    /// All permissions.
    pub const ALL: [Permission; 6] = [
        Permission::ViewAllBookings,
        Permission::ViewOwnBookings,
        Permission::ViewClients,
        Permission::SeeContacts,
        Permission::ViewAllMoney,
        Permission::ViewOwnMoney,
    ];

    /// `area:verb` or `area:verb:scope`, as stored with a person.
    pub fn code(self) -> &'static str {
        match self {
            Permission::ViewAllBookings => "bookings:view:all",
            Permission::ViewOwnBookings => "bookings:view:own",
            Permission::ViewClients => "clients:view",
            Permission::SeeContacts => "clients:contacts",
            Permission::ViewAllMoney => "money:view:all",
            Permission::ViewOwnMoney => "money:view:own",
        }
    }

    /// The permission of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.code() == code)
    }
}
