//! What may depend on what, from crate to crate.

use crate::source::{files, objections, read};

#[test]
fn the_domain_knows_no_web_and_no_ui() {
    let manifest = read("domain/Cargo.toml");
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
fn every_request_of_the_page_ends_in_time_and_gives_way_to_a_newer_one() {
    let wrong = objections(files("app/src", &["rs"]), |name, line| {
        let server_function = line.starts_with("#[server(") && !line.contains("client = ");
        let resource = line.contains("Resource::new(") && name != "app/src/core/requests.rs";
        server_function || resource
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
        let text = read(file);
        assert_eq!(text.matches("#[cfg(").count(), 1, "{file}");
        assert!(text.contains(&format!("#[cfg(feature = \"ssr\")]\n{line}")), "{file}");
    }
}
