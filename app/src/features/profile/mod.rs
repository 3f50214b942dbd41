//! Settings of the signed-in person; those of the salon would be `settings`.

mod devices;
mod keyboard;
mod page;
mod password;
mod preferences;
mod shortcuts;

pub use page::ProfilePage;
pub use preferences::PreferenceForm;
pub use shortcuts::ShortcutList;
