use super::{
    PALETTE_FIELD, PaletteOpen,
    items::{Action, Item, groups},
};
use crate::{
    core::{
        browser,
        page::use_frame,
        preferences::{LANGUAGE_COOKIE, THEME_COOKIE},
        requests::NewestTask,
        texts::use_texts,
        ui::{Icon, IconName, error_sentence, next_option},
    },
    features::{bookings::work::use_dialogs, lookup::api::look_up},
};
use domain::lookup::Found;
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// Debounce: fast typing sends one request.
const PAUSE: Duration = Duration::from_millis(60);

const ID: &str = "palette";
const LIST: &str = "palette-list";

fn option_id(number: usize) -> String {
    format!("palette-{number}")
}

/// The dialog: a search field and the matching items. Arrow keys move, Enter runs an item, Escape closes.
#[component]
pub fn PaletteView() -> impl IntoView {
    let t = use_texts();
    let PaletteOpen(open) = expect_context();
    let frame = use_frame();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new((String::new(), Ok(Found::default())));
    let search = NewestTask::new();
    // The answer to an earlier text is not shown: Enter must not run an outdated item.
    let answer = Memo::new(move |_| {
        let (text, answer) = found.get();
        (text == *typed.read()).then_some(answer)
    });
    let shown = Memo::new(move |_| answer.get().and_then(Result::ok).unwrap_or_default());
    let listed = Memo::new(move |_| groups(t, &frame, &typed.read(), shown.get()));
    let items = Memo::new(move |_| listed.get().into_iter().flat_map(|group| group.items).collect::<Vec<Item>>());
    let chosen = RwSignal::new(0_usize);
    let mut search = debounce(PAUSE, move |text: String| {
        search.spawn(async move {
            let answer = look_up(text.clone()).await;
            found.set((text, answer));
        });
    });
    let input = move |event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        chosen.set(0);
        search(text);
    };
    let words = Memo::new(move |_| match &*answer.read() {
        None => Some(t.bookings_loading().to_owned()),
        Some(Err(error)) => Some(error_sentence(t, error)),
        Some(Ok(_)) => items.with(Vec::is_empty).then(|| t.bookings_nothing_found().to_owned()),
    });
    let navigate = use_navigate();
    let dialogs = use_dialogs();
    let run_item = StoredValue::new(move |number: usize| {
        let Some(item) = items.with_untracked(|items| items.get(number).cloned()) else { return };
        open.set(false);
        match item.action {
            Action::NewBooking => dialogs.creating.set(true),
            Action::Open(path) => navigate(&path, Default::default()),
            Action::SetLanguage(language) => browser::submit_form("/preferences", LANGUAGE_COOKIE, language.code()),
            Action::SetTheme(theme) => browser::submit_form("/preferences", THEME_COOKIE, theme.code()),
        }
    });
    let keys = move |event: KeyboardEvent| {
        let now = chosen.get_untracked();
        match event.key().as_str() {
            // By default, Escape only clears a search field.
            "Escape" => open.set(false),
            "Enter" => run_item.with_value(|run_item| run_item(now)),
            key => match next_option(key, Some(now), items.with_untracked(Vec::len)) {
                Some(at) => chosen.set(at),
                None => return,
            },
        }
        event.prevent_default();
        browser::scroll_into_view(&option_id(chosen.get_untracked()));
    };
    let element = NodeRef::new();
    Effect::new(move || {
        if let Some(dialog) = element.get() {
            browser::show_dialog(dialog, open.get());
            browser::select_text(PALETTE_FIELD);
            browser::insert_buffered_keys(PALETTE_FIELD);
        }
    });
    let line = move |number: usize, item: Item| {
        view! {
            <li
                id=option_id(number)
                role="option"
                aria-selected=move || if chosen.get() == number { "true" } else { "false" }
                on:click=move |_| run_item.with_value(|run_item| run_item(number))
                on:pointermove=move |_| {
                    if chosen.get_untracked() != number {
                        chosen.set(number);
                    }
                }
            >
                <Icon name=item.icon/>
                <bdi>{item.text}</bdi>
                <small class="muted"><bdi>{item.detail}</bdi></small>
            </li>
        }
        .into_any()
    };
    let lines = move || {
        let mut number = 0;
        let mut views: Vec<AnyView> = Vec::new();
        for group in listed.get() {
            views.push(view! { <li class="head" role="presentation">{group.title}</li> }.into_any());
            for item in group.items {
                views.push(line(number, item));
                number += 1;
            }
        }
        views
    };
    view! {
        <dialog node_ref=element id=ID class="palette" aria-label=t.palette_title() on:close=move |_| open.set(false)>
            <div class="ask">
                <Icon name=IconName::Search/>
                <input
                    id=PALETTE_FIELD
                    type="search"
                    dir="auto"
                    role="combobox"
                    aria-label=t.palette_title()
                    aria-expanded="true"
                    aria-controls=LIST
                    aria-activedescendant=move || items.with(|items| !items.is_empty()).then(|| option_id(chosen.get()))
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    placeholder=t.palette_hint()
                    on:input=input
                    on:keydown=keys
                />
                <form method="dialog"><button class="btn icon" aria-label=t.sheet_close()><Icon name=IconName::X/></button></form>
            </div>
            <ul id=LIST role="listbox" aria-label=t.palette_title()>{lines}</ul>
            {move || words.get().map(|words| view! { <p class="muted none" role="status">{words}</p> })}
        </dialog>
    }
    .into_any()
}
