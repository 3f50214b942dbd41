use super::{
    api::count_bookings,
    figures::{FigureBar, FigureSkeleton},
    filters::Filters,
    list::BookingList,
    tools::Tools,
    url,
    work::{BulkBarHost, RowMenu},
};
use crate::core::{
    browser,
    changes::use_changes,
    live::use_live,
    page::use_frame,
    requests::resource,
    texts::use_texts,
    ui::{Button, Loaded},
};
use domain::{bookings::BookingQuery, live::Days, staff::Permission};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

/// `/crm/bookings`: the list of all bookings with search, filters and figures. Its state is in the URL.
#[component]
pub fn BookingsPage() -> impl IntoView {
    let t = use_texts();
    let edits = use_frame().may(Permission::EditBookings);
    let query = url::use_booking_query();
    // Status, position and order do not affect the figures, which are then not fetched again.
    let counted =
        Memo::new(move |_| BookingQuery { status: None, after: None, sort: Default::default(), ..query.get() });
    let changes = use_changes();
    let figures = resource(move || (counted.get(), changes.version.get()), |(query, _)| count_bookings(query));
    let live = use_live();
    Effect::new(move || {
        let range = query.with(|query| Days { from: query.period.from, to: query.period.to });
        live.watched.update(|watched| watched.range = Some(range));
    });
    on_cleanup(move || live.watched.update(|watched| watched.range = None));
    view! {
        <Title text=t.bookings_title()/>
        <div class="page bookings">
            <header class="titled"><h1>{t.bookings_title()}</h1><Tools query/></header>
            // Without permission to see bookings, only the list is shown, with its error.
            {use_frame()
                .sees_bookings
                .then(|| {
                    view! {
                        // The list fails for the same reason and shows it.
                        <Loaded
                            resource=figures
                            question=Signal::derive(move || url::list(&counted.read()))
                            skeleton=FigureSkeleton
                            failed=|_| view! { <FigureSkeleton/> }.into_any()
                            view=move |figures| view! { <FigureBar figures query/> }.into_any()
                        />
                        <Filters query/>
                        {edits.then(|| view! { <BulkBarHost query/> })}
                    }
                })}
            <NewBookingsNotice/>
            <div class="split">
                <BookingList query/>
                <Outlet/>
                <RowMenu/>
            </div>
        </div>
    }
    .into_any()
}

/// Notice that new bookings exist, with a button that shows them. Shown if the list was in use when they were added.
#[component]
fn NewBookingsNotice() -> impl IntoView {
    let (t, live, changes) = (use_texts(), use_live(), use_changes());
    Effect::new(move || {
        changes.list.track();
        live.has_new_bookings.set(false);
    });
    let show = Callback::new(move |()| {
        browser::scroll_page_to(0.0);
        changes.list_changed();
    });
    view! {
        <p class="fresh" role="status" hidden=move || !live.has_new_bookings.get()>
            <span>{t.live_fresh()}</span>
            <Button label=t.live_fresh_show() press=show/>
        </p>
    }
    .into_any()
}
