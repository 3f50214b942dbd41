//! Language, theme and side bar. They are stored in cookies, so that the server renders pages with them.

use domain::{Language, text_enum};

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

text_enum! {
    /// Colour theme. Its code is the value in the cookie and in `data-theme`.
    #[derive(Default)]
    pub enum Theme {
        /// The device's setting.
        #[default]
        Auto = "auto",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

text_enum! {
    /// Width of the side bar on wide screens. Its code is the value in the cookie and in `data-side`.
    #[derive(Default)]
    pub enum Side {
        /// Icons and labels.
        #[default]
        Wide = "wide",
        /// Icons only.
        Narrow = "narrow",
    }
}

impl Side {
    /// The other one.
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
