//! `POST /preferences`: saves language, theme and side bar in cookies, and language and theme also in the account.

use crate::state::State;
use app::{
    context::{Caller, Deadline, now},
    preferences::{Preferences, Side, Theme},
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
pub struct PreferencesForm {
    language: Option<String>,
    theme: Option<String>,
    side: Option<String>,
}

pub async fn save(
    extract::State(state): extract::State<State>,
    caller: Option<Extension<Caller>>,
    deadline: Option<Extension<Deadline>>,
    headers: HeaderMap,
    Form(form): Form<PreferencesForm>,
) -> Response {
    let language = form.language.and_then(|code| Language::from_code(&code));
    let theme = form.theme.and_then(|code| Theme::from_code(&code));
    let looks = Looks {
        language: language.map(|language| language.code().to_owned()),
        theme: theme.map(|theme| theme.code().to_owned()),
    };
    if let Some(Extension(Caller(Ok(Some(signed))))) = caller {
        let language = Preferences::of_request(&headers).language;
        let asker = signed.asker(state.database.pool.clone(), language, now());
        let deadline = deadline.map(|Extension(deadline)| deadline).unwrap_or_default();
        if let Err(error) = deadline.keep(keep_looks(&asker, signed.session, &looks)).await {
            // The preferences still work in this browser, by cookies.
            tracing::warn!(%error, "preferences could not be saved in the account");
        }
    }
    let side = form.side.and_then(|code| Side::from_code(&code)).and_then(|side| state.cookies.set_side(side));
    let mut response = Redirect::to(&previous_page(&headers)).into_response();
    for cookie in state.cookies.set_looks(&looks).chain(side) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Path of the page with the form. The host of `Referer` is ignored to avoid open redirects.
fn previous_page(headers: &HeaderMap) -> String {
    headers
        .get(header::REFERER)
        .and_then(|from| from.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|from| Some(from.path_and_query()?.as_str().to_owned()))
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .unwrap_or_else(|| "/crm".to_owned())
}
