use super::FrameData;
use crate::error::Result;
use leptos::prelude::*;

/// The frame's facts for whoever is signed in.
#[server(endpoint = "frame/load")]
pub async fn load_frame() -> Result<FrameData> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    Ok(FrameData {
        now: salon.local(context::now()).map_err(context::fail)?,
        sees_bookings: actor.bookings().is_ok(),
        salon: salon.name,
        currency: salon.currency,
        person: actor.name,
        role: actor.role,
    })
}
