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

/// The page and the server agree about which server functions read, and which may take long.
#[test]
fn page_and_server_give_a_server_function_the_same_time() {
    let deadlines = read("server/src/layers/deadline.rs");
    let of_server = |table: &str| -> Vec<String> {
        let (_, rest) = deadlines.split_once(&format!("const {table}: [")).unwrap();
        let (_, list) = rest.split_once('=').unwrap();
        let (list, _) = list.split_once(';').unwrap();
        list.split('"').filter_map(|text| text.strip_prefix("/api/")).map(str::to_owned).collect()
    };
    let of_page = |client: &str| -> Vec<String> {
        let mut found = Vec::new();
        for (_, text) in files("app/src", &["rs"]) {
            for line in text.lines().filter(|line| line.starts_with("#[server(") && line.contains(client)) {
                let (_, rest) = line.split_once("endpoint = \"").unwrap();
                found.extend(rest.split_once('"').map(|(endpoint, _)| endpoint.to_owned()));
            }
        }
        found.sort();
        found
    };
    for (table, client) in [("READING", "client = ReadClient"), ("LONG", "client = LongClient")] {
        assert_eq!(of_server(table), of_page(client), "{table}");
    }
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
