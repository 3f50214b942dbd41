use super::{
    api::list_bookings,
    list_cache::{ListCache, use_list_cache},
    load_more::LoadMore,
    row::BookingRows,
    sheet::use_opened,
    url,
};
use crate::core::{
    browser,
    changes::use_changes,
    page::use_frame,
    requests::resource,
    texts::use_texts,
    ui::{Empty, IconName, Loaded},
};
use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;

/// The list of bookings, which loads more pages while scrolling.
#[component]
pub fn BookingList(query: Memo<BookingQuery>) -> impl IntoView {
    let changes = use_changes();
    let list = resource(move || (query.get(), changes.list.get()), |(query, _)| list_bookings(query));
    let answered = RwSignal::new(query.get_untracked());
    let busy = move || (*query.read() != *answered.read()).then_some("true");
    view! {
        <section id="bookings" class="list" aria-busy=busy aria-label=use_texts().bookings_list_label()>
            // Responses to an earlier query are dropped when the query changes.
            <Loaded resource=list question=Signal::derive(move || url::list(&query.read())) skeleton=ListSkeleton view=move |first| {
                answered.set(query.get_untracked());
                changes.list_fetched(&first.rows);
                view! { <ListPages query=query.get_untracked() first/> }.into_any()
            }/>
        </section>
    }
    .into_any()
}

/// The first page of the list, and the pages that scrolling adds.
#[component]
fn ListPages(
    /// The query of the first page.
    query: BookingQuery,
    first: BookingPage,
) -> impl IntoView {
    let t = use_texts();
    if first.rows.is_empty() {
        return view! { <NoBookings query/> }.into_any();
    }
    let cache = use_list_cache();
    let opened = use_opened();
    let more = RwSignal::new(cache.pages_after_first(&query, &first));
    restore_scroll(cache, &query);
    cache.store(query.clone(), &first, &more.read_untracked());
    let add = {
        let (query, first) = (query.clone(), first.clone());
        move |page: BookingPage| {
            more.update(|more| more.push(page));
            cache.store(query.clone(), &first, &more.read_untracked());
        }
    };
    let last_of_first = first.rows.last().map(|row| row.starts.date());
    let first_is_similar = first.similar;
    let first_next = first.next;
    let next = Signal::derive(move || more.read().last().map_or(first_next, |page| page.next));
    let day_before = move |at: usize| match at.checked_sub(1) {
        None => last_of_first,
        Some(before) => more.read_untracked().get(before)?.rows.last().map(|row| row.starts.date()),
    };
    let is_similar_before = move |at: usize| match at.checked_sub(1) {
        None => first_is_similar,
        Some(before) => more.read_untracked().get(before).is_some_and(|page| page.similar),
    };
    let (query_of_first, query_of_more) = (query.clone(), query.clone());
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{t.bookings_when()}</th>
                    <th scope="col">{t.bookings_client()}</th>
                    <th scope="col">{t.bookings_service()}</th>
                    <th scope="col" class="master">{t.bookings_master()}</th>
                    <th scope="col" class="money">{t.bookings_price(&use_frame().currency)}</th>
                    <th scope="col">{t.bookings_status()}</th>
                    <th scope="col"><span class="unseen">{t.work_more()}</span></th>
                </tr>
            </thead>
            <BookingRows
                rows=first.rows
                day_before=None
                heading=first.similar.then(|| t.bookings_only_similar())
                similar=first.similar
                query=query_of_first
                opened
            />
            <ForEnumerate
                each=move || more.get()
                key=|page| page.rows.first().map(|row| row.id)
                children=move |at, page| {
                    let at = at.get_untracked();
                    let begins_similar = page.similar && !is_similar_before(at);
                    let heading = begins_similar.then(|| t.bookings_similar());
                    let day_before = day_before(at).filter(|_| !begins_similar);
                    view! { <BookingRows rows=page.rows day_before heading similar=page.similar query=query_of_more.clone() opened/> }
                }
            />
        </table>
        <LoadMore query next add/>
    }
    .into_any()
}

/// Restores the scroll position after Back, and records it while scrolling.
fn restore_scroll(cache: ListCache, query: &BookingQuery) {
    if expect_context::<browser::BackNavigation>().take() {
        browser::scroll_page_to(cache.scrolled(query));
    }
    let (query, now) = (query.clone(), url::use_booking_query());
    let scroll = window_event_listener(leptos::ev::scroll, move |_| {
        // The router scrolls to the top while the old list is still shown.
        if browser::has_element("bookings") && now.with_untracked(|now| *now == query) {
            cache.record_scroll(&query, browser::scroll_position());
        }
    });
    on_cleanup(move || scroll.remove());
}

/// Placeholder for a list without bookings.
#[component]
fn NoBookings(query: BookingQuery) -> impl IntoView {
    let t = use_texts();
    if query == BookingQuery::default() {
        return view! { <Empty icon=IconName::Calendar title=t.bookings_none() hint=t.bookings_none_hint()/> }
            .into_any();
    }
    let search_only = BookingQuery { q: String::new(), ..query.from_start() } == BookingQuery::default();
    let hint = if search_only { t.bookings_nothing_found_words() } else { t.bookings_nothing_found_hint() };
    view! {
        <Empty icon=IconName::SearchX title=t.bookings_nothing_found() hint>
            <a class="btn" href=url::list(&BookingQuery::default())>{t.bookings_reset()}</a>
        </Empty>
    }
    .into_any()
}

/// The list's placeholder while it loads.
#[component]
fn ListSkeleton() -> impl IntoView {
    view! {
        <div class="rows skeleton" aria-hidden="true">
            <span></span><span></span><span></span><span></span><span></span><span></span>
            <span></span><span></span><span></span><span></span><span></span><span></span>
        </div>
    }
}
