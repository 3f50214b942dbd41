//! `POST /preferences`: language and theme, kept in cookies.

use crate::router::State;
use app::preferences::{LANGUAGE_COOKIE, THEME_COOKIE, Theme};
use axum::{
    Form, extract,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::Language;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Chosen {
    language: Option<String>,
    theme: Option<String>,
}

pub async fn choose(
    extract::State(state): extract::State<State>,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Response {
    let language = chosen
        .language
        .and_then(|code| Language::from_code(&code))
        .map(|language| state.cookies.set_preference(LANGUAGE_COOKIE, language.code()));
    let theme = chosen
        .theme
        .and_then(|code| Theme::from_code(&code))
        .map(|theme| state.cookies.set_preference(THEME_COOKIE, theme.code()));
    let mut response = Redirect::to(&back(&headers)).into_response();
    for cookie in [language, theme].into_iter().flatten().flatten() {
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
