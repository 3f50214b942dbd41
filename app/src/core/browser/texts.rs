//! Lines of the text catalogue. The server has those of all languages; a page loads those of its own.

use domain::Language;

#[cfg(feature = "ssr")]
mod here {
    use domain::Language;
    use std::{hash::Hasher as _, sync::LazyLock};

    const FILES: [&str; Language::ALL.len()] = [
        include_str!(concat!(env!("OUT_DIR"), "/ru.txt")),
        include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
        include_str!(concat!(env!("OUT_DIR"), "/ar.txt")),
    ];

    struct Embedded {
        lines: Vec<&'static str>,
        /// Part of the path, which therefore changes with the content.
        hash: u64,
    }

    static EMBEDDED: LazyLock<[Embedded; Language::ALL.len()]> = LazyLock::new(|| {
        FILES.map(|file| {
            let mut hash = std::hash::DefaultHasher::new();
            hash.write(file.as_bytes());
            Embedded { lines: file.split('\n').collect(), hash: hash.finish() }
        })
    });

    pub fn text_lines(language: Language) -> &'static [&'static str] {
        EMBEDDED.get(language as usize).map(|embedded| embedded.lines.as_slice()).unwrap_or_default()
    }

    pub fn texts_file(language: Language) -> &'static str {
        FILES.get(language as usize).copied().unwrap_or_default()
    }

    pub fn texts_address(language: Language) -> String {
        let hash = EMBEDDED.get(language as usize).map(|embedded| embedded.hash).unwrap_or_default();
        format!("/texts/{hash:016x}/{}", language.code())
    }

    // The server's program contains them.
    pub async fn load_texts(_: &str) -> bool {
        true
    }
}

#[cfg(not(feature = "ssr"))]
mod here {
    use crate::core::browser::document::window;
    use domain::Language;
    use leptos::prelude::document;
    use std::sync::OnceLock;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_futures::JsFuture;

    static LINES: OnceLock<Vec<&'static str>> = OnceLock::new();

    pub fn text_lines(_: Language) -> &'static [&'static str] {
        LINES.get().map(Vec::as_slice).unwrap_or_default()
    }

    // Only the server serves the file.
    pub fn texts_file(_: Language) -> &'static str {
        ""
    }

    pub fn texts_address(_: Language) -> String {
        let script = document().get_element_by_id(super::START_SCRIPT_ID);
        script.and_then(|script| script.get_attribute("data-texts")).unwrap_or_default()
    }

    pub async fn load_texts(address: &str) -> bool {
        let Some(window) = window() else { return false };
        let Ok(response) = JsFuture::from(window.fetch_with_str(address)).await else { return false };
        let Ok(response) = response.dyn_into::<web_sys::Response>() else { return false };
        let Some(text) = response.text().ok().filter(|_| response.ok()) else { return false };
        let Some(text) = JsFuture::from(text).await.ok().and_then(|text| text.as_string()) else { return false };
        // Leaked: a page keeps its language until it is reloaded.
        let text: &'static str = Box::leak(text.into_boxed_str());
        LINES.set(text.split('\n').collect()).is_ok()
    }
}

/// Element id of the script that loads the program; its `data-texts` is the path of the page's texts.
pub(crate) const START_SCRIPT_ID: &str = "start-script";

/// The lines of a language. In the browser those of the page's language, after [`load_texts`].
pub(crate) fn text_lines(language: Language) -> &'static [&'static str] {
    here::text_lines(language)
}

/// The content of the file of a language; empty in the browser.
pub fn texts_file(language: Language) -> &'static str {
    here::texts_file(language)
}

/// The path of that file. It contains a hash, so that browsers can cache the file for ever.
pub fn texts_address(language: Language) -> String {
    here::texts_address(language)
}

/// Loads the texts of the page's language; returns whether that succeeded. Without them the page must not be hydrated.
pub async fn load_texts() -> bool {
    here::load_texts(&texts_address(Language::default())).await
}
