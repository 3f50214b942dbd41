//! Addresses.

/// A text as the value of a query parameter (RFC 3986, 2.3: unreserved characters, and `/` for readable paths).
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}

/// `?name=value&…`, or nothing.
pub fn query(parameters: &[(&str, String)]) -> String {
    let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_is_encoded() {
        assert_eq!(query(&[]), "");
        assert_eq!(
            query(&[("from", "2026-11-20".into()), ("q", "50% & ё".into())]),
            "?from=2026-11-20&q=50%25%20%26%20%D1%91"
        );
    }
}
