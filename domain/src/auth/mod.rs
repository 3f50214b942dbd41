//! Authentication: passwords, devices and sessions (protocols.md, "Signing in").

mod device;
mod limits;
#[cfg(feature = "ssr")]
mod login;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod token;
#[cfg(feature = "ssr")]
mod verbs;

pub use device::{Device, DeviceName, SessionId};
pub use limits::{Limits, PASSWORD_CHARS};
#[cfg(feature = "ssr")]
pub use login::{DEMO_DOMAIN, Login};
#[cfg(feature = "ssr")]
pub use password::{check_new as check_new_password, hash as hash_password};
#[cfg(feature = "ssr")]
pub use store::{
    Looks, NewUser, SignIn, SignInAnswer, Signed, add_user, change_password, choose_password, deactivate_demo_accounts,
    devices, end_device, end_other_devices, end_session, holding, keep_looks, link_owner, make_password_link,
    remove_expired, session, sign_in, switch_off, switch_on,
};
#[cfg(feature = "ssr")]
pub use token::Token;
#[cfg(feature = "ssr")]
pub use verbs::{UserFacts, UserVerb};
