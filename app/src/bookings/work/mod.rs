//! Bookings worked with: made, moved along, changed, undone.

mod api;
mod cancel;
mod choices;
mod desk;
mod draft;
mod edit;
mod elsewhere;
mod failed;
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

pub use desk::Desk;
pub use many::{Many, ManyBar};
pub use menu::{RowMenu, RowMenuButton};
pub use selecting::{Selecting, Tick, use_selecting};
pub use state::{CLIENT_FIELD, Work, provide_work, use_work};
pub use steps::{Hands, Next, Others};
