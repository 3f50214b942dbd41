//! `POST /preferences`: language, theme and side bar, kept in cookies; language and theme also for when somebody signs in again.

use crate::state::State;
use app::{
    context::Caller,
    preferences::{Side, Theme},
};
use axum::{
    Extension, Form, extract,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Language,
    auth::{Looks, keep_looks},
};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Chosen {
    language: Option<String>,
    theme: Option<String>,
    side: Option<String>,
}

pub async fn choose(
    extract::State(state): extract::State<State>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Response {
    let language = chosen.language.and_then(|code| Language::from_code(&code));
    let theme = chosen.theme.and_then(|code| Theme::from_code(&code));
    let looks = Looks {
        language: language.map(|language| language.code().to_owned()),
        theme: theme.map(|theme| theme.code().to_owned()),
    };
    if let Some(Extension(Caller(Ok(Some(who))))) = caller
        && let Err(error) = keep_looks(&state.database.pool, &who, &looks).await
    {
        // The cookies have it.
        tracing::warn!(%error, "somebody's looks could not be kept");
    }
    let side = chosen.side.and_then(|code| Side::from_code(&code)).and_then(|side| state.cookies.set_side(side));
    let mut response = Redirect::to(&back(&headers)).into_response();
    for cookie in state.cookies.set_looks(&looks).chain(side) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The page that the form was on. Only its path: a `Referer` of another site leads nowhere but here.
fn back(headers: &HeaderMap) -> String {
    headers
        .get(header::REFERER)
        .and_then(|from| from.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|from| Some(from.path_and_query()?.as_str().to_owned()))
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .unwrap_or_else(|| "/crm".to_owned())
}
