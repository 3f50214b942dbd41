use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;
use std::collections::VecDeque;

/// Lists that are kept: as many as one goes back over.
const LISTS: usize = 8;

/// What of each list was already on the screen: going back to it shows it as it was left; only its first piece is asked
/// for again, to see whether it still stands.
#[derive(Clone, Copy)]
pub struct Memory(StoredValue<VecDeque<(BookingQuery, Vec<BookingPage>)>>);

/// Makes the memory; it lives as long as the app.
pub fn provide_memory() {
    provide_context(Memory(StoredValue::default()));
}

/// The app's memory.
pub fn use_memory() -> Memory {
    expect_context()
}

impl Memory {
    /// The pieces after the first that were shown for a question, given its first piece now.
    pub fn recall(self, query: &BookingQuery, first: &BookingPage) -> Vec<BookingPage> {
        self.0.with_value(|lists| match lists.iter().find(|(asked, _)| asked == query) {
            // Another first piece: something changed, and what followed it may have too.
            Some((_, pieces)) if pieces.first() == Some(first) => pieces.iter().skip(1).cloned().collect(),
            _ => Vec::new(),
        })
    }

    /// Keeps what is shown.
    pub fn keep(self, query: BookingQuery, first: &BookingPage, more: &[BookingPage]) {
        let pieces = std::iter::once(first).chain(more).cloned().collect();
        self.0.update_value(|lists| {
            lists.retain(|(asked, _)| *asked != query);
            lists.truncate(LISTS - 1);
            lists.push_front((query, pieces));
        });
    }
}
