//! Facts about the request: the server reads them from the request, the browser from the page.

use crate::core::{error::Result, page::FrameData, preferences::Preferences};

#[cfg(feature = "ssr")]
mod here {
    use super::{FrameData, Preferences, Result};
    use crate::core::context;

    pub fn preferences() -> Preferences {
        context::preferences()
    }

    pub fn extension<T: Clone + Default + Send + Sync + 'static>() -> T {
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

    pub fn page_path() -> String {
        context::page_path()
    }

    pub fn chunk_files(chunk: &str) -> Vec<String> {
        context::site::chunk_files(chunk)
    }

    pub fn chunk_loader() -> String {
        context::site::chunk_loader()
    }

    pub fn set_not_found() {
        context::fail(domain::Error::NotFound);
    }
}

#[cfg(not(feature = "ssr"))]
mod here {
    use super::{FrameData, Preferences, Result};
    use crate::core::{
        browser::document::root,
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

    pub fn extension<T: Default>() -> T {
        T::default()
    }

    // Script runs, so the page is no plain page.
    pub fn is_plain_page() -> bool {
        false
    }

    pub fn files_root() -> &'static str {
        ""
    }

    // Only the server makes documents.
    pub fn page_path() -> String {
        String::new()
    }

    pub fn chunk_files(_: &str) -> Vec<String> {
        Vec::new()
    }

    pub fn chunk_loader() -> String {
        String::new()
    }

    pub fn set_not_found() {}

    // The browser has it from the page (`SharedValue`), and never calls this.
    pub fn frame() -> Result<FrameData> {
        Err(AppError::Unavailable)
    }
}

/// Language, theme and side bar of the page.
pub fn preferences() -> Preferences {
    here::preferences()
}

/// An extension of the current request; its default in the browser, and if the request has none.
pub fn extension<T: Clone + Default + Send + Sync + 'static>() -> T {
    here::extension()
}

/// Whether the page is served without script.
pub fn is_plain_page() -> bool {
    here::is_plain_page()
}

/// The data of the frame around every staff page.
pub fn frame() -> Result<FrameData> {
    here::frame()
}

/// URL prefix of the build's files.
pub fn files_root() -> &'static str {
    here::files_root()
}

/// Path of the page's URL; empty in the browser.
pub fn page_path() -> String {
    here::page_path()
}

/// URLs of a chunk's files; empty in the browser, and in builds without splitting.
pub fn chunk_files(chunk: &str) -> Vec<String> {
    here::chunk_files(chunk)
}

/// URL of the script that loads chunks; empty in the browser.
pub fn chunk_loader() -> String {
    here::chunk_loader()
}

/// Sets the response's status to 404.
pub fn set_not_found() {
    here::set_not_found();
}
