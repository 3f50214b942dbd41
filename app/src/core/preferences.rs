//! Language, theme and side bar: kept by the browser in cookies, so that the first byte of a page is already right.

use domain::Language;

/// How somebody wants to see pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Language of all words.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// How much of the side bar.
    pub side: Side,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word in the cookie and in `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// How much of the side bar a wide screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Signs and words.
    #[default]
    Wide,
    /// Signs only.
    Narrow,
}

impl Side {
    /// The word in the cookie and in `data-side`.
    pub fn code(self) -> &'static str {
        match self {
            Side::Wide => "wide",
            Side::Narrow => "narrow",
        }
    }

    /// That of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Side::Wide, Side::Narrow].into_iter().find(|side| side.code() == code)
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Side::Wide => Side::Narrow,
            Side::Narrow => Side::Wide,
        }
    }
}

/// The cookie that keeps the language.
pub const LANGUAGE_COOKIE: &str = "language";
/// The cookie that keeps the theme.
pub const THEME_COOKIE: &str = "theme";
/// The cookie that keeps how much of the side bar is shown.
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
