//! Changes of bookings. Each change locks its masters' days before it reads and until it commits, so that what it
//! checked is still true when it writes.

mod book;
mod bulk;
mod edit;
mod keys;
mod life;
mod locks;
mod record;
mod save;
mod undo;

pub use book::book;
pub use bulk::{change_in_bulk, count_matching};
pub use edit::edit;
pub use keys::remove_old_keys;
pub use life::{cancel, take_step};
pub(super) use record::Record;
pub use undo::{UNDO_WITHIN, undo};

use crate::{
    Error, Result,
    bookings::{BookingConflict, ChangeId, Refusal},
};
use sqlx::PgConnection;

/// Bookings per transaction of a bulk change, so that others do not wait long for the locks.
const BATCH: usize = 100;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        BookingConflict::Refused(refusal).into()
    }
}

async fn new_change(db: &mut PgConnection) -> Result<ChangeId> {
    Ok(sqlx::query_scalar("SELECT nextval('changes')").fetch_one(db).await?)
}
