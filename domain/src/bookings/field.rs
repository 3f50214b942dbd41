//! Names of the fields of bookings' forms, as [`Invalid`](crate::Invalid) gives them.

/// The client: the chosen one, or a new client's name.
pub const CLIENT: &str = "client";
/// A new client's phone.
pub const PHONE: &str = "phone";
/// A new client's Instagram handle.
pub const INSTAGRAM: &str = "instagram";
/// The service: not chosen, or performed by nobody.
pub const SERVICE: &str = "service";
/// The master: not chosen, or does not perform the service.
pub const MASTER: &str = "master";
/// Date and time of the start.
pub const STARTS: &str = "starts";
/// The duration in minutes.
pub const MINUTES: &str = "minutes";
/// The price in minor units, zero to a thousand million.
pub const PRICE: &str = "price";
/// The notes, at most 2,000 characters.
pub const NOTES: &str = "notes";
/// The idempotency key of a new visit or a bulk change.
pub const KEY: &str = "key";
/// The reason of a cancellation.
pub const REASON: &str = "reason";
/// Another time for a booking that returns to the calendar.
pub const AT: &str = "at";
/// The bookings of a bulk change.
pub const SELECTION: &str = "selection";
