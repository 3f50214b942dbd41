use crate::core::{format::number, texts::Texts, ui::field_error_text};
use domain::Flaw;

/// Longest duration of a booking, in minutes.
const LONGEST: i64 = 1_440;

/// The message for an invalid field of a booking.
pub fn booking_field_error(t: Texts, field: &str, flaw: Flaw) -> String {
    let words = match (field, flaw) {
        ("minutes", _) => return t.flaw_minutes(number(t.0, LONGEST)),
        ("client", Flaw::Required) => t.flaw_client_name(),
        ("client", Flaw::Wrong) => t.flaw_client_gone(),
        ("phone", Flaw::Wrong) => t.flaw_phone(),
        ("service", Flaw::Required) => t.flaw_service(),
        ("service", Flaw::Wrong) => t.new_nobody(),
        ("master", Flaw::Required) => t.flaw_master(),
        ("master", Flaw::Wrong) => t.flaw_master_not_offering(),
        ("starts", Flaw::Required) => t.flaw_date(),
        ("starts", Flaw::Wrong) => t.flaw_date_far(),
        ("time", Flaw::Required) => t.flaw_time(),
        ("price", Flaw::Required) => t.flaw_price(),
        ("price", Flaw::Wrong) => t.flaw_price_high(),
        ("reason", Flaw::Required) => t.flaw_reason(),
        _ => return field_error_text(t, flaw),
    };
    words.to_owned()
}
