//! Creating, editing and cancelling bookings, changing their status, bulk changes, and undo.

mod api;
mod cancel;
mod choices;
mod dialogs;
mod draft;
mod edit;
mod elsewhere;
mod flaws;
mod many;
mod menu;
mod merge;
mod new;
mod notes;
mod refused;
mod returning;
mod selecting;
mod slots;
mod state;
mod steps;

pub use dialogs::{BookingDialogs, DialogHost};
pub use many::{BulkBar, Many};
pub use menu::{RowMenu, RowMenuButton};
pub use selecting::{Selecting, Tick, use_selecting};
pub use state::{CLIENT_FIELD, OpenDialogs, use_dialogs};
pub use steps::{Next, Others, StepActions};
