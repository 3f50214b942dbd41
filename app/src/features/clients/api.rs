use crate::core::{browser::ReadClient, error::Result, json::Json};
use domain::clients::{ClientId, FoundClient, UsualBooking};
use leptos::prelude::*;

/// A few clients whose name or contacts match.
#[server(endpoint = "clients/find", input = Json, output = Json, client = ReadClient)]
pub async fn find_clients(typed: String) -> Result<Vec<FoundClient>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::clients::find_clients(&asker, &typed)).await
}

/// How a typed phone would be stored; `None` when it is not recognised.
#[server(endpoint = "clients/read_phone", input = Json, output = Json, client = ReadClient)]
pub async fn read_phone(typed: String) -> Result<Option<String>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::clients::read_phone(&asker, &typed)).await
}

/// The service and master of a client's latest booking, as a suggestion for the next.
#[server(endpoint = "clients/habit", input = Json, output = Json, client = ReadClient)]
pub async fn show_usual_booking(client: ClientId) -> Result<Option<UsualBooking>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::clients::usual_booking(&asker, client)).await
}
