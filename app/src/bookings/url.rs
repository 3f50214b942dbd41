use domain::bookings::{BookingId, BookingQuery};
use leptos_router::params::ParamsMap;

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
    let parameters: ParamsMap = query.parameters().into_iter().collect();
    parameters.to_query_string()
}
