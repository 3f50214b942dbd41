use crate::typed::clean_name;

/// Domain of all demo accounts, reserved by RFC 2606.
pub const DEMO_DOMAIN: &str = "@salon.test";

/// A login as it is stored, counted and compared: composed letters in lower case, without signs that cannot be seen.
///
/// Whatever decides by a login takes this type, so that nothing decides by a text that is changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Reads a login as typed; it may be empty.
    pub fn of(typed: &str) -> Self {
        // Lower case can have letters that are not composed: that of `İ` is `i` and a dot.
        Login(clean_name(&clean_name(typed).to_lowercase()))
    }

    /// The text that is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the login of a demo account.
    pub fn is_demo(&self) -> bool {
        self.0.ends_with(DEMO_DOMAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_makes_no_other_login() {
        for typed in [
            "director@salon.test",
            " Director@Salon.TEST\r\n",
            "director@salon.test\0",
            "dir\0ector@salon.test",
            "\u{feff}director@salon.test\u{200b}",
            "\u{202a}director@salon.test\u{202c}",
            "director@salon.test\u{7f}",
            "director@salon.test\u{a0}",
        ] {
            let login = Login::of(typed);
            assert_eq!((login.as_str(), login.is_demo()), ("director@salon.test", true), "{typed:?}");
        }
        for typed in ["director@salon.example", "director@salon.test.example", "@salon.testing", ""] {
            assert!(!Login::of(typed).is_demo(), "{typed:?}");
        }
    }

    #[test]
    fn reading_a_login_again_changes_nothing() {
        for typed in ["И\u{306}ра", "İpek", "\u{212a}ate", "a \u{200b} b", "\0", "Ø\u{301}"] {
            let login = Login::of(typed);
            assert_eq!(Login::of(login.as_str()), login, "{typed:?}");
        }
    }
}
