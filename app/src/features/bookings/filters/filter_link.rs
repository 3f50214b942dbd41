use crate::{core::browser, features::bookings::url};
use domain::{
    Period,
    bookings::{BookingQuery, Sort, Status},
    staff::UserId,
};
use leptos::prelude::*;

pub const MASTERS: &str = "masters";
pub const PERIODS: &str = "periods";
pub const ORDERS: &str = "orders";

/// A change of one parameter of the query.
#[derive(Clone, Copy, PartialEq)]
pub enum FilterChange {
    Status(Option<Status>),
    Master(Option<UserId>),
    Period(Period),
    Sort(Sort),
}

impl FilterChange {
    /// The query with this change, from its first row, without filters that could not be read.
    pub fn apply(self, query: BookingQuery) -> BookingQuery {
        let query = BookingQuery { unreadable: Vec::new(), ..query.from_start() };
        match self {
            FilterChange::Status(status) => BookingQuery { status, ..query },
            FilterChange::Master(master) => BookingQuery { master, ..query },
            FilterChange::Period(period) => BookingQuery { period, ..query },
            FilterChange::Sort(sort) => BookingQuery { sort, ..query },
        }
    }

    pub fn href(self, query: Memo<BookingQuery>) -> Signal<String> {
        Signal::derive(move || url::list(&self.apply(query.get())))
    }

    /// Whether the query already has this value.
    pub fn is_current(self, query: Memo<BookingQuery>) -> Signal<bool> {
        Signal::derive(move || {
            let now = BookingQuery { unreadable: Vec::new(), ..query.get().from_start() };
            self.apply(query.get()) == now
        })
    }

    /// Element id of the menu that contains it.
    fn menu(self) -> Option<&'static str> {
        match self {
            FilterChange::Status(_) => None,
            FilterChange::Master(_) => Some(MASTERS),
            FilterChange::Period(_) => Some(PERIODS),
            FilterChange::Sort(_) => Some(ORDERS),
        }
    }
}

/// A line of a menu: a link that changes the query, and closes the menu.
#[component]
pub fn FilterLink(query: Memo<BookingQuery>, change: FilterChange, name: String) -> impl IntoView {
    let current = change.is_current(query);
    view! {
        <a
            href=change.href(query)
            aria-current=move || current.get().then_some("true")
            on:click=move |_| change.menu().into_iter().for_each(browser::close_popover)
        >
            <bdi>{name}</bdi>
        </a>
    }
    .into_any()
}
