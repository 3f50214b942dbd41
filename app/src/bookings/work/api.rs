use crate::{error::Result, json::Json};
use domain::bookings::{
    BookingId, BookingQuery, BookingRow, Cancellation, ChangeId, DayAsked, Done, Fields, ManyDone, ManyVerb, MasterDay,
    NewVisit, Selection, Slot, Verb,
};
use domain::{
    clients::{ClientId, FoundClient, Habit},
    services::FoundService,
    staff::UserId,
};
use leptos::prelude::*;

/// Books a visit.
#[server(endpoint = "bookings/book", input = Json, output = Json)]
pub async fn book_visit(visit: NewVisit) -> Result<Done> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    let (db, language, now) = (context::db(), context::preferences().language, context::now());
    context::answer(domain::bookings::book(&db, &actor, &salon, language, &visit, now)).await
}

/// Changes what a booking says, as far as nobody else changed it after `version`.
#[server(endpoint = "bookings/edit", input = Json, output = Json)]
pub async fn edit_booking(id: BookingId, version: i32, fields: Fields) -> Result<Done> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    let (db, language, now) = (context::db(), context::preferences().language, context::now());
    context::answer(domain::bookings::edit(&db, &actor, &salon, language, (id, version), &fields, now)).await
}

/// Takes a booking one step along its life; one that comes back may come back to another time.
#[server(endpoint = "bookings/step", input = Json, output = Json)]
pub async fn step_booking(id: BookingId, verb: Verb, at: Option<Slot>) -> Result<Done> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    let (db, now) = (context::db(), context::now());
    context::answer(domain::bookings::take_step(&db, &actor, &salon, id, verb, at, now)).await
}

/// Cancels a booking.
#[server(endpoint = "bookings/cancel", input = Json, output = Json)]
pub async fn cancel_booking(id: BookingId, why: Cancellation) -> Result<Done> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::cancel(&context::db(), &actor, &salon, id, &why, context::now())).await
}

/// The names of those whom the notes of a booking of this master may call for, by what is typed of them.
#[server(endpoint = "bookings/colleagues", input = Json, output = Json)]
pub async fn find_colleagues(typed: String, master: Option<UserId>) -> Result<Vec<String>> {
    use crate::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::staff::colleagues(&context::db(), &actor, &typed, master)).await
}

/// How many bookings match, as far as they can be changed at once.
#[server(endpoint = "bookings/count_many", input = Json, output = Json)]
pub async fn count_many(query: BookingQuery) -> Result<u32> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::count_many(&context::db(), &actor, &salon, &query)).await
}

/// Changes many bookings.
#[server(endpoint = "bookings/change_many", input = Json, output = Json)]
pub async fn change_many(selection: Selection, verb: ManyVerb) -> Result<ManyDone> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    let db = context::db();
    context::answer(domain::bookings::change_many(&db, &actor, &salon, &selection, &verb, context::now)).await
}

/// Undoes what one has just done.
#[server(endpoint = "bookings/undo", input = Json, output = Json)]
pub async fn undo_change(change: ChangeId) -> Result<Done> {
    use crate::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::bookings::undo(&context::db(), &actor, change, context::undo_within(), context::now())).await
}

/// Bookings as the list shows them; those that are gone or not for these eyes are left out.
#[server(endpoint = "bookings/rows", input = Json, output = Json)]
pub async fn list_rows(ids: Vec<BookingId>) -> Result<Vec<BookingRow>> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::rows(&context::db(), &actor, &salon, &ids)).await
}

/// When the masters who perform a service are free.
#[server(endpoint = "bookings/days", input = Json, output = Json)]
pub async fn show_days(asked: DayAsked) -> Result<Vec<MasterDay>> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::bookings::master_days(&context::db(), &actor, &salon, &asked, context::now())).await
}

/// A few clients who are called so.
#[server(endpoint = "clients/find", input = Json, output = Json)]
pub async fn find_clients(typed: String) -> Result<Vec<FoundClient>> {
    use crate::context;
    let (actor, salon) = context::actor()?;
    context::answer(domain::clients::find_clients(&context::db(), &actor, &salon, &typed)).await
}

/// What a client was here for last.
#[server(endpoint = "clients/habit", input = Json, output = Json)]
pub async fn show_habit(client: ClientId) -> Result<Option<Habit>> {
    use crate::context;
    let (actor, _) = context::actor()?;
    context::answer(domain::clients::habit(&context::db(), &actor, client)).await
}

/// The services that are called so.
#[server(endpoint = "services/find", input = Json, output = Json)]
pub async fn find_services(typed: String) -> Result<Vec<FoundService>> {
    use crate::context;
    let (actor, _) = context::actor()?;
    let language = context::preferences().language;
    context::answer(async { domain::services::find_services(&context::db(), &actor, language, &typed).await }).await
}
