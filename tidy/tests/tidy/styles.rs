//! What styles may contain, and how they are written.

use crate::source::{files, objections};

const LONGEST_LINE: usize = 120;

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
fn a_line_holds_one_declaration_and_can_be_read_at_once() {
    let wrong = objections(files("style", &["css"]), |_, line| {
        let declarations = line.split("/*").next().unwrap();
        let several = declarations.matches(';').count() > 1 || declarations.trim_end().split('{').count() > 2;
        let beside_a_brace = declarations.contains(['{', '}']) && declarations.contains(';');
        several || beside_a_brace || line.chars().count() > LONGEST_LINE
    });
    assert_eq!(wrong, Vec::<String>::new());
}

/// A rule by position breaks when something comes before it: what is meant gets a class.
#[test]
fn elements_are_named_by_class_not_by_position() {
    let wrong = objections(files("style", &["css"]), |_, line| line.contains(":nth-"));
    assert_eq!(wrong, Vec::<String>::new());
}
