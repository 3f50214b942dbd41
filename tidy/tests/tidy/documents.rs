//! What documents name exists.

use crate::source::{files, read, root};

const LONGEST_LINE: usize = 120;

/// The trial feature of `docs/a-new-feature.md`.
const TRIAL: &str = "suppliers";

/// The documents of the checkout, and their text without blocks of code.
fn documents() -> Vec<(String, String)> {
    let mut all = files("docs", &["md"]);
    all.extend(["ARCHITECTURE.md", "README.md"].map(|name| (name.to_owned(), read(name))));
    all.into_iter().map(|(name, text)| (name, text.split("```").step_by(2).collect())).collect()
}

/// The paths in backticks that begin in a folder of the checkout.
fn paths(text: &str) -> Vec<&str> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).flat_map(str::split_whitespace);
    let is_path = |path: &&str| {
        let plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
        let folder = path.split('/').next().unwrap_or_default();
        plain && path.contains('/') && !folder.is_empty() && folder != "target" && root().join(folder).is_dir()
    };
    quoted.filter(is_path).collect()
}

#[test]
fn every_path_in_a_document_exists() {
    let all = documents();
    let count: usize = all.iter().map(|(_, text)| paths(text).len()).sum();
    assert!(count > 100, "paths are not found: {count}");
    let missing: Vec<String> = all
        .iter()
        .flat_map(|(name, text)| paths(text).into_iter().map(move |path| (name, path)))
        .filter(|(_, path)| !path.contains(TRIAL) && !root().join(path).exists())
        .map(|(name, path)| format!("{name}: {path}"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut dead = Vec::new();
    for (name, text) in documents() {
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains(':') && !link.starts_with('#')) {
            if !root().join(&name).parent().unwrap().join(link).exists() {
                dead.push(format!("{name}: {link}"));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

#[test]
fn lines_of_prose_are_short() {
    let mut long = Vec::new();
    for name in ["ARCHITECTURE.md", "README.md"] {
        let text = read(name);
        let lines = text.lines().filter(|line| !line.starts_with('|') && line.chars().count() > LONGEST_LINE);
        long.extend(lines.map(|line| format!("{name}: {line}")));
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn paths_are_told_from_other_words() {
    assert_eq!(paths("`server/src/main.rs`, `a/b`, `app/<x>` and `target/site`"), ["server/src/main.rs"]);
}
