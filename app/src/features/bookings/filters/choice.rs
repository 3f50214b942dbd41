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
pub enum Choice {
    Status(Option<Status>),
    Master(Option<UserId>),
    Period(Period),
    Sort(Sort),
}

impl Choice {
    /// The query with this change, from its first row.
    pub fn ask(self, query: BookingQuery) -> BookingQuery {
        let query = query.from_start();
        match self {
            Choice::Status(status) => BookingQuery { status, ..query },
            Choice::Master(master) => BookingQuery { master, ..query },
            Choice::Period(period) => BookingQuery { period, ..query },
            Choice::Sort(sort) => BookingQuery { sort, ..query },
        }
    }

    pub fn href(self, query: Memo<BookingQuery>) -> Signal<String> {
        Signal::derive(move || url::list(&self.ask(query.get())))
    }

    /// Whether the query already has this value.
    pub fn is_current(self, query: Memo<BookingQuery>) -> Signal<bool> {
        Signal::derive(move || self.ask(query.get()) == query.get().from_start())
    }

    /// Element id of the menu that contains it.
    fn menu(self) -> Option<&'static str> {
        match self {
            Choice::Status(_) => None,
            Choice::Master(_) => Some(MASTERS),
            Choice::Period(_) => Some(PERIODS),
            Choice::Sort(_) => Some(ORDERS),
        }
    }
}

/// A line of a menu: a link that changes the query, and closes the menu.
#[component]
pub fn Choose(query: Memo<BookingQuery>, choice: Choice, name: String) -> impl IntoView {
    let current = choice.is_current(query);
    view! {
        <a
            href=choice.href(query)
            aria-current=move || current.get().then_some("true")
            on:click=move |_| choice.menu().into_iter().for_each(browser::close_popover)
        >
            <bdi>{name}</bdi>
        </a>
    }
    .into_any()
}
