use super::{open_dialogs::use_dialogs, steps::OtherSteps};
use crate::{
    core::{
        browser,
        texts::use_texts,
        ui::{Icon, IconName},
    },
    features::bookings::address,
};
use domain::bookings::BookingRow;
use leptos::prelude::*;

const MENU: &str = "row-menu";

/// Button that opens the menu of a row. All rows share one menu.
#[component]
pub fn RowMenuButton(#[prop(into)] row: Signal<BookingRow>) -> impl IntoView {
    let (t, dialogs) = (use_texts(), use_dialogs());
    let label = move || t.work_more_of(format!("\u{2068}{}\u{2069}", row.read().client));
    view! {
        <button
            class="dots"
            type="button"
            popovertarget=MENU
            aria-label=label
            on:click=move |_| dialogs.menu.set(Some(row.get_untracked()))
        >
            <Icon name=IconName::Ellipsis/>
        </button>
    }
    .into_any()
}

/// The menu of the row whose button was clicked.
#[component]
pub fn RowMenu() -> impl IntoView {
    let (t, dialogs) = (use_texts(), use_dialogs());
    let close = Callback::new(|()| browser::close_popover(MENU));
    let inside = move || {
        dialogs.menu.get().map(|row| {
            let open = address(row.id);
            let client = row.client.clone();
            view! {
                <strong class="part"><bdi>{client}</bdi></strong>
                <OtherSteps row chosen=close all=true/>
                <a href=open on:click=move |_| close.run(())><Icon name=IconName::PanelRight/>{t.work_open()}</a>
            }
        })
    };
    view! { <div class="popover menu acts-menu" popover="auto" id=MENU>{inside}</div> }.into_any()
}
