use crate::core::{browser::ReadClient, error::Result, json::Json};
use domain::lookup::Found;
use leptos::prelude::*;

/// A few bookings and clients that match a text.
#[server(endpoint = "lookup/look_up", input = Json, output = Json, client = ReadClient)]
pub async fn look_up(typed: String) -> Result<Found> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::lookup::look_up(&asker, &typed)).await
}
