//! Roles and permissions; the source is the table in product.md, "Roles".

use crate::text_enum;

text_enum! {
    /// A permission. Its code is `area:verb` or `area:verb:scope`.
    pub enum Permission {
        /// See the bookings of all masters.
        ViewAllBookings = "bookings:view:all",
        /// See the bookings whose master one is.
        ViewOwnBookings = "bookings:view:own",
        /// Create and change bookings of any master.
        EditBookings = "bookings:edit",
        /// Check in, complete or mark as no-show the bookings of all masters.
        AdvanceAllBookings = "bookings:advance:all",
        /// Check in, complete or mark as no-show today's bookings whose master one is.
        AdvanceOwnBookings = "bookings:advance:own",
        /// Move bookings to the trash and restore them.
        TrashBookings = "bookings:trash",
        /// See the calendars of all masters.
        ViewAllCalendars = "calendar:view:all",
        /// See one's own calendar only.
        ViewOwnCalendar = "calendar:view:own",
        /// See the cards of all clients, with visits and allergies.
        ViewAllClients = "clients:view:all",
        /// See the cards of clients whose master one is.
        ViewOwnClients = "clients:view:own",
        /// See phones, e-mails and handles of clients unmasked.
        SeeContacts = "clients:contacts",
        /// See statistics of clients, without names.
        ViewClientStats = "clients:stats",
        /// See the sales funnel and its clients.
        ViewFunnel = "funnel:view",
        /// Move clients through the funnel.
        EditFunnel = "funnel:edit",
        /// See all services and prices.
        ViewAllServices = "services:view:all",
        /// See the services that one performs.
        ViewOwnServices = "services:view:own",
        /// Change services and prices.
        EditServices = "services:edit",
        /// Propose changes of the services that one performs.
        ProposeServices = "services:propose",
        /// See all staff members and their shifts.
        ViewAllStaff = "staff:view:all",
        /// See one's own shifts only.
        ViewOwnStaff = "staff:view:own",
        /// Add, change and deactivate staff members.
        EditStaff = "staff:edit",
        /// Change shifts and time off of staff.
        EditSchedules = "schedules:edit",
        /// See the revenue of the whole salon.
        ViewAllMoney = "money:view:all",
        /// See the revenue of one's own bookings.
        ViewOwnMoney = "money:view:own",
        /// Change the salon's settings.
        EditSettings = "settings:edit",
        /// Change roles and permissions; also make password links.
        EditRoles = "roles:edit",
        /// Read the audit log: who changed what.
        ViewAudit = "audit:view",
        /// Permanently delete what is in the trash.
        PurgeTrash = "trash:purge",
        /// Answer reviews and edit the public site.
        EditContent = "content:edit",
        /// Export lists of any kind; clients' data only with `clients:contacts`.
        ExportAll = "export:all",
        /// Export lists of money, without clients' data.
        ExportMoney = "export:money",
    }
}

text_enum! {
    /// Role of a staff member: a set of permissions.
    #[allow(missing_docs)] // the names are those of product.md, "Roles"
    pub enum Role {
        Director = "director",
        Admin = "admin",
        Manager = "manager",
        Sales = "sales",
        Marketer = "marketer",
        Accountant = "accountant",
        Master = "master",
    }
}

