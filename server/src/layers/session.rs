use crate::state::State;
use app::{
    Plain,
    context::{Caller, Masters, Reached, RequestId, now},
    preferences::Preferences,
};
use axum::{
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

/// Finds out who asks, once for all server functions of a page.
pub async fn find_caller(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let caller = match state.cookies.session(request.headers()) {
        _ if !state.database.is_prepared() => Err(Error::Unavailable),
        None => Ok(None),
        Some(token) => who(&state, &token).await,
    };
    let fresh = caller.as_ref().ok().and_then(|signed| signed.as_ref()?.fresh.clone());
    request.extensions_mut().insert(Caller(caller));
    let mut response = next.run(request).await;
    if let Some(fresh) = fresh.filter(|_| !state.cookies.sets_session(response.headers())) {
        response.headers_mut().extend(state.cookies.set_session(&fresh).map(|cookie| (header::SET_COOKIE, cookie)));
    }
    // What the salon's people see is nobody else's: neither a shared cache nor the next person's Back shows it.
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn who(state: &State, token: &Token) -> domain::Result<Option<Signed>> {
    if let Some(known) = state.callers.recall(token) {
        return Ok(Some(known));
    }
    let found = auth::session(&state.database.pool, token, now()).await?;
    if let Some(caller) = &found {
        state.callers.remember(token, caller);
    }
    Ok(found)
}

/// Pages below `/crm` are for those who are signed in: others go to `/login`, and return from there. With the database
/// away the page says so.
pub async fn send_strangers_to_login(
    extract::State(state): extract::State<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path != "/crm" && !path.starts_with("/crm/") {
        return next.run(request).await;
    }
    let masters = match request.extensions().get::<Caller>() {
        Some(Caller(Ok(Some(signed)))) => staff::masters(&state.database.pool, &signed.actor).await.map(Some),
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
        Err(Error::Unavailable) => problem_page(&request, StatusCode::SERVICE_UNAVAILABLE),
        Err(_) => problem_page(&request, StatusCode::INTERNAL_SERVER_ERROR),
        Ok(None) => {
            let wanted = request.uri().path_and_query().map_or("/crm", |wanted| wanted.as_str());
            let next = app::url::encode(wanted);
            Redirect::to(&format!("/login?next={next}")).into_response()
        }
    }
}

/// `GET /offline`: what a page's service worker shows where there is no network.
pub async fn offline(request: Request) -> Html<String> {
    Html(app::plain_page(Preferences::of_request(request.headers()), Plain::Offline))
}

/// A page in words for a request that no page can be made for.
pub fn problem_page(request: &Request, status: StatusCode) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.as_str()).unwrap_or_default();
    let why = match status {
        StatusCode::FORBIDDEN => Plain::Forbidden,
        StatusCode::NOT_FOUND => Plain::NotFound,
        StatusCode::SERVICE_UNAVAILABLE => Plain::Unavailable,
        _ => Plain::Internal(id),
    };
    let mut response = plain_answer(request, status, why);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// A page that says why there is no other.
pub fn plain_answer(request: &Request, status: StatusCode, why: Plain<'_>) -> Response {
    (status, Html(app::plain_page(Preferences::of_request(request.headers()), why))).into_response()
}
