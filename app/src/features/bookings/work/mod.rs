//! Creating, editing and cancelling bookings, changing their status, bulk changes, and undo.

mod alternatives;
mod api;
mod bulk_bar;
mod bulk_result;
mod cancel;
mod dialogs;
mod draft;
mod edit;
mod edit_draft;
mod edited;
mod field_errors;
mod menu;
mod merge;
mod new;
mod notes;
mod open_dialogs;
mod options;
mod remote_changes;
mod returning;
mod selection;
mod steps;

pub use bulk_bar::{BulkBar, BulkBarHost};
pub use dialogs::{BookingDialogs, DialogHost};
pub use menu::{RowMenu, RowMenuButton};
pub use open_dialogs::{CLIENT_FIELD, OpenDialogs, use_dialogs};
pub use selection::{BulkSelection, RowCheckbox, use_selection};
pub use steps::{NextStep, OtherSteps, StepActions};
