//! `/login/link/:token`: a form without scripts to choose a new password.

use crate::{layers::error_page, state::State};
use app::{
    auth::{LINK, LinkForm, LinkProblem},
    context::{Deadline, now},
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
struct PasswordForm {
    #[serde(default)]
    password: String,
}

fn link(path: &str) -> Option<Token> {
    path.strip_prefix(LINK).and_then(Token::parse)
}

/// `GET /login/link/:token`: looks up the owner of the link.
pub async fn load_owner(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with(LINK) || !request.method().is_safe() {
        return next.run(request).await;
    }
    match Deadline::of(request.extensions()).keep(owner(&state, request.uri().path())).await {
        Ok(owner) => {
            let status = if owner.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
            request.extensions_mut().insert(LinkForm { owner, problem: None });
            let mut response = next.run(request).await;
            *response.status_mut() = status;
            response
        }
        Err(error) => error_page(&request, status(&error)),
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
pub async fn set_password(extract::State(state): extract::State<State>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = match Form::<PasswordForm>::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(Form(form)) => form,
        Err(problem) => return problem.into_response(),
    };
    if !state.database.is_prepared() {
        let problem = Some(LinkProblem::Unavailable);
        return render_form(&state, &parts, problem, StatusCode::SERVICE_UNAVAILABLE).await;
    }
    let Some(link) = link(parts.uri.path()) else {
        return render_form(&state, &parts, None, StatusCode::NOT_FOUND).await;
    };
    let chosen = auth::choose_password(&state.database.pool, &link, &form.password, now());
    match Deadline::of(&parts.extensions).keep(chosen).await {
        Ok(()) => Redirect::to("/login?chosen=1").into_response(),
        Err(Error::Invalid(fields)) => {
            let problem = fields.first().map(|invalid| LinkProblem::Password(invalid.error));
            render_form(&state, &parts, problem, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Unavailable) => {
            render_form(&state, &parts, Some(LinkProblem::Unavailable), StatusCode::SERVICE_UNAVAILABLE).await
        }
        Err(error) => render_form(&state, &parts, None, status(&error)).await,
    }
}

/// Renders the form with the problem.
async fn render_form(state: &State, parts: &Parts, problem: Option<LinkProblem>, status: StatusCode) -> Response {
    let owner = Deadline::of(&parts.extensions).keep(owner(state, parts.uri.path())).await.unwrap_or_default();
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
