//! The cookies of signing in (protocols.md).

use crate::config::Config;
use app::preferences::{LANGUAGE_COOKIE, SIDE_COOKIE, Side, THEME_COOKIE, cookie};
use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};
use domain::auth::{Looks, Token};

/// How cookies are named and guarded here.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

/// A device is known for a year after it was last seen signing in; a session's end is the database's business.
const YEAR: u32 = 365 * 24 * 60 * 60;

impl Cookies {
    /// `__Host-` cookies need HTTPS, which a developer's machine does not have.
    pub fn new(config: &Config) -> Self {
        Cookies { secure: config.is_production() }
    }

    fn session_name(self) -> &'static str {
        if self.secure { "__Host-session" } else { "session" }
    }

    fn device_name(self) -> &'static str {
        if self.secure { "__Host-device" } else { "device" }
    }

    /// The session's token, where the request has one that we could have written.
    pub fn session(self, headers: &HeaderMap) -> Option<Token> {
        token(headers, self.session_name())
    }

    /// The device's token.
    pub fn device(self, headers: &HeaderMap) -> Option<Token> {
        token(headers, self.device_name())
    }

    /// Sets the session's cookie.
    pub fn set_session(self, token: &Token) -> Option<HeaderValue> {
        self.set(self.session_name(), &token.hex(), YEAR)
    }

    /// Whether an answer sets the session's cookie already.
    pub fn sets_session(self, headers: &HeaderMap) -> bool {
        let name = self.session_name();
        let ours = |value: &HeaderValue| value.to_str().is_ok_and(|value| value.starts_with(&format!("{name}=")));
        headers.get_all(SET_COOKIE).iter().any(ours)
    }

    /// Takes the session's cookie back.
    pub fn clear_session(self) -> Option<HeaderValue> {
        self.set(self.session_name(), "", 0)
    }

    /// Sets the device's cookie.
    pub fn set_device(self, token: &Token) -> Option<HeaderValue> {
        self.set(self.device_name(), &token.hex(), YEAR)
    }

    /// Sets the cookies that say how somebody who comes in wants to see pages: not as whoever was there before.
    pub fn set_all_looks(self, looks: &Looks) -> impl Iterator<Item = HeaderValue> {
        let gone = [(LANGUAGE_COOKIE, &looks.language), (THEME_COOKIE, &looks.theme)]
            .map(|(name, value)| value.is_none().then(|| self.set(name, "", 0)).flatten());
        gone.into_iter().flatten().chain(self.set_looks(looks))
    }

    /// Sets the cookies that say how somebody wants to see pages; what is `None` stays.
    pub fn set_looks(self, looks: &Looks) -> impl Iterator<Item = HeaderValue> {
        let looks = [(LANGUAGE_COOKIE, looks.language.clone()), (THEME_COOKIE, looks.theme.clone())];
        looks.into_iter().filter_map(move |(name, value)| self.set(name, &value?, YEAR))
    }

    /// Sets the cookie that says how much of the side bar is shown.
    pub fn set_side(self, side: Side) -> Option<HeaderValue> {
        self.set(SIDE_COOKIE, side.code(), YEAR)
    }

    fn set(self, name: &str, value: &str, age: u32) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")).ok()
    }
}

fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    headers.get_all(COOKIE).iter().filter_map(|header| cookie(header.to_str().ok()?, name)).find_map(Token::parse)
}
