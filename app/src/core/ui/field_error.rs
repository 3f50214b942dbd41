use crate::core::texts::Texts;
use domain::Flaw;

/// The message for an invalid field.
pub fn field_error_text(t: Texts, flaw: Flaw) -> String {
    match flaw {
        Flaw::Required => t.flaw_required().to_owned(),
        Flaw::TooShort { least } => t.flaw_too_short(least.into()),
        Flaw::TooLong { most } => t.flaw_too_long(most.into()),
        Flaw::TooCommon => t.flaw_too_common().to_owned(),
        Flaw::Wrong => t.flaw_wrong().to_owned(),
        Flaw::Taken => t.flaw_taken().to_owned(),
    }
}
