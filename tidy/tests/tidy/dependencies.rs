//! What Cargo.lock may hold.

use crate::source::read;
use std::collections::BTreeMap;

/// Crates of which two versions, or more, are built or locked, each with who needs the older one.
const SEVERAL_VERSIONS: &[(&str, &str)] = &[
    ("block-buffer", "digest 0.10"),
    ("convert_case", "config, of leptos_config"),
    ("cpufeatures", "argon2 0.5, sha1 0.10, sha2 0.10"),
    ("crypto-common", "digest 0.10"),
    ("digest", "argon2 0.5 (blake2), sha1 0.10, sha2 0.10"),
    ("embedded-io", "postcard, of phonenumber; the newer one is locked and never built"),
    ("getrandom", "rand 0.9; ours is the same"),
    ("hashbrown", "sqlx-core, hashlink; indexmap is ahead"),
    ("r-efi", "getrandom 0.3, for UEFI only"),
    ("rand", "leptos, tungstenite; sqlx-postgres is ahead"),
    ("rand_core", "argon2 0.5 (password-hash), rand 0.9"),
    ("regex-syntax", "regex-cache, of phonenumber"),
    ("sha1", "axum, tungstenite; sqlx-mysql, locked and never built, is ahead"),
    ("sha2", "sqlx-core, wasm_split_macros; sqlx-postgres is ahead; ours is the older"),
    ("syn", "sqlx-macros, tracing-attributes, jiff-static and others; in macros only"),
    ("thiserror", "gloo-net"),
    ("thiserror-impl", "gloo-net"),
];

/// Crates that must not come in, not even unused, and why.
const REFUSED: &[(&str, &str)] = &[
    ("rsa", "its decryption can be timed (RUSTSEC-2023-0071), and nothing here needs it"),
    ("openssl", "a library of the system; whoever speaks TLS in front of the program does that"),
];

/// The versions of each crate in a lock file.
fn versions(lock: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            line.trim_start_matches(" = ").trim_matches('"')
        };
        versions.entry(value("name")).or_default().push(value("version"));
    }
    versions
}

#[test]
fn no_crate_is_locked_that_is_refused() {
    let lock = read("Cargo.lock");
    let versions = versions(&lock);
    assert!(versions.contains_key("sqlx") && versions.contains_key("server"), "the lock file is not read");
    let refused: Vec<_> = REFUSED.iter().filter(|(name, _)| versions.contains_key(name)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn no_crate_is_locked_twice_without_a_reason() {
    let lock = read("Cargo.lock");
    let versions = versions(&lock);
    let several: Vec<_> = versions.iter().filter(|(_, versions)| versions.len() > 1).collect();
    let named: Vec<&str> = SEVERAL_VERSIONS.iter().map(|(name, _)| *name).collect();
    let unexpected: Vec<_> = several.iter().filter(|(name, _)| !named.contains(name)).collect();
    assert!(unexpected.is_empty(), "two versions of {unexpected:?}: update one, or name who needs it");
    let gone: Vec<_> = named.iter().filter(|name| !several.iter().any(|(several, _)| *several == *name)).collect();
    assert!(gone.is_empty(), "one version is left of {gone:?}: take it off the list");
}

#[test]
fn a_second_version_is_found() {
    let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
    assert_eq!(versions(lock), BTreeMap::from([("a", vec!["1.0.0", "2.0.0"])]));
}
