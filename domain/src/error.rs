use crate::Conflict;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// `Result` with the domain's [`Error`] as the default error type.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every error that a domain function returns. It is sent to the browser as JSON and never contains SQL, paths or
/// secrets. HTTP status codes and texts: protocols.md, "Errors".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// There is no session, or it has ended or expired.
    #[error("please sign in")]
    SignedOut,
    /// The actor is signed in and does not have the permission.
    #[error("not allowed")]
    Forbidden,
    /// The row does not exist, or the actor may not see it; the answer is the same, so that ids cannot be probed.
    #[error("not found")]
    NotFound,
    /// Fields of the form were refused: one entry per field error, a field may occur more than once.
    #[error("not valid")]
    Invalid(Vec<Invalid>),
    /// The request is valid in itself, but not possible as the data are now.
    #[error("not as things stand")]
    Conflict(Conflict),
    /// Too many attempts; the same request may succeed later.
    #[error("too many tries, again in {seconds} s")]
    TooManyRequests {
        /// Seconds from now until the next attempt is accepted.
        seconds: u32,
    },
    /// The database is unreachable, restarting or overloaded; the same request may succeed a moment later.
    #[error("not available right now")]
    Unavailable,
    /// A bug or a broken invariant; details are in the server's log only.
    #[error("something went wrong on our side")]
    Internal,
}

/// A form field that was refused, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// The field's name as the form sends it, such as `notes`.
    pub field: String,
    /// Why the value was refused.
    #[serde(rename = "flaw")]
    pub error: FieldError,
}

/// Why the value of a form field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// The field is empty, or contains only whitespace.
    Required,
    /// The text has fewer characters (Unicode scalar values) than allowed.
    TooShort {
        /// The smallest allowed number of characters.
        least: u32,
    },
    /// The text has more characters (Unicode scalar values) than allowed.
    TooLong {
        /// The largest allowed number of characters.
        most: u32,
    },
    /// The password is easily guessed: zxcvbn scores it below 2 of 4.
    TooCommon,
    /// The value is malformed, out of range, or does not match what is stored (a wrong current password).
    Wrong,
    /// The value must be unique and is already in use.
    Taken,
    /// The local time does not exist: clocks are put forward over it.
    Skipped {
        /// The nearest quarter of an hour before, local time of the salon.
        before: DateTime,
        /// The first time after it, local time of the salon.
        after: DateTime,
    },
}

impl Error {
    /// An [`Error::Invalid`] with a single field error.
    pub fn invalid(field: &str, error: FieldError) -> Self {
        Error::Invalid(vec![Invalid { field: field.to_owned(), error }])
    }
}

#[cfg(feature = "ssr")]
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            return Error::NotFound;
        }
        let constraint = error.as_database_error().and_then(|error| error.constraint());
        if let Some(conflict) = constraint.and_then(Conflict::of_constraint) {
            return Error::Conflict(conflict);
        }
        if Error::is_outage(&error) {
            tracing::warn!(%error, "database away");
            return Error::Unavailable;
        }
        tracing::error!(%error, "database");
        Error::Internal
    }
}

#[cfg(feature = "ssr")]
impl Error {
    /// Whether the error means that the database is unreachable, restarting or overloaded (a retry may succeed), rather
    /// than that it refused the statement.
    pub fn is_outage(error: &sqlx::Error) -> bool {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Protocol(_) => true,
            // SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html): 08 connection
            // exception, 53 insufficient resources, 57P operator intervention; 55P03 lock not available, 40P01 deadlock
            // detected, 57014 statement timeout.
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                ["08", "53", "57P"].iter().any(|class| code.starts_with(class))
                    || ["55P03", "40P01", "57014"].contains(&&*code)
            }),
            _ => false,
        }
    }
}
