use super::HiddenFields;
use crate::{
    core::{
        browser,
        page::use_frame,
        texts::use_texts,
        ui::{Icon, IconName},
    },
    features::bookings::url,
};
use domain::{bookings::BookingQuery, staff::Permission};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::time::Duration;

/// Debounce: longer than the pause between two keys of a fast typist.
const PAUSE: Duration = Duration::from_millis(120);

const FIELD: &str = "search";

/// Search while typing. A late response never changes the typed text.
#[component]
pub fn SearchField(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let initial = query.read_untracked().q.clone();
    // Text may have been typed before hydration.
    let typed = RwSignal::new(browser::field_value(FIELD).unwrap_or_else(|| initial.clone()));
    let sent = StoredValue::new(initial);
    let navigate = use_navigate();
    let search = move |q: String| {
        if sent.with_value(|sent| *sent == q) {
            return;
        }
        // Starting and clearing a search are history entries; typing in between replaces the entry.
        let replace = !q.is_empty() && sent.with_value(|sent| !sent.is_empty());
        sent.set_value(q.clone());
        let changed = BookingQuery { q, ..query.get_untracked().from_start() };
        navigate(&url::list(&changed), NavigateOptions { replace, scroll: false, ..Default::default() });
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let schedule_search = {
        let search = search.clone();
        move || {
            if let Some(timer) = timer.get_value() {
                timer.clear();
            }
            let search = search.clone();
            let then = move || typed.try_get_untracked().into_iter().for_each(&search);
            timer.set_value(set_timeout_with_handle(then, PAUSE).ok());
        }
    };
    Effect::new({
        let schedule_search = schedule_search.clone();
        move |first: Option<()>| {
            let now = query.read().q.clone();
            if first.is_none() {
                schedule_search();
            } else if sent.with_value(|sent| *sent != now) {
                // The URL was changed otherwise: by Back, a link or a cleared filter.
                sent.set_value(now.clone());
                typed.set(now);
            }
        }
    });
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        schedule_search();
    };
    let submit = {
        let search = search.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            search(typed.get_untracked());
        }
    };
    let clear = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        typed.set(String::new());
        search(String::new());
        browser::focus(FIELD);
    };
    let contacts = use_frame().may(Permission::SeeContacts);
    let hint = if contacts { t.bookings_search() } else { t.bookings_search_names() };
    view! {
        <form class="search" role="search" method="get" action="/crm/bookings" on:submit=submit>
            <Icon name=IconName::Search/>
            <input
                id=FIELD
                name="q"
                type="search"
                dir="auto"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder=hint
                aria-label=t.bookings_search_label()
                value=query.read_untracked().q.clone()
                prop:value=Signal::derive(move || typed.get())
                on:input=on_input
            />
            <HiddenFields query without=&["q"]/>
            <a
                class="clear"
                href=Signal::derive(move || url::list(&BookingQuery { q: String::new(), ..query.get().from_start() }))
                aria-label=t.bookings_clear()
                hidden=move || typed.read().is_empty()
                on:click=clear
            >
                <Icon name=IconName::X/>
            </a>
        </form>
    }
    .into_any()
}
