//! URL encoding and query parameters.

/// Percent-encodes a text for a query parameter; RFC 3986, 2.3, and `/`, which keeps paths readable.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}

/// `?name=value&…`, or an empty text without parameters.
pub fn query(parameters: &[(&str, String)]) -> String {
    let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Decodes the parameters of a query, with or without its `?`.
pub fn parameters(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_once() {
        let typed = [("q", "%41 + 50%25 & ё".to_owned()), ("from", String::new())];
        let read = parameters(&query(&typed));
        assert_eq!(read, typed.map(|(name, value)| (name.to_owned(), value)));
        assert_eq!(parameters("?q=a+b"), [("q".to_owned(), "a b".to_owned())]);
    }

    #[test]
    fn only_reserved_characters_are_encoded() {
        assert_eq!(query(&[]), "");
        assert_eq!(
            query(&[("from", "2026-11-20".into()), ("q", "50% & ё".into())]),
            "?from=2026-11-20&q=50%25%20%26%20%D1%91"
        );
    }
}
