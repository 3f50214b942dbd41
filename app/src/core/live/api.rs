use crate::core::{
    browser::{ReadClient, WriteClient},
    error::Result,
    json::Json,
};
use leptos::prelude::*;

/// Sets whether the actor wants not to be disturbed, on all devices.
#[server(endpoint = "live/set_busy", input = Json, output = Json, client = WriteClient)]
pub async fn set_busy(busy: bool) -> Result<()> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::staff::set_busy(&asker, busy)).await
}

/// The build that the server serves.
#[server(endpoint = "live/show_build", input = Json, output = Json, client = ReadClient)]
pub async fn show_build() -> Result<String> {
    use crate::core::context;
    context::signed()?;
    Ok(context::site::root().to_owned())
}
