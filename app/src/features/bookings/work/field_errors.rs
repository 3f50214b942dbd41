use crate::core::{format::number, texts::Texts, ui::field_error_text};
use domain::FieldError;

/// Longest duration of a booking, in minutes.
const LONGEST: i64 = 1_440;

/// The message for an invalid field of a booking.
pub fn booking_field_error(t: Texts, field: &str, field_error: FieldError) -> String {
    let words = match (field, field_error) {
        ("minutes", _) => return t.flaw_minutes(number(t.0, LONGEST)),
        ("client", FieldError::Required) => t.flaw_client_name(),
        ("client", FieldError::Wrong) => t.flaw_client_gone(),
        ("phone", FieldError::Wrong) => t.flaw_phone(),
        ("service", FieldError::Required) => t.flaw_service(),
        ("service", FieldError::Wrong) => t.new_nobody(),
        ("master", FieldError::Required) => t.flaw_master(),
        ("master", FieldError::Wrong) => t.flaw_master_not_offering(),
        ("starts", FieldError::Required) => t.flaw_date(),
        ("starts", FieldError::Wrong) => t.flaw_date_far(),
        ("time", FieldError::Required) => t.flaw_time(),
        ("price", FieldError::Required) => t.flaw_price(),
        ("price", FieldError::Wrong) => t.flaw_price_high(),
        ("reason", FieldError::Required) => t.flaw_reason(),
        _ => return field_error_text(t, field_error),
    };
    words.to_owned()
}
