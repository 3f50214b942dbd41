//! The invariants of ARCHITECTURE.md that are properties of the source.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod layers;

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files below a folder of the checkout with one of these endings, and their text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                let name = entry.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(entry).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no {endings:?}");
    found
}

/// Lines of these files that `is_wrong` objects to, each with its place.
fn objections(files: Vec<(String, String)>, is_wrong: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, text) in files {
        for (number, line) in text.lines().enumerate().filter(|(_, line)| is_wrong(&name, line)) {
            lines.push(format!("{name}:{}: {line}", number + 1));
        }
    }
    lines
}

#[test]
fn the_domain_knows_no_web_and_no_ui() {
    let manifest = fs::read_to_string(root().join("domain/Cargo.toml")).unwrap();
    for foreign in ["leptos", "axum", "web-sys", "wasm-bindgen", "hyper", "tower", "http", "app", "server", "cluster"] {
        let depends = manifest
            .lines()
            .any(|line| line.strip_prefix(foreign).is_some_and(|rest| rest.starts_with([' ', '.', '='])));
        assert!(!depends, "domain depends on {foreign}");
    }
}

#[test]
fn the_app_contains_no_sql() {
    let wrong = objections(files("app/src", &["rs"]), |_, line| {
        line.contains("sqlx")
            || ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"].iter().any(|sql| line.contains(sql))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_context_and_browser_know_which_side_they_are_on() {
    let wrong = objections(files("app/src", &["rs"]), |name, line| {
        let side = line.contains("cfg") && (line.contains("\"ssr\"") || line.contains("\"hydrate\""));
        side && !name.starts_with("app/src/core/browser") && !["app/src/lib.rs", "app/src/core/mod.rs"].contains(&name)
    });
    assert_eq!(wrong, Vec::<String>::new());
    for (file, line) in
        [("app/src/lib.rs", "pub use crate::core::context;"), ("app/src/core/mod.rs", "pub mod context;")]
    {
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert_eq!(text.matches("#[cfg(").count(), 1, "{file}");
        assert!(text.contains(&format!("#[cfg(feature = \"ssr\")]\n{line}")), "{file}");
    }
}

#[test]
fn styles_know_no_left_and_right() {
    const PHYSICAL: &[&str] = &[
        "left:",
        "right:",
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        " width:",
        " height:",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
        " top:",
        " bottom:",
    ];
    let wrong = objections(files("style", &["css"]), |_, line| {
        let line = line
            .replace("(max-width:", "")
            .replace("(min-width:", "")
            .replace("inline-size", "")
            .replace("block-size", "");
        PHYSICAL.iter().any(|property| line.contains(property))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_is_set_inline_or_unescaped() {
    let wrong = objections(files("app/src", &["rs"]), |_, line| {
        line.contains("inner_html")
            || line.contains(" style=")
            || line.contains("<textarea")
            || line.contains("</textarea>")
    });
    // The one field of several lines: nothing stands between its tags.
    let (area, wrong): (Vec<_>, Vec<_>) =
        wrong.into_iter().partition(|line| line.starts_with("app/src/core/ui/text_area.rs:"));
    let tags: Vec<&str> = area.iter().filter_map(|line| line.split_whitespace().last()).collect();
    assert_eq!((tags, wrong), (vec!["<textarea", "></textarea>"], Vec::new()));
}

#[test]
fn no_test_is_passed_over() {
    let tests = ["cluster", "domain", "demo", "app", "server", "testkit", "bench"]
        .into_iter()
        .flat_map(|folder| files(folder, &["rs"]));
    let this = file!();
    let wrong = objections(tests.filter(|(name, _)| name != this).collect(), |_, line| line.contains("#[ignore"));
    assert_eq!(wrong, Vec::<String>::new());
}

/// In the tests' way of writing, `Store functions take the actor`: those that are public outside the crate.
#[test]
fn store_functions_that_return_business_rows_take_the_actor() {
    /// These return no business rows, or find out who the actor is.
    const OTHERS: &[&str] = &[
        "sign_in",
        "session",
        "end_session",
        "add_user",
        "link_owner",
        "choose_password",
        "remove_expired",
        "remove_old_keys",
        "remove_old_trash",
        // What the process itself does for everybody.
        "advance",
        "told",
        "unread_of",
        "remove_old",
        "busy",
        "holding",
        "salon",
        "salon_key",
    ];
    const ACTORS: [&str; 2] = ["actor: &Actor", "who: &Signed"];
    let stores = files("domain/src", &["rs"])
        .into_iter()
        .filter(|(name, _)| name.contains("store") && !name.contains("/search"));
    for (name, text) in stores {
        for function in text.split("\npub async fn ").skip(1) {
            let head = function.split(" {").next().unwrap();
            let called = head.split('(').next().unwrap();
            assert!(OTHERS.contains(&called) || ACTORS.iter().any(|actor| head.contains(actor)), "{name}: {called}");
        }
    }
}
