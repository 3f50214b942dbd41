use super::edited::TIME;
use crate::core::{format::number, texts::Texts, ui::field_error_text};
use domain::{FieldError, bookings::field};

/// Longest duration of a booking, in minutes.
const LONGEST: i64 = 1_440;

/// The message for an invalid field of a booking.
pub fn booking_field_error(t: Texts, field: &str, field_error: FieldError) -> String {
    let words = match (field, field_error) {
        (field::MINUTES, _) => return t.flaw_minutes(number(t.0, LONGEST)),
        (field::CLIENT, FieldError::Required) => t.flaw_client_name(),
        (field::CLIENT, FieldError::Wrong) => t.flaw_client_gone(),
        (field::PHONE, FieldError::Wrong) => t.flaw_phone(),
        (field::SERVICE, FieldError::Required) => t.flaw_service(),
        (field::SERVICE, FieldError::Wrong) => t.new_nobody(),
        (field::MASTER, FieldError::Required) => t.flaw_master(),
        (field::MASTER, FieldError::Wrong) => t.flaw_master_not_offering(),
        (field::STARTS, FieldError::Required) => t.flaw_date(),
        (field::STARTS, FieldError::Wrong) => t.flaw_date_far(),
        (TIME, FieldError::Required) => t.flaw_time(),
        (field::PRICE, FieldError::Required) => t.flaw_price(),
        (field::PRICE, FieldError::Wrong) => t.flaw_price_high(),
        (field::REASON, FieldError::Required) => t.flaw_reason(),
        _ => return field_error_text(t, field_error),
    };
    words.to_owned()
}
