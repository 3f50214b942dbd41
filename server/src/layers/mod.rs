//! What every request passes, from the outside in: request id, timing and log, security, who asks.

mod compress;
mod finish;
mod guard;
mod request_id;
mod session;
mod timing;

pub use compress::{compress, hide_length};
pub use finish::finish;
pub use guard::{is_own_origin, refuse_foreign, secure};
pub use request_id::name_request;
pub use session::{find_caller, offline, plain_answer, problem_page, send_strangers_to_login};
pub use timing::measure;
