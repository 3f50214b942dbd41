use crate::error::Result;
use domain::{
    bookings::{BookingId, BookingPage, BookingQuery, BookingSheet, Figures},
    staff::Master,
};
use leptos::{prelude::*, server_fn::codec::Json};

/// A piece of the list.
#[server(endpoint = "bookings/list", input = Json)]
pub async fn list_bookings(query: BookingQuery) -> Result<BookingPage> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::list(&context::db(), &actor, &salon, &query)).await
}

/// The figures above the list.
#[server(endpoint = "bookings/count", input = Json)]
pub async fn count_bookings(query: BookingQuery) -> Result<Figures> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::figures(&context::db(), &actor, &salon, &query)).await
}

/// One booking with its history.
#[server(endpoint = "bookings/find", input = Json)]
pub async fn find_booking(id: BookingId) -> Result<BookingSheet> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::find(&context::db(), &actor, &salon, id)).await
}

/// The masters that the list can be narrowed down to.
#[server(endpoint = "bookings/masters", input = Json)]
pub async fn list_masters() -> Result<Vec<Master>> {
    use crate::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::staff::masters(&context::db(), &actor)).await
}
