//! What a server function may reach: the request's database, and who asks. Server only.

pub mod export;
pub mod site;

use crate::{
    error::{AppError, Result},
    frame::{EPOCH, FrameData},
    preferences::Preferences,
};
use axum::http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY, request::Parts};
use domain::{
    Db, Error,
    auth::Signed,
    events::Seq,
    settings::Salon,
    staff::{Actor, Master, Permission},
};
use jiff::SignedDuration;
use leptos::{
    nonce::use_nonce,
    prelude::{expect_context, use_context},
};
use leptos_axum::ResponseOptions;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

/// Who sent the request, found out once for all server functions of a page. An extension of the request.
#[derive(Clone, Debug)]
pub struct Caller(pub std::result::Result<Option<Signed>, Error>);

/// The masters whose bookings they may see, and whether they still work here. An extension of a page's request.
#[derive(Clone, Debug)]
pub struct Masters(pub Vec<(Master, bool)>);

/// Up to where of the feed everything is in the database's answers already. An extension of a page's request.
#[derive(Clone, Copy, Debug)]
pub struct Reached(pub Seq);

/// Whether real people depend on the server. A context of every request.
#[derive(Clone, Copy, Debug)]
pub struct Production(pub bool);

/// How long what somebody did may be undone. A context of every request.
#[derive(Clone, Copy, Debug)]
pub struct UndoWithin(pub SignedDuration);

/// What the log calls the request. An extension of the request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The salon's database.
pub fn db() -> Db {
    expect_context()
}

/// Who asks. Every server function begins with it: during server-side rendering no middleware runs before it.
pub fn actor() -> Result<(Actor, Salon)> {
    signed().map(|Signed { actor, salon, .. }| (actor, salon))
}

/// Who asks, and by which session.
pub fn signed() -> Result<Signed> {
    match extension::<Caller>() {
        Some(Caller(Ok(Some(caller)))) => Ok(caller),
        Some(Caller(Err(error))) => Err(fail(error)),
        Some(Caller(Ok(None))) | None => Err(fail(Error::SignedOut)),
    }
}

/// The permissions that pages ask for; the others stay here.
const SHOWN: [Permission; 12] = [
    Permission::ViewAllBookings,
    Permission::EditBookings,
    Permission::AdvanceAllBookings,
    Permission::AdvanceOwnBookings,
    Permission::TrashBookings,
    Permission::PurgeTrash,
    Permission::SeeContacts,
    Permission::ViewAllStaff,
    Permission::EditStaff,
    Permission::EditRoles,
    Permission::ExportAll,
    Permission::ExportMoney,
];

/// What stands around a page of the staff's part.
pub(crate) fn frame() -> Result<FrameData> {
    let (actor, salon) = actor()?;
    let masters = extension::<Masters>().map(|masters| masters.0).unwrap_or_default();
    Ok(FrameData {
        loaded: salon.local(now()).map_err(fail)?.duration_since(EPOCH).as_secs(),
        sees_bookings: actor.bookings().is_ok(),
        may: SHOWN.into_iter().filter(|&permission| actor.may(permission)).collect(),
        salon: salon.name,
        currency: salon.currency,
        build: site::root().to_owned(),
        // Who does not say is careful.
        production: use_context::<Production>().is_none_or(|Production(is)| is),
        id: actor.id,
        person: actor.name,
        role: actor.role,
        left: masters.iter().filter(|(_, active)| !active).map(|(master, _)| master.id).collect(),
        masters: masters.into_iter().map(|(master, _)| master).collect(),
        seq: extension::<Reached>().map(|reached| reached.0),
    })
}

/// How long the domain took to answer a request's questions, in microseconds. An extension of the request.
#[derive(Clone, Debug, Default)]
pub struct DomainTime(pub Arc<AtomicU64>);

/// Waits for the domain's answer, notes how long it took, and turns its error into the request's.
pub async fn answer<T>(asked: impl Future<Output = domain::Result<T>>) -> Result<T> {
    let request = Asked::now();
    let start = Instant::now();
    let answer = asked.await;
    if let Some(DomainTime(total)) = &request.time {
        total.fetch_add(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
    answer.map_err(|error| request.fail(error))
}

/// Turns a domain error into the answer's status. Never after a wait: see [`Asked`].
pub fn fail(error: Error) -> AppError {
    Asked::now().fail(error)
}

/// What of the request is needed when the domain has answered. It is taken before: a request that was given up
/// meanwhile is being dropped on another thread, and looking something up in it then can lock this thread for ever.
struct Asked {
    response: Option<ResponseOptions>,
    id: Option<RequestId>,
    time: Option<DomainTime>,
}

impl Asked {
    fn now() -> Self {
        Asked { response: use_context(), id: extension(), time: extension() }
    }

    /// In one place: Leptos answers 500 to every error otherwise.
    fn fail(&self, error: Error) -> AppError {
        let (status, error) = match error {
            Error::SignedOut => (StatusCode::UNAUTHORIZED, AppError::SignedOut),
            Error::Forbidden => (StatusCode::FORBIDDEN, AppError::Forbidden),
            Error::NotFound => (StatusCode::NOT_FOUND, AppError::NotFound),
            Error::Conflict(why) => (StatusCode::CONFLICT, AppError::Conflict(why)),
            Error::Invalid(fields) => (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(fields)),
            Error::TooManyRequests { seconds } => {
                (StatusCode::TOO_MANY_REQUESTS, AppError::TooManyRequests { seconds })
            }
            Error::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable),
            Error::Internal => {
                let request_id = self.id.as_ref().map(|id| id.0.clone()).unwrap_or_default();
                (StatusCode::INTERNAL_SERVER_ERROR, AppError::Internal { request_id })
            }
        };
        if let Some(response) = &self.response {
            response.set_status(status);
        }
        error
    }
}

/// An extension of the request that is being answered.
pub fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get::<T>().cloned()
}

/// Whether the page that is being made works without any script of ours.
pub fn is_plain_page() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.uri.path().starts_with("/login"))
}

/// How whoever asks wants to see pages.
pub fn preferences() -> Preferences {
    use_context::<Parts>().map(|parts| Preferences::of_request(&parts.headers)).unwrap_or_default()
}

/// Lets the page run our own scripts only, by their nonce; see also the headers that the server adds to everything.
pub fn guard_page() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'{reload}; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
        // The development server tells the page over its own socket when to reload.
        reload = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" },
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

impl Preferences {
    /// From cookies; without them, the language that the browser asks for.
    pub fn of_request(headers: &axum::http::HeaderMap) -> Self {
        use crate::preferences::{LANGUAGE_COOKIE, SIDE_COOKIE, Side, THEME_COOKIE, Theme, cookie};
        use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
        use domain::Language;
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Preferences {
            language: cookie(text(COOKIE), LANGUAGE_COOKIE)
                .and_then(Language::from_code)
                .or_else(|| Language::from_accept(text(ACCEPT_LANGUAGE)))
                .unwrap_or_default(),
            theme: cookie(text(COOKIE), THEME_COOKIE).and_then(Theme::from_code).unwrap_or_default(),
            side: cookie(text(COOKIE), SIDE_COOKIE).and_then(Side::from_code).unwrap_or_default(),
        }
    }
}

/// How long what somebody did may be undone.
pub fn undo_within() -> SignedDuration {
    expect_context::<UndoWithin>().0
}

/// The clock.
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
