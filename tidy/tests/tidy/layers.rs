//! Imports go down only: what a file may name of its own crate depends on the folder that it stands in.

use crate::source::files;
use std::collections::BTreeSet;

/// The modules at the top of the crate that a file names, by `crate::` or by enough `super::`.
fn top_modules(name: &str, text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n");
    let mut depth = name.split('/').count();
    if name.ends_with("/mod.rs") || name.ends_with("lib.rs") {
        depth -= 1;
    }
    let to_top = "super::".repeat(depth);
    let mut found = BTreeSet::new();
    for start in ["crate::", to_top.as_str()] {
        for rest in code.split(start).skip(1).filter(|_| !start.is_empty()) {
            match rest.strip_prefix('{') {
                Some(group) => found.extend(heads(group)),
                None => found.extend(word(rest)),
            }
        }
    }
    found
}

/// The first word of each member of a group of imports.
fn heads(group: &str) -> Vec<String> {
    let (mut nested, mut heads, mut member) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if nested == 0 => break,
            '{' => nested += 1,
            '}' => nested -= 1,
            ',' if nested == 0 => heads.extend(word(&std::mem::take(&mut member))),
            _ => {}
        }
        if c != ',' || nested > 0 {
            member.push(c);
        }
    }
    heads.extend(word(&member));
    heads
}

fn word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// What each file below `source` names of `modules`, other than its own and those that it may name.
fn wrong_imports(source: &str, modules: &[&str], may: impl Fn(&str) -> Vec<&'static str>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, text) in files(source, &["rs"]) {
        let inside = name.strip_prefix(source).unwrap().trim_start_matches('/');
        let own = inside.split('/').next().unwrap().trim_end_matches(".rs");
        let allowed = may(own);
        for named in top_modules(inside, &text).into_iter().filter(|named| modules.contains(&named.as_str())) {
            if named != own && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{name} names {named}"));
            }
        }
    }
    wrong
}

#[test]
fn in_the_app_imports_go_from_shell_to_features_to_core() {
    let wrong = wrong_imports("app/src", &["core", "features", "shell"], |own| match own {
        "core" => vec![],
        "features" => vec!["core"],
        _ => vec!["core", "features", "shell"],
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn in_the_server_nothing_but_commands_names_the_router() {
    let wrong = wrong_imports("server/src", &["router", "commands"], |own| match own {
        "commands" => vec!["router"],
        "main" | "lib" => vec!["router", "commands"],
        _ => vec![],
    });
    assert_eq!(wrong, Vec::<String>::new());
}

/// Each feature of the domain, from the lowest, and the features that it may name.
const DOMAIN: &[(&str, &[&str])] = &[
    // What happened, whatever it happened to.
    ("events", &[]),
    ("staff", &[]),
    ("auth", &["events", "staff"]),
    ("services", &["staff"]),
    ("clients", &["services", "staff"]),
    ("bookings", &["clients", "events", "services", "staff"]),
    ("lookup", &["bookings", "clients", "staff"]),
    ("notifications", &["bookings", "events", "staff"]),
    ("live", &["bookings", "events", "notifications", "staff"]),
];

/// What the domain's features have in common.
const DOMAIN_BASE: &[&str] = &[
    "database",
    "error",
    "ids",
    "language",
    "lib",
    "local_time",
    "mask",
    "masked_text",
    "mentions",
    "money",
    "period",
    "phone",
    "search",
    "settings",
    "text_enum",
    "typed",
];

#[test]
fn in_the_domain_imports_follow_the_table() {
    let features: Vec<&str> = DOMAIN.iter().map(|(feature, _)| *feature).collect();
    for (place, (feature, below)) in DOMAIN.iter().enumerate() {
        assert!(below.iter().all(|named| features[..place].contains(named)), "{feature} names what is above it");
    }
    let wrong =
        wrong_imports("domain/src", &features, |own| match DOMAIN.iter().find(|(feature, _)| *feature == own) {
            Some((_, below)) => below.to_vec(),
            // It declares them.
            None if own == "lib" => features.clone(),
            // One enum of the conflicts of all features.
            None if own == "conflict" => features.clone(),
            None => {
                assert!(DOMAIN_BASE.contains(&own), "{own} stands in no table");
                vec![]
            }
        });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn imports_are_read_however_they_are_written() {
    let text =
        "use crate::{\n    core::{browser, ui::{Icon}},\n    shell,\n};\nfn f() { crate::features::x() } // crate::no";
    let found: Vec<String> = top_modules("core/ui/icon.rs", text).into_iter().collect();
    assert_eq!(found, ["core", "features", "shell"]);
    assert!(top_modules("core/url.rs", "use super::super::shell;").contains("shell"));
    assert!(!top_modules("core/ui/url.rs", "use super::browser;").contains("browser"));
}
