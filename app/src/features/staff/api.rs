use crate::core::{
    browser::{ReadClient, WriteClient},
    error::Result,
    json::{Fields, Json},
};
use domain::staff::{Person, UserId};
use leptos::prelude::*;

/// All people with an account, current and former.
#[server(endpoint = "staff/list", input = Json, output = Json, client = ReadClient)]
pub async fn list_staff() -> Result<Vec<Person>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::staff::people(&asker)).await
}

/// Deactivates a person, and ends all their sessions.
#[server(endpoint = "staff/switch_off", input = Fields, output = Json, client = WriteClient)]
pub async fn switch_person_off(person: UserId) -> Result<()> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::auth::switch_off(&asker, person)).await
}

#[server(endpoint = "staff/switch_on", input = Fields, output = Json, client = WriteClient)]
pub async fn switch_person_on(person: UserId) -> Result<()> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::auth::switch_on(&asker, person)).await
}

/// Creates a link with which a person chooses a new password; returns its path.
#[server(endpoint = "staff/make_password_link", input = Json, output = Json, client = WriteClient)]
pub async fn make_password_link(id: UserId) -> Result<String> {
    use crate::core::context;
    let asker = context::asker()?;
    let token = context::answer(domain::auth::make_password_link(&asker, id)).await?;
    Ok(format!("{}{}", crate::features::auth::LINK, token.hex()))
}

/// Names of colleagues who can be mentioned in the notes of a booking with this master, by what is typed of the name.
#[server(endpoint = "staff/colleagues", input = Json, output = Json, client = ReadClient)]
pub async fn find_colleagues(typed: String, master: Option<UserId>) -> Result<Vec<String>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::staff::colleagues(&asker, &typed, master)).await
}
