//! Middleware: request ids, timing and logging, security headers, deadlines, authentication.

mod compress;
mod deadline;
mod guard;
mod malformed;
mod request_id;
mod run_to_completion;
mod session;
mod timing;

pub use compress::{compress, hide_length};
pub use deadline::set_deadline;
pub use guard::{is_own_origin, reject_cross_site, security_headers};
pub use malformed::refuse_malformed;
pub use request_id::assign_request_id;
pub use run_to_completion::run_to_completion;
pub use session::{authenticate, error_answer, error_page, offline, plain_page_response, require_sign_in};
pub use timing::measure;
