use crate::bookings::Conflict;
use serde::{Deserialize, Serialize};

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong, as far as a caller can act on it. Crosses the wire; never carries SQL, paths or secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// Nobody is signed in, or no longer.
    #[error("please sign in")]
    SignedOut,
    /// Signed in, but not allowed.
    #[error("not allowed")]
    Forbidden,
    /// Does not exist, or not for this person.
    #[error("not found")]
    NotFound,
    /// What was typed cannot be taken as it is.
    #[error("not valid")]
    Invalid(Vec<Invalid>),
    /// Right in itself, but not as things stand.
    #[error("not as things stand")]
    Conflict(Conflict),
    /// Too many tries; the same request may work later.
    #[error("too many tries, again in {seconds} s")]
    TooManyRequests {
        /// From now.
        seconds: u32,
    },
    /// The database is away or too busy; the same request may work a moment later.
    #[error("not available right now")]
    Unavailable,
    /// Our fault; the log says more.
    #[error("something went wrong on our side")]
    Internal,
}

/// A field that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// Its name in the form.
    pub field: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    /// Nothing was typed.
    Required,
    /// In characters.
    TooShort {
        /// It must have so many.
        least: u32,
    },
    /// In characters.
    TooLong {
        /// It may have so many.
        most: u32,
    },
    /// A password that is among the first that are guessed.
    TooCommon,
    /// Not the one it should be.
    Wrong,
    /// Somebody else has it.
    Taken,
}

impl Error {
    /// One field cannot be taken.
    pub fn invalid(field: &str, flaw: Flaw) -> Self {
        Error::Invalid(vec![Invalid { field: field.to_owned(), flaw }])
    }
}

#[cfg(feature = "ssr")]
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            return Error::NotFound;
        }
        // Rules that the database holds to, whoever writes.
        match error.as_database_error().and_then(|error| error.constraint()) {
            Some("bookings_no_overlap") => return Error::Conflict(Conflict::Taken { alternatives: Vec::new() }),
            Some("request_keys_pkey") => return Error::Conflict(Conflict::InFlight),
            _ => {}
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
    /// Whether the database is away, restarting or out of connections, rather than refusing what was asked.
    pub fn is_outage(error: &sqlx::Error) -> bool {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Protocol(_) => true,
            // Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, resources,
            // operator; waiting too long, and in a circle.
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                ["08", "53", "57P"].iter().any(|class| code.starts_with(class)) || code == "55P03" || code == "40P01"
            }),
            _ => false,
        }
    }
}
