use crate::{error::Result, json::Json};
use domain::lookup::Found;
use leptos::prelude::*;

/// A few bookings and clients by any part of what they are called.
#[server(endpoint = "frame/look_up", input = Json, output = Json)]
pub async fn look_up(typed: String) -> Result<Found> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::lookup::look_up(&context::db(), &actor, &salon, &typed)).await
}

/// Which build of the program the server serves.
#[server(endpoint = "frame/show_build", input = Json, output = Json)]
pub async fn show_build() -> Result<String> {
    use crate::context;
    context::actor()?;
    Ok(context::site::root().to_owned())
}
