use crate::core::json::JsonText;
use domain::{Flaw, Invalid, bookings::Conflict};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The result of a server function.
pub type Result<T> = std::result::Result<T, AppError>;

/// Why a server function did not answer, as far as a page can act on it (protocols.md, "Errors").
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AppError {
    /// 401
    #[error("please sign in")]
    SignedOut,
    /// 403
    #[error("not allowed")]
    Forbidden,
    /// 404
    #[error("not found")]
    NotFound,
    /// 409
    #[error("not as things stand")]
    Conflict(Conflict),
    /// 422
    #[error("not valid")]
    Invalid(Vec<Invalid>),
    /// 429
    #[error("too many tries, again in {seconds} s")]
    TooManyRequests {
        /// From now.
        seconds: u32,
    },
    /// 503
    #[error("not available right now")]
    Unavailable,
    /// 500
    #[error("something went wrong on our side, request {request_id}")]
    Internal {
        /// What the log calls the request.
        request_id: String,
    },
    /// The request never reached the domain: no network, or an answer that is not ours.
    #[error("connection problem")]
    Transport(String),
}

impl AppError {
    /// What is wrong with a field.
    pub fn flaw(&self, field: &str) -> Option<Flaw> {
        match self {
            AppError::Invalid(fields) => fields.iter().find(|invalid| invalid.field == field).map(|it| it.flaw),
            _ => None,
        }
    }

    /// When it may be over, where that is likely: worth asking again by itself.
    pub fn passes_in(&self) -> Option<Duration> {
        match self {
            AppError::TooManyRequests { seconds } => Some(Duration::from_secs((*seconds).into())),
            AppError::Unavailable | AppError::Transport(_) => Some(Duration::from_secs(5)),
            _ => None,
        }
    }

    /// Whether fields say what is wrong.
    pub fn is_at_a_field(&self) -> bool {
        matches!(self, AppError::Invalid(_))
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        AppError::Transport(error.to_string())
    }
}
