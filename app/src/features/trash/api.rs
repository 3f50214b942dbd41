use crate::core::{
    browser::{LongClient, ReadClient},
    error::Result,
    json::Json,
};
use domain::bookings::TrashPage;
use leptos::prelude::*;

/// The bookings that were deleted last.
#[server(endpoint = "trash/list", input = Json, output = Json, client = ReadClient)]
pub async fn list_trash() -> Result<TrashPage> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::trash(&asker)).await
}

/// Deletes all bookings in the trash permanently; returns how many.
#[server(endpoint = "trash/purge", input = Json, output = Json, client = LongClient)]
pub async fn purge_trash() -> Result<u64> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::purge(&asker)).await
}
