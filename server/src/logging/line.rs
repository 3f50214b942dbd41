//! The length of log lines: whatever a client sends may be part of one.

use serde_json::Value;
use std::borrow::Cow;

/// Longest line, in bytes.
const LONGEST: usize = 8 * 1024;
/// Longest text in a JSON line that is too long, in characters.
const LONGEST_TEXT: usize = 500;

/// Shortens a line that is too long: the end of a text line, each text of a JSON line.
pub fn shortened(line: &[u8], json: bool) -> Cow<'_, [u8]> {
    if line.len() <= LONGEST {
        return Cow::Borrowed(line);
    }
    if json && let Ok(mut value) = serde_json::from_slice::<Value>(line) {
        shorten(&mut value);
        let mut text = value.to_string();
        if text.len() > LONGEST {
            // So many texts are no line of ours.
            text = serde_json::json!({ "message": "a log line was too long", "bytes": line.len() }).to_string();
        }
        text.push('\n');
        return Cow::Owned(text.into_bytes());
    }
    let text = String::from_utf8_lossy(line.get(..LONGEST).unwrap_or(line));
    Cow::Owned(format!("{}… ({} bytes)\n", text.trim_end_matches('\u{fffd}'), line.len()).into_bytes())
}

fn shorten(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
                let bytes = text.len();
                text.truncate(end);
                text.push_str(&format!("… ({bytes} bytes)"));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_stay_as_they_are() {
        for json in [true, false] {
            assert!(matches!(shortened("a line\n".as_bytes(), json), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn long_lines_are_shortened_and_stay_lines() {
        let path = "ж".repeat(60_000);
        let text = shortened(format!("WARN {path}\n").as_bytes(), false).into_owned();
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with("WARN жжж") && text.ends_with("ж… (120006 bytes)\n"), "{}", text.len());
        assert!(text.len() < LONGEST + 100);

        let json = serde_json::json!({ "level": "WARN", "fields": { "path": path, "status": 500 } });
        let json = shortened(format!("{json}\n").as_bytes(), true).into_owned();
        assert!(json.ends_with(b"\n") && json.len() < 2_000, "{}", json.len());
        let json: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!((&json["level"], &json["fields"]["status"]), (&"WARN".into(), &500.into()));
        assert!(json["fields"]["path"].as_str().unwrap().ends_with("ж… (120000 bytes)"), "{json}");

        let many: Vec<_> = (0..10_000).collect();
        let json = shortened(serde_json::json!({ "many": many }).to_string().as_bytes(), true).into_owned();
        assert!(serde_json::from_slice::<Value>(&json).is_ok() && json.len() < 200);
    }
}
