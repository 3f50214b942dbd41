//! Cookies for sessions, devices and preferences (protocols.md).

use crate::config::Config;
use app::preferences::{LANGUAGE_COOKIE, SIDE_COOKIE, Side, THEME_COOKIE, cookie};
use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};
use domain::auth::{Looks, Token};

/// Names and attributes of cookies in this environment.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

/// Lifetime of all cookies, in seconds. Sessions expire earlier, in the database.
const YEAR: u32 = 365 * 24 * 60 * 60;

impl Cookies {
    /// `__Host-` cookies need HTTPS, which is not available in development.
    pub fn new(config: &Config) -> Self {
        Cookies { secure: config.is_production() }
    }

    fn session_name(self) -> &'static str {
        if self.secure { "__Host-session" } else { "session" }
    }

    fn device_name(self) -> &'static str {
        if self.secure { "__Host-device" } else { "device" }
    }

    /// The session token of a request, if it is well-formed.
    pub fn session(self, headers: &HeaderMap) -> Option<Token> {
        token(headers, self.session_name())
    }

    /// The device token of a request, if it is well-formed.
    pub fn device(self, headers: &HeaderMap) -> Option<Token> {
        token(headers, self.device_name())
    }

    /// `Set-Cookie` header for a session.
    pub fn set_session(self, token: &Token) -> Option<HeaderValue> {
        self.set(self.session_name(), &token.hex(), YEAR)
    }

    /// Whether a response sets the session cookie already.
    pub fn sets_session(self, headers: &HeaderMap) -> bool {
        let name = self.session_name();
        let is_session = |value: &HeaderValue| value.to_str().is_ok_and(|value| value.starts_with(&format!("{name}=")));
        headers.get_all(SET_COOKIE).iter().any(is_session)
    }

    /// `Set-Cookie` header that removes the session cookie.
    pub fn clear_session(self) -> Option<HeaderValue> {
        self.set(self.session_name(), "", 0)
    }

    /// `Set-Cookie` header for a device.
    pub fn set_device(self, token: &Token) -> Option<HeaderValue> {
        self.set(self.device_name(), &token.hex(), YEAR)
    }

    /// `Set-Cookie` headers for the preferences of somebody who signs in. Removes those of the previous user of the
    /// browser.
    pub fn set_all_looks(self, looks: &Looks) -> impl Iterator<Item = HeaderValue> {
        let cleared = [(LANGUAGE_COOKIE, &looks.language), (THEME_COOKIE, &looks.theme)]
            .map(|(name, value)| value.is_none().then(|| self.set(name, "", 0)).flatten());
        cleared.into_iter().flatten().chain(self.set_looks(looks))
    }

    /// `Set-Cookie` headers for preferences; `None` leaves a cookie unchanged.
    pub fn set_looks(self, looks: &Looks) -> impl Iterator<Item = HeaderValue> {
        let looks = [(LANGUAGE_COOKIE, looks.language.clone()), (THEME_COOKIE, looks.theme.clone())];
        looks.into_iter().filter_map(move |(name, value)| self.set(name, &value?, YEAR))
    }

    /// `Set-Cookie` header for the state of the side bar.
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
