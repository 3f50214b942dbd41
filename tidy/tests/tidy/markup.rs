//! What a page's markup may contain.

use crate::source::{files, objections};

#[test]
fn nothing_is_set_inline_or_unescaped() {
    let wrong = objections(files("app/src", &["rs"]), |_, line| {
        line.contains("inner_html")
            || line.contains(" style=")
            || line.contains("<textarea")
            || line.contains("</textarea>")
    });
    // The one field of several lines: nothing stands between its tags.
    let (area, wrong): (Vec<_>, Vec<_>) = wrong.into_iter().partition(|line| line.contains("/ui/text_area.rs:"));
    let tags: Vec<&str> = area.iter().filter_map(|line| line.split_whitespace().last()).collect();
    assert_eq!((tags, wrong), (vec!["<textarea", "></textarea>"], Vec::new()));
}
