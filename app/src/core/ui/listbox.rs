/// The option that an arrow key moves to among `count` options, wrapping around; `None` for other keys and empty lists.
pub fn next_option(key: &str, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, at) {
        ("ArrowDown", Some(at)) if at < last => Some(at + 1),
        ("ArrowDown", _) => Some(0),
        ("ArrowUp", Some(at)) if at > 0 => Some(at.min(count) - 1),
        ("ArrowUp", _) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_wrap_around() {
        let down = |at| next_option("ArrowDown", at, 3);
        assert_eq!([down(None), down(Some(0)), down(Some(2))], [Some(0), Some(1), Some(0)]);
        let up = |at| next_option("ArrowUp", at, 3);
        assert_eq!([up(None), up(Some(2)), up(Some(0))], [Some(2), Some(1), Some(2)]);
    }

    #[test]
    fn other_keys_and_empty_lists_choose_nothing() {
        assert_eq!(next_option("Enter", Some(1), 3), None);
        assert_eq!(next_option("ArrowDown", None, 0), None);
    }
}
