use super::{url, work::use_selection};
use crate::core::{
    browser,
    page::use_frame,
    texts::use_texts,
    ui::{Icon, IconName, Popover},
};
use domain::{bookings::BookingQuery, staff::Permission};
use leptos::prelude::*;

const EXPORTS: &str = "exports";
/// Element id of the button that switches selection on or off.
pub const SELECT_ROWS: &str = "select-rows";

/// Buttons above the list: select, and export.
#[component]
pub fn Tools(query: Memo<BookingQuery>) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let selecting = use_selection();
    let select = frame.may(Permission::EditBookings).then(|| {
        let pressed = move || if selecting.on.get() { "true" } else { "false" };
        view! {
            <button id=SELECT_ROWS class="btn" type="button" aria-keyshortcuts="X" aria-pressed=pressed on:click=move |_| selecting.toggle()>
                <Icon name=IconName::ListChecks/>
                <span>{t.many_select()}</span>
            </button>
        }
    });
    let export = may_export().then(|| {
        let label = view! { <Icon name=IconName::Download/><span>{t.many_export()}</span> };
        let links = export_links(EXPORTS, move |ending| url::export(&query.read(), None, ending));
        view! { <Popover id=EXPORTS kind="menu" label=move || label>{links}</Popover> }
    });
    view! { <div class="tools">{select}{export}</div> }.into_any()
}

/// Whether the person may export bookings.
pub fn may_export() -> bool {
    let frame = use_frame();
    frame.may(Permission::ExportAll) || frame.may(Permission::ExportMoney)
}

/// Export formats, as lines of a menu.
pub fn export_links(
    menu: &'static str,
    href: impl Fn(&'static str) -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let link = move |ending: &'static str, name: &'static str| {
        view! {
            // A download, not a page of the app.
            <a href=move || href(ending) rel="external" download on:click=move |_| browser::close_popover(menu)>{name}</a>
        }
    };
    (link("xlsx", "Excel (XLSX)"), link("csv", "CSV")).into_any()
}
