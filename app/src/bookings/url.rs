use domain::bookings::{BookingId, BookingQuery};

const LIST: &str = "/crm/bookings";

/// The list that answers a question.
pub fn list(query: &BookingQuery) -> String {
    format!("{LIST}{}", parameters(query))
}

/// One booking beside the list.
pub fn sheet(id: BookingId, query: &BookingQuery) -> String {
    format!("{LIST}/{id}{}", parameters(query))
}

fn parameters(query: &BookingQuery) -> String {
    crate::url::query(&query.parameters())
}
