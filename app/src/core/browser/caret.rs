//! The caret of a field of several lines.

use super::dom::{changed_by_hand, element};
use web_sys::HtmlTextAreaElement;

/// The text of a field before its caret.
pub fn before_caret(id: &str) -> Option<String> {
    let field = element::<HtmlTextAreaElement>(id)?;
    let units: Vec<u16> = field.value().encode_utf16().take(caret(&field)? as usize).collect();
    String::from_utf16(&units).ok()
}

/// Types in place of what stands right before the caret.
pub fn type_over(id: &str, before: &str, text: &str) {
    let Some(field) = element::<HtmlTextAreaElement>(id) else { return };
    let units = u32::try_from(before.encode_utf16().count()).ok();
    let place = caret(&field).and_then(|end| Some((end.checked_sub(units?)?, end)));
    if let Some((start, end)) = place {
        // Between two places of its own text.
        let _ = field.set_range_text_with_start_and_end_and_mode(text, start, end, "end");
        changed_by_hand(&field);
    }
}

/// In UTF-16 units, as the browser counts.
fn caret(field: &HtmlTextAreaElement) -> Option<u32> {
    field.selection_end().ok()?
}
