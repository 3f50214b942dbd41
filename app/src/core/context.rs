//! What server functions read from the request: who asks, and settings of the server. Server only.

pub mod site;

use crate::core::{
    error::{AppError, Result},
    page::{EPOCH, FrameData},
    preferences::Preferences,
};
use axum::http::{Extensions, HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY, request::Parts};
use domain::{
    Error,
    auth::Signed,
    events::Seq,
    staff::{Asker, Master},
};
use jiff::SignedDuration;
use leptos::{
    nonce::use_nonce,
    prelude::{expect_context, use_context},
};
use leptos_axum::ResponseOptions;
use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// The session that sent the request, looked up once for all server functions of a page; `Ok(None)` without a session.
/// An extension of the request.
#[derive(Clone, Debug)]
pub struct Caller(pub std::result::Result<Option<Signed>, Error>);

impl Caller {
    /// The signed-in person of a request.
    ///
    /// # Errors
    /// `SignedOut` without a session; the error of the look-up.
    pub fn signed(extensions: &Extensions) -> domain::Result<Signed> {
        match extensions.get::<Caller>() {
            Some(Caller(Ok(Some(signed)))) => Ok(signed.clone()),
            Some(Caller(Err(error))) => Err(error.clone()),
            Some(Caller(Ok(None))) | None => Err(Error::SignedOut),
        }
    }
}

/// The masters whose bookings the actor may see, in the salon's order, and whether they still work there. An extension
/// of a page's request.
#[derive(Clone, Debug)]
pub struct Masters(pub Vec<(Master, bool)>);

/// The sequence number up to which all events are visible in the database. An extension of a page's request.
#[derive(Clone, Copy, Debug)]
pub struct Reached(pub Seq);

/// Whether the server is in production. A context of every request.
#[derive(Clone, Copy, Debug)]
pub struct Production(pub bool);

/// How long a change of bookings can be undone. A context of every request.
#[derive(Clone, Copy, Debug)]
pub struct UndoWithin(pub SignedDuration);

/// The request's id in the log. An extension of the request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The signed-in person, with the request's language and time. Every server function calls it first: during server-side
/// rendering no middleware runs before a server function.
pub fn asker() -> Result<Asker> {
    Ok(signed()?.asker(expect_context(), preferences().language, now()))
}

/// The signed-in person, their salon and their session.
pub fn signed() -> Result<Signed> {
    let parts = use_context::<Parts>().ok_or_else(|| fail(Error::SignedOut))?;
    Caller::signed(&parts.extensions).map_err(fail)
}

/// The data of the frame around every staff page.
pub(crate) fn frame() -> Result<FrameData> {
    let Signed { actor, salon, .. } = signed()?;
    let masters = extension::<Masters>().map(|masters| masters.0).unwrap_or_default();
    Ok(FrameData {
        loaded: salon.local(now()).map_err(fail)?.duration_since(EPOCH).as_secs(),
        sees_bookings: actor.bookings().is_ok(),
        may: actor.permissions().to_vec(),
        salon: salon.name,
        currency: salon.currency,
        build: site::root().to_owned(),
        // Without the context, production is assumed: it shows less.
        production: use_context::<Production>().is_none_or(|Production(is)| is),
        id: actor.id,
        person: actor.name,
        role: actor.role,
        left: masters.iter().filter(|(_, active)| !active).map(|(master, _)| master.id).collect(),
        masters: masters.into_iter().map(|(master, _)| master).collect(),
        seq: extension::<Reached>().map(|reached| reached.0),
    })
}

/// How long the domain may take for a request, from its first call on: until then the body may still arrive. An
/// extension of the request.
#[derive(Clone, Debug)]
pub struct Deadline {
    longest: Duration,
    begins: Arc<OnceLock<Instant>>,
}

/// How long the domain may take where no deadline is set.
const NO_DEADLINE: Duration = Duration::from_secs(15);

impl Deadline {
    /// A deadline that has not begun.
    pub fn new(longest: Duration) -> Self {
        Deadline { longest, begins: Arc::default() }
    }

