//! A file is about one idea, and short enough to be read in one go.

use crate::source::{RUST_FOLDERS, files, objections};

const MOST_LINES: usize = 300;
const LONGEST_TITLE: usize = 120;

#[test]
fn no_file_of_rust_is_longer_than_300_lines() {
    let long: Vec<String> = RUST_FOLDERS
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

/// A comment that stands for itself is the title of what follows: one line of words, without rules drawn of characters.
#[test]
fn titles_of_sections_are_one_line_of_words() {
    let rust = RUST_FOLDERS.iter().flat_map(|folder| files(folder, &["rs"])).chain(files("style", &["css"]));
    let mut wrong = objections(rust.chain(files("migrations", &["sql"])), |_, line| {
        let comment = line.trim_start();
        let words = ["///", "//!", "//", "/*", "--"].iter().find_map(|mark| comment.strip_prefix(mark));
        words.is_some_and(|words| ["---", "===", "***", "###", "___", "───"].iter().any(|rule| words.contains(rule)))
    });
    wrong.extend(objections(files("style", &["css"]), |_, line| {
        line.contains("/*") && (!line.contains("*/") || line.chars().count() > LONGEST_TITLE)
    }));
    for (name, text) in RUST_FOLDERS.iter().flat_map(|folder| files(folder, &["rs"])) {
        wrong.extend(long_titles(&text).into_iter().map(|number| format!("{name}:{number}: a title of several lines")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Where comments of several lines stand with nothing below them.
fn long_titles(text: &str) -> Vec<usize> {
    let is_comment = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!")
    };
    let lines: Vec<&str> = text.lines().collect();
    (2..lines.len())
        .filter(|&at| lines[at].trim().is_empty() && is_comment(lines[at - 1]) && is_comment(lines[at - 2]))
        .collect()
}

#[test]
fn a_title_of_several_lines_is_found() {
    assert_eq!(long_titles("// One\n// two.\n\nfn f() {}\n"), vec![2]);
    assert_eq!(long_titles("// One.\n\n// Why\n// so.\nfn f() {}\n\n/// A\n/// b\n\n"), Vec::<usize>::new());
}
