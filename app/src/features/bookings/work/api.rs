use crate::core::{
    browser::{LongClient, ReadClient, WriteClient},
    error::Result,
    json::Json,
};
use domain::bookings::{
    BookingId, BookingQuery, BulkAction, BulkResult, Cancellation, ChangeId, Counted, DayAsked, Done, MasterDay,
    NewFields, NewTime, NewVisit, Selection, Verb,
};
use leptos::prelude::*;

/// Creates the bookings of a visit.
#[server(endpoint = "bookings/book", input = Json, output = Json, client = WriteClient)]
pub async fn book_visit(visit: NewVisit) -> Result<Done> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::book(&asker, &visit)).await
}

/// Edits a booking; a conflict if somebody else changed it after `version`.
#[server(endpoint = "bookings/edit", input = Json, output = Json, client = WriteClient)]
pub async fn edit_booking(id: BookingId, version: i32, fields: NewFields) -> Result<Done> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::edit(&asker, (id, version), &fields)).await
}

/// Changes a booking's status. A booking that returns to the calendar can return at another time, `at`.
#[server(endpoint = "bookings/step", input = Json, output = Json, client = WriteClient)]
pub async fn step_booking(id: BookingId, verb: Verb, at: Option<NewTime>) -> Result<Done> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::take_step(&asker, id, verb, at)).await
}

#[server(endpoint = "bookings/cancel", input = Json, output = Json, client = WriteClient)]
pub async fn cancel_booking(id: BookingId, why: Cancellation) -> Result<Done> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::cancel(&asker, id, &why)).await
}

/// The number of bookings that match, up to the limit of a bulk change, and the place in the feed at which it was
/// counted.
#[server(endpoint = "bookings/count_many", input = Json, output = Json, client = ReadClient)]
pub async fn count_matching(query: BookingQuery) -> Result<Counted> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::count_matching(&asker, &query)).await
}

/// Changes the selected bookings, once for each key.
#[server(endpoint = "bookings/change_many", input = Json, output = Json, client = LongClient)]
pub async fn change_in_bulk(key: String, selection: Selection, verb: BulkAction) -> Result<BulkResult> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::change_in_bulk(&asker, &key, &selection, &verb, context::now)).await
}

/// Undoes a recent change of the actor.
#[server(endpoint = "bookings/undo", input = Json, output = Json, client = LongClient)]
pub async fn undo_change(change: ChangeId) -> Result<Done> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::undo(&asker, change, context::undo_within())).await
}

/// The free times of a day, for each master who performs a service.
#[server(endpoint = "bookings/days", input = Json, output = Json, client = ReadClient)]
pub async fn show_days(asked: DayAsked) -> Result<Vec<MasterDay>> {
    use crate::core::context;
    let asker = context::asker()?;
    context::answer(domain::bookings::master_days(&asker, &asked)).await
}
