use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;
use std::collections::VecDeque;

const MAX_LISTS: usize = 8;

/// Cache of the pages of recent lists, for Back. Only the first page is fetched again, to see whether the list is
/// unchanged. A context of the app.
#[derive(Clone, Copy)]
pub struct ListCache(StoredValue<VecDeque<CachedList>>);

struct CachedList {
    query: BookingQuery,
    pages: Vec<BookingPage>,
    /// Scroll position of the page, in CSS pixels.
    scrolled: f64,
}

pub fn use_list_cache() -> ListCache {
    expect_context()
}

impl ListCache {
    /// Provides the context, for the app's lifetime.
    pub fn provide() {
        provide_context(ListCache(StoredValue::default()));
    }

    /// The cached pages after the first, if the first page is unchanged.
    pub fn pages_after_first(self, query: &BookingQuery, first: &BookingPage) -> Vec<BookingPage> {
        self.0.with_value(|lists| match lists.iter().find(|list| list.query == *query) {
            // If the first page has changed, the others may have changed too.
            Some(list) if list.pages.first() == Some(first) => list.pages.iter().skip(1).cloned().collect(),
            _ => Vec::new(),
        })
    }

    /// Scroll position of a list when it was last shown, in CSS pixels.
    pub fn scrolled(self, query: &BookingQuery) -> f64 {
        self.0.with_value(|lists| lists.iter().find(|list| list.query == *query).map_or(0.0, |list| list.scrolled))
    }

    /// Records the scroll position of a list, in CSS pixels.
    pub fn record_scroll(self, query: &BookingQuery, to: f64) {
        self.0.update_value(|lists| {
            if let Some(list) = lists.iter_mut().find(|list| list.query == *query) {
                list.scrolled = to;
            }
        });
    }

    /// Stores the pages of a list, as the most recent one.
    pub fn store(self, query: BookingQuery, first: &BookingPage, more: &[BookingPage]) {
        let pages = std::iter::once(first).chain(more).cloned().collect();
        self.0.update_value(|lists| {
            let before = lists.iter().position(|list| list.query == query).and_then(|at| lists.remove(at));
            let scrolled = before.map_or(0.0, |list| list.scrolled);
            lists.truncate(MAX_LISTS - 1);
            lists.push_front(CachedList { query, pages, scrolled });
        });
    }
}
