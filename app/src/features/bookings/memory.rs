use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;
use std::collections::VecDeque;

const LISTS: usize = 8;

/// Cache of the pages of recent lists, for Back. Only the first page is fetched again, to see whether the list is
/// unchanged. A context of the app.
#[derive(Clone, Copy)]
pub struct Memory(StoredValue<VecDeque<Kept>>);

struct Kept {
    asked: BookingQuery,
    pieces: Vec<BookingPage>,
    /// Scroll position of the page, in CSS pixels.
    scrolled: f64,
}

pub fn use_memory() -> Memory {
    expect_context()
}

impl Memory {
    /// Provides the context, for the app's lifetime.
    pub fn provide() {
        provide_context(Memory(StoredValue::default()));
    }

    /// The cached pages after the first, if the first page is unchanged.
    pub fn recall(self, query: &BookingQuery, first: &BookingPage) -> Vec<BookingPage> {
        self.0.with_value(|lists| match lists.iter().find(|kept| kept.asked == *query) {
            // If the first page has changed, the others may have changed too.
            Some(kept) if kept.pieces.first() == Some(first) => kept.pieces.iter().skip(1).cloned().collect(),
            _ => Vec::new(),
        })
    }

    /// Scroll position of a list when it was last shown, in CSS pixels.
    pub fn scrolled(self, query: &BookingQuery) -> f64 {
        self.0.with_value(|lists| lists.iter().find(|kept| kept.asked == *query).map_or(0.0, |kept| kept.scrolled))
    }

    /// Records the scroll position of a list, in CSS pixels.
    pub fn scroll(self, query: &BookingQuery, to: f64) {
        self.0.update_value(|lists| {
            if let Some(kept) = lists.iter_mut().find(|kept| kept.asked == *query) {
                kept.scrolled = to;
            }
        });
    }

    /// Stores the pages of a list, as the most recent one.
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
