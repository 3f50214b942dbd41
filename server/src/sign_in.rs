//! `/login` and `/logout`: forms without scripts.

use crate::{address, layers::error_page, state::State};
use app::{
    auth::{LoginForm, LoginProblem},
    context::{Caller, Deadline, now},
};
use axum::{
    Form,
    body::Body,
    extract::{self, FromRequest as _, Query, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Error,
    auth::{self, Login, SignIn, SignInAnswer, Token},
};
use serde::Deserialize;
use std::net::IpAddr;

#[derive(Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Destination after signing in. Only paths below `/crm` are accepted, to avoid open redirects.
pub fn destination(next: &str) -> &str {
    let ours = next == "/crm" || next.starts_with("/crm/") || next.starts_with("/crm?");
    if ours && !next.contains(|c: char| c == '\\' || c.is_control()) { next } else { "/crm" }
}

/// `POST /login`
pub async fn sign_in(extract::State(state): extract::State<State>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = match Form::<SignInForm>::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(Form(form)) => form,
        Err(problem) => return problem.into_response(),
    };
    let headers = &parts.headers;
    let address = address::client(parts.extensions.get(), headers, &state.trusted_proxies);
    let device = match state.cookies.device(headers).map_or_else(Token::random, Ok) {
        Ok(device) => device,
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let deadline = Deadline::of(&parts.extensions);
    let outcome = deadline.keep(try_sign_in(&state, &form, &device, headers, address)).await;
    let mut response = match outcome {
        Ok(SignInAnswer::In { token, looks }) => {
            let mut response = Redirect::to(destination(&form.next)).into_response();
            for cookie in state.cookies.set_session(&token).into_iter().chain(state.cookies.set_all_looks(&looks)) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(SignInAnswer::Wrong) => {
            render_form(&state, &parts, form, LoginProblem::Wrong, StatusCode::UNAUTHORIZED).await
        }
        Err(Error::TooManyRequests { seconds }) => {
            let problem = LoginProblem::Later { seconds };
            let mut response = render_form(&state, &parts, form, problem, StatusCode::TOO_MANY_REQUESTS).await;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Err(Error::Unavailable) => {
            render_form(&state, &parts, form, LoginProblem::Unavailable, StatusCode::SERVICE_UNAVAILABLE).await
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    // Renews the cookie's lifetime.
    if let Some(cookie) = state.cookies.set_device(&device) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn try_sign_in(
    state: &State,
    form: &SignInForm,
    device: &Token,
    headers: &HeaderMap,
    address: IpAddr,
) -> domain::Result<SignInAnswer> {
    if !state.database.is_prepared() {
        return Err(Error::Unavailable);
    }
    let user_agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let address = &address::network(address).to_string();
    let login = &Login::of(&form.login);
    // In production demo accounts are treated like unknown accounts, including delays.
    let barred = state.production && login.is_demo();
    let sign_in = SignIn { login, password: &form.password, device, user_agent, address, barred };
    auth::sign_in(&state.database.pool, sign_in, now()).await
}

/// Renders the form with the entered login and the problem.
async fn render_form(
    state: &State,
    parts: &Parts,
    form: SignInForm,
    problem: LoginProblem,
    status: StatusCode,
) -> Response {
    let mut request = Request::from_parts(parts.clone(), Body::empty());
    request.extensions_mut().insert(LoginForm {
        login: form.login,
        next: form.next,
        problem: Some(problem),
        chosen: false,
    });
    let mut response = state.render(request).await;
    *response.status_mut() = status;
    response
}

/// `POST /logout`: ends this device's session only.
pub async fn sign_out(extract::State(state): extract::State<State>, request: Request) -> Response {
    if !state.database.is_prepared() {
        return error_page(&request, StatusCode::SERVICE_UNAVAILABLE);
    }
    if let Some(token) = state.cookies.session(request.headers()) {
        let ended = auth::end_session(&state.database.pool, &token, now());
        match Deadline::of(request.extensions()).keep(ended).await {
            Ok(ended) => ended.into_iter().for_each(|session| state.session_cache.end(session)),
            Err(error) => {
                // The session is still valid: removing the cookie would wrongly suggest that it has ended.
                tracing::warn!(%error, "a session could not be ended");
                return error_page(&request, StatusCode::SERVICE_UNAVAILABLE);
            }
        }
    }
    let mut response = Redirect::to("/login").into_response();
    response.headers_mut().extend(state.cookies.clear_session().map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

#[derive(Default, Deserialize)]
pub struct FormParameters {
    #[serde(default)]
    next: String,
    chosen: Option<String>,
}

/// `GET /login`: provides the destination to the form, and sets the device cookie.
pub async fn prepare_form(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    if request.uri().path() != "/login" || !request.method().is_safe() {
        return next.run(request).await;
    }
    let Query(parameters) = Query::<FormParameters>::try_from_uri(request.uri()).unwrap_or_default();
    if let Some(Caller(Ok(Some(_)))) = request.extensions().get::<Caller>() {
        return Redirect::to(destination(&parameters.next)).into_response();
    }
    request.extensions_mut().insert(LoginForm {
        next: parameters.next,
        chosen: parameters.chosen.is_some(),
        ..LoginForm::default()
    });
    let is_new_device = state.cookies.device(request.headers()).is_none();
    let mut response = next.run(request).await;
    if is_new_device {
        let cookie = Token::random().ok().and_then(|device| state.cookies.set_device(&device));
        response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_redirects_only_to_pages_of_this_site() {
        assert_eq!(destination("/crm/bookings?q=a&status=pending"), "/crm/bookings?q=a&status=pending");
        for away in [
            "",
            "https://evil.test",
            "//evil.test",
            "/crm.evil.test",
            "/crm/\\evil",
            "/login",
            "/crm/\r\nx",
            "/crm/\u{1}",
        ] {
            assert_eq!(destination(away), "/crm", "{away:?}");
        }
    }
}
