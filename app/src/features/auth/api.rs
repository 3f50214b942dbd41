use crate::core::{
    browser::{ReadClient, WriteClient},
    error::Result,
    json::{Fields, Json},
};
use domain::auth::{Device, SessionId};
use leptos::prelude::*;

/// Changes the actor's password; other devices are signed out.
#[server(endpoint = "auth/change_password", input = Fields, output = Json, client = WriteClient)]
pub async fn change_password(current: String, new: String) -> Result<()> {
    use crate::core::context;
    let (asker, session) = (context::asker()?, context::signed()?.session);
    context::answer(domain::auth::change_password(&asker, session, &current, &new)).await
}

/// The devices on which the actor is signed in.
#[server(endpoint = "auth/list_devices", input = Json, output = Json, client = ReadClient)]
pub async fn list_devices() -> Result<Vec<Device>> {
    use crate::core::context;
    let (asker, current) = (context::asker()?, context::signed()?.session);
    context::answer(domain::auth::devices(&asker, current)).await
}

/// Signs out one of the actor's devices.
#[server(endpoint = "auth/end_device", input = Fields, output = Json, client = WriteClient)]
pub async fn end_device(session: SessionId) -> Result<()> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::auth::end_device(&asker, session)).await
}

/// Signs out all of the actor's devices except this one.
#[server(endpoint = "auth/end_other_devices", input = Fields, output = Json, client = WriteClient)]
pub async fn end_other_devices() -> Result<()> {
    use crate::core::context;
    let (asker, current) = (context::asker()?, context::signed()?.session);
    context::answer(domain::auth::end_other_devices(&asker, current)).await
}
