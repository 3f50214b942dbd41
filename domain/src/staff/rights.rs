//! Roles and permissions: the table of product.md, "Roles".

use crate::text_enum;

text_enum! {
    /// One thing that one may do; its word is `area:verb` or `area:verb:scope`.
    pub enum Permission {
        /// See every booking.
        ViewAllBookings = "bookings:view:all",
        /// See the bookings whose master one is.
        ViewOwnBookings = "bookings:view:own",
        /// Make bookings and change them.
        EditBookings = "bookings:edit",
        /// Say of any booking that the client came, was served, or did not come.
        AdvanceAllBookings = "bookings:advance:all",
        /// The same of the bookings whose master one is.
        AdvanceOwnBookings = "bookings:advance:own",
        /// Put bookings into the trash, and take them out again.
        TrashBookings = "bookings:trash",
        /// See everybody's calendar.
        ViewAllCalendars = "calendar:view:all",
        /// See one's own calendar.
        ViewOwnCalendar = "calendar:view:own",
        /// See what clients' cards say: visits, allergies.
        ViewAllClients = "clients:view:all",
        /// The same of the clients whose master one is.
        ViewOwnClients = "clients:view:own",
        /// See phones, e-mails and handles unmasked.
        SeeContacts = "clients:contacts",
        /// See figures about clients, nobody by name.
        ViewClientStats = "clients:stats",
        /// See the funnel.
        ViewFunnel = "funnel:view",
        /// Move clients through the funnel.
        EditFunnel = "funnel:edit",
        /// See all services and prices.
        ViewAllServices = "services:view:all",
        /// See the services that one performs.
        ViewOwnServices = "services:view:own",
        /// Change services and prices.
        EditServices = "services:edit",
        /// Propose a change of the services that one performs.
        ProposeServices = "services:propose",
        /// See who works here, and when.
        ViewAllStaff = "staff:view:all",
        /// See one's own shifts.
        ViewOwnStaff = "staff:view:own",
        /// Add staff members, change them, switch them off.
        EditStaff = "staff:edit",
        /// Change shifts and time off.
        EditSchedules = "schedules:edit",
        /// See the salon's revenue.
        ViewAllMoney = "money:view:all",
        /// See one's own revenue.
        ViewOwnMoney = "money:view:own",
        /// Change the salon's settings.
        EditSettings = "settings:edit",
        /// Say who may do what; with it, let somebody choose a new password.
        EditRoles = "roles:edit",
        /// Read who did what.
        ViewAudit = "audit:view",
        /// Empty the trash.
        PurgeTrash = "trash:purge",
        /// Answer reviews, change what the public site says.
        EditContent = "content:edit",
        /// Take lists out of the system.
        ExportAll = "export:all",
        /// Take lists of money out of the system.
        ExportMoney = "export:money",
    }
}

text_enum! {
    /// What a staff member is hired for: a set of permissions.
    #[allow(missing_docs)] // the names are product.md's and say it all
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
    /// What people of this role may, before single permissions are added or taken away.
    #[rustfmt::skip] // a row for each area, as in the table
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

    /// product.md, "Roles": for each permission, the roles that have it, in the table's order of columns.
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
