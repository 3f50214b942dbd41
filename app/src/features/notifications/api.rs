use crate::core::{
    browser::{ReadClient, WriteClient},
    error::Result,
    json::Json,
};
use domain::{
    events::Seq,
    notifications::{Choice, Inbox, InboxFilter, ReadSelection},
};
use leptos::prelude::*;

/// A page of the actor's inbox, latest first.
#[server(endpoint = "notifications/list", input = Json, output = Json, client = ReadClient)]
pub async fn list_notifications(before: Option<Seq>, shown: InboxFilter) -> Result<Inbox> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::notifications::inbox(&asker, before, shown)).await
}

/// Marks notifications as read, on all devices; returns how many are unread now.
#[server(endpoint = "notifications/read", input = Json, output = Json, client = WriteClient)]
pub async fn read_notifications(which: ReadSelection) -> Result<u32> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::notifications::read(&asker, &which)).await
}

/// The actor's preference for each kind of notification.
#[server(endpoint = "notifications/show_choices", input = Json, output = Json, client = ReadClient)]
pub async fn show_choices() -> Result<Vec<Choice>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::notifications::choices(&asker)).await
}

/// Sets the actor's preference for a kind of notification.
#[server(endpoint = "notifications/choose", input = Json, output = Json, client = WriteClient)]
pub async fn choose_notification(choice: Choice) -> Result<()> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::notifications::choose(&asker, choice)).await
}
