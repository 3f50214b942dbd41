use super::{
    api::count_bookings,
    figures::{FigureBar, FigureSkeleton},
    filters::Filters,
    list::BookingList,
    url,
};
use crate::{frame::use_frame, texts::use_texts, ui::Loaded};
use domain::bookings::BookingQuery;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

/// `/crm/bookings`: any booking of any year, by list, filter, search and figures. Its state is its URL.
#[component]
pub fn BookingsPage() -> impl IntoView {
    let t = use_texts();
    let query = url::use_asked();
    // Neither a status nor a place in the list changes the figures: they need no new answer then.
    let counted =
        Memo::new(move |_| BookingQuery { status: None, after: None, sort: Default::default(), ..query.get() });
    let figures = Resource::new(move || counted.get(), count_bookings);
    // The next click is on a row.
    Effect::new(super::Sheet::load_ahead);
    view! {
        <Title text=t.bookings_title()/>
        <div class="page bookings">
            <h1>{t.bookings_title()}</h1>
            // Where nothing may be seen, the list says so, and there is nothing to count or to choose.
            {use_frame()
                .sees_bookings
                .then(|| {
                    view! {
                        // What fails here fails in the list too, which says why.
                        <Loaded
                            resource=figures
                            shape=FigureSkeleton
                            failed=|_| view! { <FigureSkeleton/> }.into_any()
                            view=move |figures| view! { <FigureBar figures query/> }.into_any()
                        />
                        <Filters query/>
                    }
                })}
            <div class="split">
                <BookingList query/>
                <Outlet/>
            </div>
        </div>
    }
    .into_any()
}
