use crate::{
    Money, Result,
    bookings::{BookingId, BookingRow, Cursor, Status},
    mask_handle, mask_phone,
    settings::local_time,
    staff::{Asker, Master, Permission, UserId},
};
use jiff::tz::TimeZone;

/// Columns of [`Row`], selected from `bookings b JOIN users u`.
pub(super) const ROW: &str = "b.id, b.datetime, b.ends_at, b.name, b.phone, b.instagram_id, b.service_name, \
     b.master_id, u.name AS master, b.price, b.currency, b.status";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub id: BookingId,
    pub datetime: jiff_sqlx::Timestamp,
    pub ends_at: jiff_sqlx::Timestamp,
    pub name: String,
    pub phone: Option<String>,
    pub instagram_id: Option<String>,
    pub service_name: String,
    pub master_id: UserId,
    pub master: String,
    pub price: i64,
    pub currency: String,
    pub status: Status,
}

impl Row {
    /// The cursor that continues the list after this row.
    pub fn cursor(&self) -> Cursor {
        Cursor { start: self.datetime.to_jiff().as_microsecond(), id: self.id, similar: false }
    }
}

/// Converts rows to [`BookingRow`]: local times, and contacts masked as the actor's permissions require.
pub(super) struct Reader {
    zone: TimeZone,
    contacts: bool,
}

impl Reader {
    pub fn new(asker: &Asker) -> Result<Self> {
        Ok(Reader { zone: asker.salon.time_zone()?, contacts: asker.actor.has(Permission::SeeContacts) })
    }

    pub fn read(&self, row: Row) -> BookingRow {
        let (starts, ends) = (row.datetime.to_jiff(), row.ends_at.to_jiff());
        let shown = |contact: Option<String>, mask: fn(&str) -> String| {
            if self.contacts { contact } else { contact.as_deref().map(mask) }
        };
        BookingRow {
            id: row.id,
            starts: local_time(&self.zone, starts),
            ends: self.zone.to_datetime(ends),
            // The number of minutes exceeds `i32` only after four thousand years.
            minutes: i32::try_from(ends.duration_since(starts).as_mins()).unwrap_or(i32::MAX),
            client: row.name,
            phone: shown(row.phone, mask_phone),
            instagram: shown(row.instagram_id, mask_handle),
            service: row.service_name,
            master: Master { id: row.master_id, name: row.master },
            price: Money { minor: row.price, currency: row.currency },
            status: row.status,
        }
    }
}
