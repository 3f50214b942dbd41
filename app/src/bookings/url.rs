use domain::bookings::{BookingId, BookingQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

const LIST: &str = "/crm/bookings";

/// What the address asks. The router's own parameters are decoded twice: a search for `%41` would find `A`.
pub fn use_asked() -> Memo<BookingQuery> {
    let search = use_location().search;
    Memo::new(move |_| {
        let said = crate::url::parameters(&search.read());
        BookingQuery::from_parameters(|name| {
            said.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        })
    })
}

/// The list that answers a question.
pub fn list(query: &BookingQuery) -> String {
    format!("{LIST}{}", parameters(query))
}

/// One booking beside the whole list.
pub fn address(id: BookingId) -> String {
    format!("{LIST}/{id}")
}

/// One booking beside the list.
pub fn sheet(id: BookingId, query: &BookingQuery) -> String {
    format!("{LIST}/{id}{}", parameters(query))
}

fn parameters(query: &BookingQuery) -> String {
    crate::url::query(&query.parameters())
}
