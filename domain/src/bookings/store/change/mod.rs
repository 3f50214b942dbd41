//! Changes of bookings. Each holds its masters' locks from before it looks until it commits: whoever else wants to
//! change a day of these masters waits, so that what was looked at is still so when it is written.

mod book;
mod edit;
mod keys;
mod life;
mod locks;
mod many;
mod record;
mod save;
mod undo;

pub use book::book;
pub use edit::edit;
pub use keys::remove_old_keys;
pub use life::{cancel, take_step};
pub use many::{change_many, count_many};
pub(super) use record::Record;
pub use undo::{UNDO_WITHIN, undo};

use crate::{
    Error, Result,
    bookings::{ChangeId, Conflict, Refusal},
};
use sqlx::PgConnection;

/// Of many, so many are changed between two commits: others who wait for these masters' days do not wait long.
const BATCH: usize = 100;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Conflict(Conflict::Refused(refusal))
    }
}

/// A number for what is about to be changed together.
async fn new_change(db: &mut PgConnection) -> Result<ChangeId> {
    Ok(sqlx::query_scalar("SELECT nextval('changes')").fetch_one(db).await?)
}
