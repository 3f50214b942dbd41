use crate::core::{
    error::Result,
    json::{Fields, Json},
};
use domain::auth::{Device, SessionId};
use leptos::prelude::*;

/// Changes the actor's password; other devices are signed out.
#[server(endpoint = "auth/change_password", input = Fields, output = Json)]
pub async fn change_password(current: String, new: String) -> Result<()> {
    use crate::core::context;
    let who = context::signed()?;
    context::answer(domain::auth::change_password(&context::db(), &who, &current, &new, context::now())).await
}

/// The devices on which the actor is signed in.
#[server(endpoint = "auth/list_devices", input = Json, output = Json)]
pub async fn list_devices() -> Result<Vec<Device>> {
    use crate::core::context;
    let who = context::signed()?;
    context::answer(domain::auth::devices(&context::db(), &who, context::now())).await
}

/// Signs out one of the actor's devices.
#[server(endpoint = "auth/end_device", input = Fields, output = Json)]
pub async fn end_device(session: SessionId) -> Result<()> {
    use crate::core::context;
    let who = context::signed()?;
    context::answer(domain::auth::end_device(&context::db(), &who, session, context::now())).await
}

/// Signs out all of the actor's devices except this one.
#[server(endpoint = "auth/end_other_devices", input = Fields, output = Json)]
pub async fn end_other_devices() -> Result<()> {
    use crate::core::context;
    let who = context::signed()?;
    context::answer(domain::auth::end_other_devices(&context::db(), &who, context::now())).await
}
