//! The design system: parts that know nothing of any feature.

mod avatar;
mod dialog;
mod empty;
mod field;
mod flaw;
mod head;
mod icon;
mod loaded;
mod marked;
mod menu;
mod refusal;
mod retry;
mod server_form;
mod skeleton;
mod toast;

pub use avatar::Avatar;
pub use dialog::Dialog;
pub use empty::Empty;
pub use field::Field;
pub use flaw::flaw_text;
pub use head::Head;
pub use icon::Icon;
pub use loaded::{Loaded, error_words, failure};
pub use marked::Marked;
pub use menu::Menu;
pub use refusal::Refusal;
pub use retry::RetryWhenOnline;
pub use server_form::ServerForm;
pub use skeleton::RowsSkeleton;
pub use toast::{ToastStack, Toasts, use_toasts};
