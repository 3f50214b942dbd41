//! Language, theme and side bar: kept by the browser in cookies, so that the first byte of a page is already right.

use domain::{Language, text_enum};

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

text_enum! {
    /// Light or dark. The word stands in the cookie and in `data-theme`.
    #[derive(Default)]
    pub enum Theme {
        /// As the device is set.
        #[default]
        Auto = "auto",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }
}

text_enum! {
    /// How much of the side bar a wide screen shows. The word stands in the cookie and in `data-side`.
    #[derive(Default)]
    pub enum Side {
        /// Icons and words.
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
