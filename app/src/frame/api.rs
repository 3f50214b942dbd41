use super::FrameData;
use crate::{error::Result, json::Json};
use leptos::prelude::*;

/// The frame's facts for whoever is signed in.
#[server(endpoint = "frame/load", input = Json, output = Json)]
pub async fn load_frame() -> Result<FrameData> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    Ok(FrameData {
        now: salon.local(context::now()).map_err(context::fail)?,
        masters: context::answer(domain::staff::masters(&context::db(), &actor)).await?,
        sees_bookings: actor.bookings().is_ok(),
        salon: salon.name,
        currency: salon.currency,
        person: actor.name,
        role: actor.role,
    })
}
