use super::{
    api::list_bookings,
    memory::{Memory, use_memory},
    more::More,
    row::Rows,
    sheet::use_opened,
    url,
};
use crate::core::{
    browser,
    changes::use_changes,
    page::use_frame,
    texts::use_texts,
    ui::{Empty, IconName, Loaded},
};
use domain::bookings::{BookingPage, BookingQuery};
use leptos::prelude::*;

/// The list of bookings, which loads more pages while scrolling.
#[component]
pub fn BookingList(query: Memo<BookingQuery>) -> impl IntoView {
    let changes = use_changes();
    let list = Resource::new(move || (query.get(), changes.list.get()), |(query, _)| list_bookings(query));
    let answered = RwSignal::new(query.get_untracked());
    let busy = move || (*query.read() != *answered.read()).then_some("true");
    view! {
        <section id="bookings" class="list" aria-busy=busy aria-label=use_texts().bookings_list_label()>
            // Responses to an earlier query are dropped when the query changes.
            <Loaded resource=list question=Signal::derive(move || url::list(&query.read())) shape=ListSkeleton view=move |first| {
                answered.set(query.get_untracked());
                changes.list_fetched(&first.rows);
                view! { <Pieces asked=query.get_untracked() first/> }.into_any()
            }/>
        </section>
    }
    .into_any()
}

/// The first page of the list, and the pages that scrolling adds.
#[component]
fn Pieces(
    /// The query of the first page.
    asked: BookingQuery,
    first: BookingPage,
) -> impl IntoView {
    let t = use_texts();
    if first.rows.is_empty() {
        return view! { <Nothing asked/> }.into_any();
    }
    let memory = use_memory();
    let opened = use_opened();
    let more = RwSignal::new(memory.recall(&asked, &first));
    keep_place(memory, &asked);
    memory.keep(asked.clone(), &first, &more.read_untracked());
    let add = {
        let (asked, first) = (asked.clone(), first.clone());
        move |piece: BookingPage| {
            more.update(|more| more.push(piece));
            memory.keep(asked.clone(), &first, &more.read_untracked());
        }
    };
    let last_of_first = first.rows.last().map(|row| row.starts.date());
    let first_next = first.next;
    let next = Signal::derive(move || more.read().last().map_or(first_next, |piece| piece.next));
    let day_before = move |at: usize| match at.checked_sub(1) {
        None => last_of_first,
        Some(before) => more.read_untracked().get(before)?.rows.last().map(|row| row.starts.date()),
    };
    let (asked_first, asked_more) = (asked.clone(), asked.clone());
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
            <Rows rows=first.rows day_before=None asked=asked_first opened/>
            <ForEnumerate
                each=move || more.get()
                key=|piece| piece.rows.first().map(|row| row.id)
                children=move |at, piece| {
                    let day_before = day_before(at.get_untracked());
                    view! { <Rows rows=piece.rows day_before asked=asked_more.clone() opened/> }
                }
            />
        </table>
        <More asked next add/>
    }
    .into_any()
}

/// Restores the scroll position after Back, and records it while scrolling.
fn keep_place(memory: Memory, asked: &BookingQuery) {
    if expect_context::<browser::Returned>().take() {
        browser::scroll_back(memory.scrolled(asked));
    }
    let (asked, now) = (asked.clone(), url::use_asked());
    let scroll = window_event_listener(leptos::ev::scroll, move |_| {
        // The router scrolls to the top while the old list is still shown.
        if browser::has_element("bookings") && now.with_untracked(|now| *now == asked) {
            memory.scroll(&asked, browser::scrolled());
        }
    });
    on_cleanup(move || scroll.remove());
}

/// Placeholder for a list without bookings.
#[component]
fn Nothing(asked: BookingQuery) -> impl IntoView {
    let t = use_texts();
    if asked == BookingQuery::default() {
        return view! { <Empty icon=IconName::Calendar title=t.bookings_none() hint=t.bookings_none_hint()/> }
            .into_any();
    }
    let words_only = BookingQuery { q: String::new(), ..asked.from_start() } == BookingQuery::default();
    let hint = if words_only { t.bookings_nothing_found_words() } else { t.bookings_nothing_found_hint() };
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
