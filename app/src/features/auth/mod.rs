//! Sign-in.

pub(crate) mod api;
mod card;
mod link_page;
mod page;

use crate::core::browser::server_only;
use domain::FieldError;
use leptos::prelude::*;
use link_page::LinkPage;
use page::LoginPage;

/// `/login`
pub fn login_page() -> AnyView {
    server_only(|| view! { <LoginPage/> }.into_any())
}

/// `/login/link/…`
pub fn link_page() -> AnyView {
    server_only(|| view! { <LinkPage/> }.into_any())
}

/// Path prefix of password links.
pub const LINK: &str = "/login/link/";

/// State of the sign-in page: the page to open afterwards, and what was typed in a failed attempt.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    /// As typed in the failed attempt.
    pub login: String,
    /// Path of the page to open after sign-in.
    pub next: String,
    /// Why the previous attempt failed.
    pub problem: Option<LoginProblem>,
    /// Whether a new password has just been chosen.
    pub chosen: bool,
}

/// Why a sign-in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// Unknown login or wrong password, which are not told apart to outsiders.
    Wrong,
    /// Too many failed attempts.
    Later {
        /// Seconds until the next attempt is allowed.
        seconds: u32,
    },
    /// The database is not reachable.
    Unavailable,
}

/// State of the page on which a forgotten password is replaced.
#[derive(Clone, Debug, Default)]
pub struct LinkForm {
    /// Login of the person; `None`: the link is unknown, used or expired.
    pub owner: Option<String>,
    /// Why the previous attempt failed.
    pub problem: Option<LinkProblem>,
}

/// Why a new password was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// The password is not acceptable.
    Password(FieldError),
    /// The database is not reachable.
    Unavailable,
}
