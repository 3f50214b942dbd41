//! Language, theme and side bar. They are stored in cookies, so that the server renders pages with them.

use domain::Language;

/// Display preferences of a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Language of all texts.
    pub language: Language,
    /// Colour theme.
    pub theme: Theme,
    /// Width of the side bar.
    pub side: Side,
}

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The device's setting.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the settings.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The value in the cookie and in `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a cookie's value.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// Width of the side bar on wide screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Icons and labels.
    #[default]
    Wide,
    /// Icons only.
    Narrow,
}

impl Side {
    /// The value in the cookie and in `data-side`.
    pub fn code(self) -> &'static str {
        match self {
            Side::Wide => "wide",
            Side::Narrow => "narrow",
        }
    }

    /// The width of a cookie's value.
    pub fn from_code(code: &str) -> Option<Self> {
        [Side::Wide, Side::Narrow].into_iter().find(|side| side.code() == code)
    }

    /// The opposite width.
    pub fn other(self) -> Self {
        match self {
            Side::Wide => Side::Narrow,
            Side::Narrow => Side::Wide,
        }
    }
}

/// Name of the cookie with the language.
pub const LANGUAGE_COOKIE: &str = "language";
/// Name of the cookie with the theme.
pub const THEME_COOKIE: &str = "theme";
/// Name of the cookie with the side bar's width.
pub const SIDE_COOKIE: &str = "side";

/// The value of a cookie in a `Cookie` header.
pub fn cookie<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let header = "my_theme=x; theme=dark;language=ar";
        assert_eq!(cookie(header, "theme"), Some("dark"));
        assert_eq!(cookie(header, "language"), Some("ar"));
        assert_eq!(cookie(header, "lang"), None);
    }
}