impl Role {
    /// The role's permissions, before single ones are granted to or revoked from a person.
    #[rustfmt::skip] // one line per area, as in product.md's table
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Role::Director => &[
                ViewAllBookings, EditBookings, AdvanceAllBookings, TrashBookings,
                ViewAllCalendars,
                ViewAllClients, SeeContacts, ViewClientStats,
                ViewFunnel, EditFunnel,
                ViewAllServices, EditServices,
                ViewAllStaff, EditStaff, EditSchedules,
                ViewAllMoney,
                EditSettings, EditRoles, ViewAudit, PurgeTrash,
                EditContent,
                ExportAll, ExportMoney,
            ],
            Role::Admin => &[
                ViewAllBookings, EditBookings, AdvanceAllBookings, TrashBookings,
                ViewAllCalendars,
                ViewAllClients, SeeContacts, ViewClientStats,
                ViewFunnel, EditFunnel,
                ViewAllServices, EditServices,
                ViewAllStaff, EditStaff, EditSchedules,
                ViewAllMoney,
                EditSettings, ViewAudit,
                EditContent,
                ExportAll, ExportMoney,
            ],
            Role::Manager => &[
                ViewAllBookings, EditBookings, AdvanceAllBookings,
                ViewAllCalendars,
                ViewAllClients, SeeContacts, ViewClientStats,
                ViewFunnel, EditFunnel,
                ViewAllServices,
                ViewAllStaff, EditSchedules,
                EditContent,
            ],
            Role::Sales => &[
                ViewAllBookings, EditBookings, AdvanceAllBookings,
                ViewAllCalendars,
                ViewAllClients, ViewClientStats,
                ViewFunnel, EditFunnel,
                ViewAllServices,
                ViewAllStaff,
            ],
            Role::Marketer => &[
                ViewClientStats,
                ViewFunnel,
                ViewAllServices,
                EditContent,
            ],
            Role::Accountant => &[
                ViewAllBookings,
                ViewAllCalendars,
                ViewAllServices,
                ViewAllStaff,
                ViewAllMoney,
                ExportMoney,
            ],
            Role::Master => &[
                ViewOwnBookings, AdvanceOwnBookings,
                ViewOwnCalendar,
                ViewOwnClients,
                ViewOwnServices, ProposeServices,
                ViewOwnStaff,
                ViewOwnMoney,
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// product.md, "Roles": per permission, the roles that have it, in the order of the table's columns.
    const TABLE: &[(&str, &str)] = &[
        ("bookings:view:all", "d a m s - c -"),
        ("bookings:view:own", "- - - - - - w"),
        ("bookings:edit", "d a m s - - -"),
        ("bookings:advance:all", "d a m s - - -"),
        ("bookings:advance:own", "- - - - - - w"),
        ("bookings:trash", "d a - - - - -"),
        ("calendar:view:all", "d a m s - c -"),
        ("calendar:view:own", "- - - - - - w"),
        ("clients:view:all", "d a m s - - -"),
        ("clients:view:own", "- - - - - - w"),
        ("clients:contacts", "d a m - - - -"),
        ("clients:stats", "d a m s k - -"),
        ("funnel:view", "d a m s k - -"),
        ("funnel:edit", "d a m s - - -"),
        ("services:view:all", "d a m s k c -"),
        ("services:view:own", "- - - - - - w"),
        ("services:edit", "d a - - - - -"),
        ("services:propose", "- - - - - - w"),
        ("staff:view:all", "d a m s - c -"),
        ("staff:view:own", "- - - - - - w"),
        ("staff:edit", "d a - - - - -"),
        ("schedules:edit", "d a m - - - -"),
        ("money:view:all", "d a - - - c -"),
        ("money:view:own", "- - - - - - w"),
        ("settings:edit", "d a - - - - -"),
        ("roles:edit", "d - - - - - -"),
        ("audit:view", "d a - - - - -"),
        ("trash:purge", "d - - - - - -"),
        ("content:edit", "d a m - k - -"),
        ("export:all", "d a - - - - -"),
        ("export:money", "d a - - - c -"),
    ];

    #[test]
    fn roles_may_what_the_table_says() {
        assert_eq!(TABLE.len(), Permission::ALL.len());
        for (code, columns) in TABLE {
            let permission = Permission::from_code(code).unwrap();
            for (role, column) in Role::ALL.iter().zip(columns.split(' ')) {
                assert_eq!(role.permissions().contains(&permission), column != "-", "{code} as {role:?}");
            }
        }
    }
}
