//! `/login/link/:token`: where somebody who forgot their password chooses another. A plain form, without any script.

use crate::{layers::problem_page, state::State};
use app::{
    auth::{LINK, LinkForm, LinkProblem},
    context::now,
};
use axum::{
    Form,
    body::Body,
    extract::{self, FromRequest as _, Request},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Error,
    auth::{self, Token},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    password: String,
}

fn link(path: &str) -> Option<Token> {
    path.strip_prefix(LINK).and_then(Token::parse)
}

/// `GET /login/link/:token`: finds out whose it is.
pub async fn prepare(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(LINK) || !request.method().is_safe() {
        return next.run(request).await;
    }
    match owner(&state, request.uri().path()).await {
        Ok(owner) => {
            let status = if owner.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
            request.extensions_mut().insert(LinkForm { owner, problem: None });
            let mut response = next.run(request).await;
            *response.status_mut() = status;
            response
        }
        Err(error) => problem_page(&request, status(&error)),
    }
}

async fn owner(state: &State, path: &str) -> domain::Result<Option<String>> {
    match link(path) {
        _ if !state.database.is_prepared() => Err(Error::Unavailable),
        Some(link) => auth::link_owner(&state.database.pool, &link, now()).await,
        None => Ok(None),
    }
}

/// `POST /login/link/:token`
pub async fn choose(extract::State(state): extract::State<State>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let typed = match Form::<Typed>::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(Form(typed)) => typed,
        Err(problem) => return problem.into_response(),
    };
    if !state.database.is_prepared() {
        let problem = Some(LinkProblem::Unavailable);
        return again(&state, &parts, problem, StatusCode::SERVICE_UNAVAILABLE).await;
    }
    let Some(link) = link(parts.uri.path()) else {
        return again(&state, &parts, None, StatusCode::NOT_FOUND).await;
    };
    match auth::choose_password(&state.database.pool, &link, &typed.password, now()).await {
        Ok(()) => Redirect::to("/login?chosen=1").into_response(),
        Err(Error::Invalid(fields)) => {
            let problem = fields.first().map(|invalid| LinkProblem::Password(invalid.flaw));
            again(&state, &parts, problem, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Unavailable) => {
            again(&state, &parts, Some(LinkProblem::Unavailable), StatusCode::SERVICE_UNAVAILABLE).await
        }
        Err(error) => again(&state, &parts, None, status(&error)).await,
    }
}

/// The page again, with what was wrong.
async fn again(state: &State, parts: &Parts, problem: Option<LinkProblem>, status: StatusCode) -> Response {
    let owner = owner(state, parts.uri.path()).await.unwrap_or_default();
    let mut request = Request::from_parts(parts.clone(), Body::empty());
    request.extensions_mut().insert(LinkForm { owner, problem });
    let mut response = state.render(request).await;
    *response.status_mut() = status;
    response
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
