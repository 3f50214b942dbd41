use crate::core::{browser::ReadClient, error::Result, json::Json};
use domain::bookings::{BookingId, BookingPage, BookingQuery, BookingRow, BookingSheet, Figures};
use leptos::prelude::*;

#[server(endpoint = "bookings/list", input = Json, output = Json, client = ReadClient)]
pub async fn list_bookings(query: BookingQuery) -> Result<BookingPage> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::list(&asker, &query)).await
}

#[server(endpoint = "bookings/count", input = Json, output = Json, client = ReadClient)]
pub async fn count_bookings(query: BookingQuery) -> Result<Figures> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::figures(&asker, &query)).await
}

/// One booking with its history.
#[server(endpoint = "bookings/find", input = Json, output = Json, client = ReadClient)]
pub async fn find_booking(id: BookingId) -> Result<BookingSheet> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::find(&asker, id)).await
}

/// Rows of the list by their ids; deleted and invisible ones are left out.
#[server(endpoint = "bookings/rows", input = Json, output = Json, client = ReadClient)]
pub async fn list_rows(ids: Vec<BookingId>) -> Result<Vec<BookingRow>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::rows(&asker, &ids)).await
}
