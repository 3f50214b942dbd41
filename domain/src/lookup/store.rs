use super::Found;
use crate::{
    Error, Result,
    bookings::{self, BookingQuery},
    clients,
    search::Terms,
    staff::Asker,
};

/// The bookings page shows the rest.
const BOOKINGS: usize = 5;

/// Searches bookings and clients. A kind that the actor may not see is empty, not an error.
pub async fn look_up(asker: &Asker, typed: &str) -> Result<Found> {
    if Terms::parse(typed).is_none() {
        return Ok(Found::default());
    }
    let query = BookingQuery { q: typed.to_owned(), ..BookingQuery::default() };
    let (bookings, clients) =
        tokio::join!(async { seen(bookings::list(asker, &query).await.map(|page| page.rows)) }, async {
            seen(clients::find_clients(asker, typed).await)
        },);
    let mut found = Found { bookings: bookings?, clients: clients? };
    found.bookings.truncate(BOOKINGS);
    Ok(found)
}

fn seen<T>(found: Result<Vec<T>>) -> Result<Vec<T>> {
    match found {
        Err(Error::Forbidden) => Ok(Vec::new()),
        found => found,
    }
}
