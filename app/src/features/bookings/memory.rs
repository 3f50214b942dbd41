use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;
use std::collections::VecDeque;

/// Lists that are kept: as many as one goes back over.
const LISTS: usize = 8;

/// What of each list was already on the screen: going back to it shows it as it was left; only its first piece is asked
/// for again, to see whether it still stands.
#[derive(Clone, Copy)]
pub struct Memory(StoredValue<VecDeque<Kept>>);

struct Kept {
    asked: BookingQuery,
    pieces: Vec<BookingPage>,
    /// How far the page was scrolled, in CSS pixels.
    scrolled: f64,
}

/// The app's memory.
pub fn use_memory() -> Memory {
    expect_context()
}

impl Memory {
    /// Provides it as a context; it lives as long as the app.
    pub fn provide() {
        provide_context(Memory(StoredValue::default()));
    }

    /// The pieces after the first that were shown for a question, given its first piece now.
    pub fn recall(self, query: &BookingQuery, first: &BookingPage) -> Vec<BookingPage> {
        self.0.with_value(|lists| match lists.iter().find(|kept| kept.asked == *query) {
            // Another first piece: something changed, and what followed it may have too.
            Some(kept) if kept.pieces.first() == Some(first) => kept.pieces.iter().skip(1).cloned().collect(),
            _ => Vec::new(),
        })
    }

    /// How far the page was scrolled when a list was shown last.
    pub fn scrolled(self, query: &BookingQuery) -> f64 {
        self.0.with_value(|lists| lists.iter().find(|kept| kept.asked == *query).map_or(0.0, |kept| kept.scrolled))
    }

    /// Notes how far the page is scrolled while a list is shown.
    pub fn scroll(self, query: &BookingQuery, to: f64) {
        self.0.update_value(|lists| {
            if let Some(kept) = lists.iter_mut().find(|kept| kept.asked == *query) {
                kept.scrolled = to;
            }
        });
    }

    /// Keeps what is shown.
    pub fn keep(self, query: BookingQuery, first: &BookingPage, more: &[BookingPage]) {
        let pieces = std::iter::once(first).chain(more).cloned().collect();
        self.0.update_value(|lists| {
            let before = lists.iter().position(|kept| kept.asked == query).and_then(|at| lists.remove(at));
            let scrolled = before.map_or(0.0, |kept| kept.scrolled);
            lists.truncate(LISTS - 1);
            lists.push_front(Kept { asked: query, pieces, scrolled });
        });
    }
}
