//! Addresses that are pasted into a search: only the name or the number in them is searched for.

/// Parts of an address that precede the name or number, in the order in which they follow each other.
const PREFIXES: [&str; 7] = ["https://", "http://", "www.", "wa.me/", "instagram.com/", "tel:", "mailto:"];
/// The parameter of WhatsApp's addresses that has the number.
const PHONE: &str = "phone=";

/// The text without the parts of addresses that are neither name nor number, and without the `(0)` of numbers such as
/// `+44 (0)20…`.
pub(crate) fn without_links(typed: &str) -> String {
    let words = typed.split_whitespace().map(|word| {
        if let Some((_, phone)) = word.split_once(PHONE) {
            return phone.split('&').next().unwrap_or_default();
        }
        let mut rest = word;
        for prefix in PREFIXES {
            let is_prefix = rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
            rest = if is_prefix { rest.get(prefix.len()..).unwrap_or_default() } else { rest };
        }
        // What follows the question mark of an address names neither.
        if rest.len() < word.len() { rest.split(['?', '&']).next().unwrap_or_default() } else { word }
    });
    words.collect::<Vec<_>>().join(" ").replace("(0)", "")
}
