//! Text around the caret of a text area.

use super::{document::element, fields::dispatch_input};
use web_sys::HtmlTextAreaElement;

pub fn text_before_caret(id: &str) -> Option<String> {
    let field = element::<HtmlTextAreaElement>(id)?;
    let units: Vec<u16> = field.value().encode_utf16().take(caret(&field)? as usize).collect();
    String::from_utf16(&units).ok()
}

/// Replaces `before`, the text that ends at the caret.
pub fn replace_before_caret(id: &str, before: &str, text: &str) {
    let Some(field) = element::<HtmlTextAreaElement>(id) else { return };
    let units = u32::try_from(before.encode_utf16().count()).ok();
    let range = caret(&field).and_then(|end| Some((end.checked_sub(units?)?, end)));
    if let Some((start, end)) = range {
        // Fails only for offsets outside the text; these are inside.
        let _ = field.set_range_text_with_start_and_end_and_mode(text, start, end, "end");
        dispatch_input(&field);
    }
}

/// In UTF-16 code units, as the DOM counts.
fn caret(field: &HtmlTextAreaElement) -> Option<u32> {
    field.selection_end().ok()?
}
