use crate::state::State;
use app::{
    Plain,
    context::{Caller, Deadline, Masters, Reached, RequestId, app_error, now},
    preferences::Preferences,
};
use axum::{
    Json,
    extract::{self, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    auth::{self, Signed, Token},
    staff,
};

/// Looks up the session once per request, for all server functions of a page.
pub async fn authenticate(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let deadline = Deadline::of(request.extensions());
    let caller = match state.cookies.session(request.headers()) {
        _ if !state.database.is_prepared() => Err(Error::Unavailable),
        None => Ok(None),
        Some(token) => deadline.keep_before_body(find_session(&state, &token)).await,
    };
    let fresh = caller.as_ref().ok().and_then(|signed| signed.as_ref()?.fresh.clone());
    request.extensions_mut().insert(Caller(caller));
    let mut response = next.run(request).await;
    if let Some(fresh) = fresh.filter(|_| !state.cookies.sets_session(response.headers())) {
        response.headers_mut().extend(state.cookies.set_session(&fresh).map(|cookie| (header::SET_COOKIE, cookie)));
    }
    // Pages contain personal data: neither shared caches nor the browser's history may keep them.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn find_session(state: &State, token: &Token) -> domain::Result<Option<Signed>> {
    if let Some(known) = state.session_cache.get(token) {
        return Ok(Some(known));
    }
    let found = auth::session(&state.database.pool, token, now()).await?;
    if let Some(caller) = &found {
        state.session_cache.insert(token, caller);
    }
    Ok(found)
}

/// Redirects requests below `/crm` without a session to `/login`, which leads back. Without the database it responds
/// with an error page.
pub async fn require_sign_in(
    extract::State(state): extract::State<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path != "/crm" && !path.starts_with("/crm/") {
        return next.run(request).await;
    }
    let masters = match request.extensions().get::<Caller>() {
        Some(Caller(Ok(Some(signed)))) => {
            let language = Preferences::of_request(request.headers()).language;
            let asker = signed.asker(state.database.pool.clone(), language, now());
            Deadline::of(request.extensions()).keep(staff::masters(&asker)).await.map(Some)
        }
        Some(Caller(Err(error))) => Err(error.clone()),
        Some(Caller(Ok(None))) | None => Ok(None),
    };
    match masters {
        Ok(Some(masters)) => {
            request.extensions_mut().insert(Masters(masters));
            if let Some(seq) = state.live.last() {
                request.extensions_mut().insert(Reached(seq));
            }
            next.run(request).await
        }
        Err(Error::Unavailable) => error_page(&request, StatusCode::SERVICE_UNAVAILABLE),
        Err(_) => error_page(&request, StatusCode::INTERNAL_SERVER_ERROR),
        // The page's script looks at the answer itself.
        Ok(None) if wants_json(&request) => error_answer(&request, Error::SignedOut),
        Ok(None) => {
            let wanted = request.uri().path_and_query().map_or("/crm", |wanted| wanted.as_str());
            let next = app::url::encode(wanted);
            Redirect::to(&format!("/login?next={next}")).into_response()
        }
    }
}

/// `GET /offline`: the page that the service worker shows without a network.
pub async fn offline(request: Request) -> Html<String> {
    Html(app::plain_page(Preferences::of_request(request.headers()), Plain::Offline))
}

/// Whether the request is of a page's script, which turns a typed error into words.
fn wants_json(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("application/json"))
}

/// An error as JSON for scripts, as a page for everybody else.
pub fn error_answer(request: &Request, error: Error) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.as_str()).unwrap_or_default();
    let (status, typed) = app_error(error.clone(), id);
    if wants_json(request) {
        return (status, Json(typed)).into_response();
    }
    match error {
        Error::TooManyRequests { seconds } => {
            plain_page_response(request, status, Plain::TooMany { seconds, again: Some(seconds) })
        }
        Error::Invalid(_) => plain_page_response(request, status, Plain::Unreadable),
        _ => error_page(request, status),
    }
}

/// An error page without the app's frame.
pub fn error_page(request: &Request, status: StatusCode) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.as_str()).unwrap_or_default();
    let reason = match status {
        StatusCode::FORBIDDEN => Plain::Forbidden,
        StatusCode::NOT_FOUND => Plain::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => Plain::Unavailable,
        _ => Plain::Internal(id),
    };
    let mut response = plain_page_response(request, status, reason);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// A page without scripts that explains the reason.
pub fn plain_page_response(request: &Request, status: StatusCode, reason: Plain<'_>) -> Response {
    (status, Html(app::plain_page(Preferences::of_request(request.headers()), reason))).into_response()
}
