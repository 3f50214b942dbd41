//! Signing in: passwords, devices, sessions.
#![cfg(feature = "ssr")]

mod password;
mod store;
mod token;

pub use password::{check as check_password, hash as hash_password};
pub use store::{SignIn, end_session, session, sign_in};
pub use token::Token;
