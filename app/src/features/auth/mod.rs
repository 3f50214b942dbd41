//! Signing in.

pub(crate) mod api;
mod card;
mod link_page;
mod page;

use crate::core::browser::made_by_server;
use domain::Flaw;
use leptos::prelude::*;
use link_page::LinkPage;
use page::LoginPage;

/// `/login`
pub fn login_page() -> AnyView {
    made_by_server(|| view! { <LoginPage/> }.into_any())
}

/// `/login/link/…`
pub fn link_page() -> AnyView {
    made_by_server(|| view! { <LinkPage/> }.into_any())
}

/// What the address of a link by which a password is chosen begins with.
pub const LINK: &str = "/login/link/";

/// What the sign-in page shows: nothing but where it leads at first, and what was typed when it did not work.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    /// As typed.
    pub login: String,
    /// The page that was asked for.
    pub next: String,
    /// Why the page is shown again.
    pub problem: Option<LoginProblem>,
    /// Whether they have just chosen a password.
    pub chosen: bool,
}

/// Why a sign-in did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// Unknown login or wrong password: nobody is told which.
    Wrong,
    /// Too many wrong tries; the next may come after so many seconds.
    Later {
        /// From now.
        seconds: u32,
    },
    /// The database is away.
    Unavailable,
}

/// What the page shows where a forgotten password is replaced.
#[derive(Clone, Debug, Default)]
pub struct LinkForm {
    /// Whose password it is; `None`: the link opens nothing (any more).
    pub owner: Option<String>,
    /// Why the page is shown again.
    pub problem: Option<LinkProblem>,
}

/// Why a password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is no good one.
    Password(Flaw),
    /// The database is away.
    Unavailable,
}
