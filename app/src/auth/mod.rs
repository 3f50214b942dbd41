//! Signing in.

mod page;

pub use page::LoginPage;

/// What the sign-in page shows: nothing but where it leads at first, and what was typed when it did not work.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    /// As typed.
    pub login: String,
    /// The page that was asked for.
    pub next: String,
    /// Why the page is shown again.
    pub problem: Option<LoginProblem>,
}

/// Why a sign-in did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// Unknown login or wrong password: nobody is told which.
    Wrong,
    /// The database is away.
    Unavailable,
}
