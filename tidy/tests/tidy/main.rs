//! Tests of the source itself: the invariants of ARCHITECTURE.md that need no running program, sizes, dependencies.
//!
//! The crate depends on nothing, so that these tests run a few seconds after a change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod boundaries;
mod dependencies;
mod documents;
mod layers;
mod markup;
mod sizes;
mod source;
mod store_functions;
mod styles;

use source::{RUST_FOLDERS, files, objections};

#[test]
fn no_test_is_ignored() {
    let ignored = concat!("#[", "ignore");
    let wrong =
        objections(RUST_FOLDERS.iter().flat_map(|folder| files(folder, &["rs"])), |_, line| line.contains(ignored));
    assert_eq!(wrong, Vec::<String>::new());
}

/// They would be compiled and run one by one; a library's `doctest = false` saves that, and must not hide any.
#[test]
fn no_test_stands_in_a_doc_comment() {
    let wrong = objections(RUST_FOLDERS.iter().flat_map(|folder| files(folder, &["rs"])), |_, line| {
        let line = line.trim_start();
        (line.starts_with("///") || line.starts_with("//!")) && line.ends_with("```")
    });
    assert_eq!(wrong, Vec::<String>::new());
}
