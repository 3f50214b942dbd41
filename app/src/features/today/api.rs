use crate::core::{browser::ReadClient, error::Result, json::Json};
use domain::bookings::Today;
use leptos::prelude::*;

/// The data of the start page.
#[server(endpoint = "today/show", input = Json, output = Json, client = ReadClient)]
pub async fn show_today() -> Result<Today> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::today(&asker)).await
}
