use crate::core::{browser::ReadClient, error::Result, json::Json};
use domain::services::FoundService;
use leptos::prelude::*;

/// The services whose name matches.
#[server(endpoint = "services/find", input = Json, output = Json, client = ReadClient)]
pub async fn find_services(typed: String) -> Result<Vec<FoundService>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::services::find_services(&asker, &typed)).await
}
