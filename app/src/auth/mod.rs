//! Signing in.

mod page;

pub use page::LoginPage;

/// A sign-in that did not work; the page shows it again with what was typed.
#[derive(Clone, Debug)]
pub struct FailedLogin {
    /// As typed.
    pub login: String,
    /// Why.
    pub why: LoginProblem,
}

/// Why a sign-in did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// Unknown login or wrong password: nobody is told which.
    Wrong,
    /// The database is away.
    Unavailable,
}