    /// The deadline of a request.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().cloned().unwrap_or_default()
    }

    /// Awaits a call that is made before the request's body is read. The deadline does not begin with it.
    ///
    /// # Errors
    /// `Unavailable` when the call takes as long as the request may; the call's own error.
    pub async fn keep_before_body<T>(&self, call: impl Future<Output = domain::Result<T>>) -> domain::Result<T> {
        domain::database::within(Instant::now() + self.longest, call).await
    }

    /// Awaits a call of the domain until the deadline.
    ///
    /// # Errors
    /// `Unavailable` after the deadline; the call's own error.
    pub async fn keep<T>(&self, call: impl Future<Output = domain::Result<T>>) -> domain::Result<T> {
        domain::database::within(*self.begins.get_or_init(Instant::now) + self.longest, call).await
    }
}

impl Default for Deadline {
    fn default() -> Self {
        Deadline::new(NO_DEADLINE)
    }
}

/// Total time that the domain took for a request, in microseconds. An extension of the request.
#[derive(Clone, Debug, Default)]
pub struct DomainTime(pub Arc<AtomicU64>);

/// Awaits a call of the domain until the request's [`Deadline`], adds its duration to [`DomainTime`], and turns its error
/// into the response's.
pub async fn answer<T>(call: impl Future<Output = domain::Result<T>>) -> Result<T> {
    let request = RequestContext::current();
    let start = Instant::now();
    let answer = request.deadline.keep(call).await;
    if let Some(DomainTime(total)) = &request.time {
        total.fetch_add(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
    answer.map_err(|error| request.fail(error))
}

/// Sets the response's status from a domain error. Not to be called after an `await`: see [`RequestContext`].
pub fn fail(error: Error) -> AppError {
    RequestContext::current().fail(error)
}

/// The contexts that are needed after an `await`, read before it. An aborted request is dropped on another thread, and
/// a context look-up during that drop can deadlock this thread.
struct RequestContext {
    response: Option<ResponseOptions>,
    id: Option<RequestId>,
    time: Option<DomainTime>,
    deadline: Deadline,
}

impl RequestContext {
    fn current() -> Self {
        RequestContext {
            response: use_context(),
            id: extension(),
            time: extension(),
            deadline: extension().unwrap_or_default(),
        }
    }

    /// Without this, Leptos responds to every error with status 500.
    fn fail(&self, error: Error) -> AppError {
        let id = self.id.as_ref().map(|id| id.0.as_str()).unwrap_or_default();
        let (status, error) = app_error(error, id);
        if let Some(response) = &self.response {
            response.set_status(status);
        }
        error
    }
}

/// The error of a response, and its status; `request_id` is the request's id in the log.
pub fn app_error(error: Error, request_id: &str) -> (StatusCode, AppError) {
    match error {
        Error::SignedOut => (StatusCode::UNAUTHORIZED, AppError::SignedOut),
        Error::Forbidden => (StatusCode::FORBIDDEN, AppError::Forbidden),
        Error::NotFound => (StatusCode::NOT_FOUND, AppError::NotFound),
        Error::Conflict(why) => (StatusCode::CONFLICT, AppError::Conflict(why)),
        Error::Invalid(fields) => (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(fields)),
        Error::TooManyRequests { seconds } => (StatusCode::TOO_MANY_REQUESTS, AppError::TooManyRequests { seconds }),
        Error::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable),
        Error::Internal => {
            (StatusCode::INTERNAL_SERVER_ERROR, AppError::Internal { request_id: request_id.to_owned() })
        }
    }
}

/// An extension of the current request.
pub fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get::<T>().cloned()
}

/// Path of the current page's URL.
pub fn page_path() -> String {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// Whether the current page is served without script.
pub fn is_plain_page() -> bool {
    page_path().starts_with("/login")
}

/// Language, theme and side bar from the request's cookies.
pub fn preferences() -> Preferences {
    use_context::<Parts>().map(|parts| Preferences::of_request(&parts.headers)).unwrap_or_default()
}

/// Sets the page's Content-Security-Policy with its nonce; the server adds further headers to every response.
pub fn guard_page() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'{reload}; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
        // The development server reloads pages over its own WebSocket.
        reload = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" },
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

impl Preferences {
    /// From cookies; without them, the language is taken from `Accept-Language`.
    pub fn of_request(headers: &axum::http::HeaderMap) -> Self {
        use crate::core::preferences::{LANGUAGE_COOKIE, SIDE_COOKIE, Side, THEME_COOKIE, Theme, cookie};
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

/// How long a change of bookings can be undone.
pub fn undo_within() -> SignedDuration {
    expect_context::<UndoWithin>().0
}

/// The current time.
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
