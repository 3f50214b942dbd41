//! What the server knows of the request, and the browser reads from the page.

use crate::{
    auth::{LinkForm, LoginForm},
    error::Result,
    frame::FrameData,
    preferences::Preferences,
};

#[cfg(feature = "ssr")]
mod here {
    use super::{FrameData, LinkForm, LoginForm, Preferences, Result};
    use crate::context;

    pub fn preferences() -> Preferences {
        context::preferences()
    }

    pub fn login_form() -> LoginForm {
        context::extension().unwrap_or_default()
    }

    pub fn link_form() -> LinkForm {
        context::extension().unwrap_or_default()
    }

    pub fn is_plain_page() -> bool {
        context::is_plain_page()
    }

    pub fn frame() -> Result<FrameData> {
        context::frame()
    }

    pub fn files_root() -> &'static str {
        context::site::root()
    }

    pub fn say_not_found() {
        context::fail(domain::Error::NotFound);
    }
}

#[cfg(not(feature = "ssr"))]
mod here {
    use super::{FrameData, LinkForm, LoginForm, Preferences, Result};
    use crate::{
        browser::dom::root,
        error::AppError,
        preferences::{Side, Theme},
    };
    use domain::Language;

    pub fn preferences() -> Preferences {
        let root = root();
        let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name)).unwrap_or_default();
        Preferences {
            language: Language::from_code(&attribute("lang")).unwrap_or_default(),
            theme: Theme::from_code(&attribute("data-theme")).unwrap_or_default(),
            side: Side::from_code(&attribute("data-side")).unwrap_or_default(),
        }
    }

    // The pages of signing in are made by the server only.
    pub fn login_form() -> LoginForm {
        LoginForm::default()
    }

    pub fn link_form() -> LinkForm {
        LinkForm::default()
    }

    // Where this runs, the page has scripts and files.
    pub fn is_plain_page() -> bool {
        false
    }

    pub fn files_root() -> &'static str {
        ""
    }

    pub fn say_not_found() {}

    // The server has written it into the page.
    pub fn frame() -> Result<FrameData> {
        Err(AppError::Unavailable)
    }
}

/// How the page is seen.
pub fn preferences() -> Preferences {
    here::preferences()
}

/// What the sign-in page shows.
pub fn login_form() -> LoginForm {
    here::login_form()
}

/// What the page of a password's link shows.
pub fn link_form() -> LinkForm {
    here::link_form()
}

/// Whether the page works without any script of ours.
pub fn is_plain_page() -> bool {
    here::is_plain_page()
}

/// What stands around the page.
pub fn frame() -> Result<FrameData> {
    here::frame()
}

/// What stands before the addresses of the build's files.
pub fn files_root() -> &'static str {
    here::files_root()
}

/// The page that is being made is not the one that was asked for: its answer says 404.
pub fn say_not_found() {
    here::say_not_found();
}
