use crate::core::{
    error::Result,
    json::{Fields, Json},
};
use domain::staff::{Person, UserId};
use leptos::prelude::*;

/// Everybody who works here or did.
#[server(endpoint = "staff/list", input = Json, output = Json)]
pub async fn list_staff() -> Result<Vec<Person>> {
    use crate::core::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::staff::people(&context::db(), &actor)).await
}

/// Ends somebody's sessions, everywhere, and lets them open no more.
#[server(endpoint = "staff/switch_off", input = Fields, output = Json)]
pub async fn switch_person_off(person: UserId) -> Result<()> {
    use crate::core::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::auth::switch_off(&context::db(), &actor, person, context::now())).await
}

/// Lets somebody sign in again.
#[server(endpoint = "staff/switch_on", input = Fields, output = Json)]
pub async fn switch_person_on(person: UserId) -> Result<()> {
    use crate::core::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::auth::switch_on(&context::db(), &actor, person, context::now())).await
}

/// Makes a link by which somebody chooses a new password; answers its path.
#[server(endpoint = "staff/make_password_link", input = Json, output = Json)]
pub async fn make_password_link(id: UserId) -> Result<String> {
    use crate::core::context;
    let (actor, _) = context::actor()?;
    let token = context::answer(domain::auth::make_password_link(&context::db(), &actor, id, context::now())).await?;
    Ok(format!("{}{}", crate::features::auth::LINK, token.hex()))
}

/// The names of those whom the notes of a booking of this master may call for, by what is typed of them.
#[server(endpoint = "staff/colleagues", input = Json, output = Json)]
pub async fn find_colleagues(typed: String, master: Option<UserId>) -> Result<Vec<String>> {
    use crate::core::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::staff::colleagues(&context::db(), &actor, &typed, master)).await
}
