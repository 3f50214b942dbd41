use crate::core::{format::time, texts::Texts};
use domain::FieldError;

/// The message for an invalid field.
pub fn field_error_text(t: Texts, field_error: FieldError) -> String {
    match field_error {
        FieldError::Required => t.flaw_required().to_owned(),
        FieldError::TooShort { least } => t.flaw_too_short(least.into()),
        FieldError::TooLong { most } => t.flaw_too_long(most.into()),
        FieldError::TooCommon => t.flaw_too_common().to_owned(),
        FieldError::Wrong => t.flaw_wrong().to_owned(),
        FieldError::Taken => t.flaw_taken().to_owned(),
        FieldError::Skipped { before, after } => t.flaw_skipped(time(after), time(before)),
    }
}
