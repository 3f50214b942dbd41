use crate::core::{browser, json::JsonText};
use domain::{Conflict, FieldError, Invalid};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub type Result<T> = std::result::Result<T, AppError>;

/// Why a server function failed, as far as a page can act on it (protocols.md, "Errors").
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AppError {
    /// Status 401.
    #[error("please sign in")]
    SignedOut,
    /// Status 403.
    #[error("not allowed")]
    Forbidden,
    /// Status 404.
    #[error("not found")]
    NotFound,
    /// Status 409: the state of the data does not allow it.
    #[error("not as things stand")]
    Conflict(Conflict),
    /// Status 422, with the invalid fields.
    #[error("not valid")]
    Invalid(Vec<Invalid>),
    /// Status 422: the request could not be read. It was not made by this program's page, or by one of another version.
    #[error("not readable")]
    Malformed,
    /// Status 429.
    #[error("too many tries, again in {seconds} s")]
    TooManyRequests {
        /// Seconds until the next attempt is allowed.
        seconds: u32,
    },
    /// Status 503: the database is not reachable.
    #[error("not available right now")]
    Unavailable,
    /// Status 500.
    #[error("something went wrong on our side, request {request_id}")]
    Internal {
        /// The request's id in the log.
        request_id: String,
    },
    /// The request failed on the way, or the response is not from this program.
    #[error("connection problem")]
    Transport(String),
    /// No answer came in time.
    #[error("no answer")]
    NoAnswer,
    /// A newer request replaced this one, whose answer nobody waits for.
    #[error("replaced by a newer request")]
    Superseded,
}

impl AppError {
    /// The error of a field, by the field's name.
    pub fn field_error(&self, field: &str) -> Option<FieldError> {
        match self {
            AppError::Invalid(fields) => fields.iter().find(|invalid| invalid.field == field).map(|it| it.error),
            _ => None,
        }
    }

    /// After how long a retry is worthwhile; `None`: a retry would fail again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            AppError::TooManyRequests { seconds } => Some(Duration::from_secs((*seconds).into())),
            AppError::Unavailable | AppError::Transport(_) | AppError::NoAnswer => Some(Duration::from_secs(5)),
            _ => None,
        }
    }

    /// Whether it is the connection's, so that being online again is a reason to try again.
    pub fn is_of_connection(&self) -> bool {
        matches!(self, AppError::Transport(_) | AppError::NoAnswer)
    }

    /// Whether the error is shown at form fields.
    pub fn is_shown_at_fields(&self) -> bool {
        matches!(self, AppError::Invalid(_))
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // What the parser says is not for whoever sent it.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_)
                if browser::is_server_program() =>
            {
                AppError::Malformed
            }
            error => AppError::Transport(error.to_string()),
        }
    }
}
