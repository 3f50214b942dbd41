use crate::{error::Result, json::Json};
use leptos::prelude::*;

/// Says whether one wants not to be disturbed, on all devices.
#[server(endpoint = "live/set_busy", input = Json, output = Json)]
pub async fn set_busy(busy: bool) -> Result<()> {
    use crate::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::staff::set_busy(&context::db(), &actor, busy)).await
}
