use super::{
    export::CsvStyle,
    url::{self, ExportFormat},
    work::use_selection,
};
use crate::core::{
    browser,
    error::AppError,
    format::after_colon,
    page::use_frame,
    texts::use_texts,
    ui::{Icon, IconName, Popover, use_toasts},
};
use domain::{bookings::BookingQuery, staff::Permission};
use leptos::{prelude::*, task::spawn_local};

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
        let links = export_links(EXPORTS, move |format| url::export(&query.read(), None, format));
        view! { <Popover id=EXPORTS kind="menu" label=move || label>{links}</Popover> }
    });
    view! { <div class="tools">{select}{export}</div> }.into_any()
}

/// Whether the person may export bookings.
pub fn may_export() -> bool {
    let frame = use_frame();
    frame.may(Permission::ExportAll) || frame.may(Permission::ExportMoney)
}

/// Export formats, as lines of a menu. The answer is looked at before it becomes a file, so that an error is words in
/// the page. Without script the browser downloads the file itself.
pub fn export_links(
    menu: &'static str,
    href: impl Fn(ExportFormat) -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let (t, toasts) = (use_texts(), use_toasts());
    let save = move |address: String| {
        browser::close_popover(menu);
        toasts.show(t.many_preparing());
        spawn_local(async move {
            match browser::download(&address).await {
                Ok(()) => {}
                Err(AppError::Invalid(_)) => {
                    toasts.show(t.failed_because(t.failed_export(), after_colon(t.bookings_unreadable_first())));
                }
                Err(error) => toasts.show_error(t, t.failed_export(), &error),
            }
        });
    };
    let link = move |(format, name): (ExportFormat, &'static str)| {
        let address = Memo::new(move |_| href(format));
        view! {
            <a href=address rel="external" on:click=move |event| {
                event.prevent_default();
                save(address.get_untracked());
            }>
                {name}
            </a>
        }
        .into_any()
    };
    // The style of the page's language comes first.
    let own = CsvStyle::of(t.0);
    let styles = [own].into_iter().chain(CsvStyle::ALL.into_iter().filter(|style| *style != own));
    let style_name = |style| match style {
        CsvStyle::Semicolon => t.many_csv_semicolon(),
        CsvStyle::Comma => t.many_csv_comma(),
    };
    let styles = styles.map(|style| (ExportFormat::Csv(style), style_name(style)));
    [(ExportFormat::Xlsx, "Excel (XLSX)")].into_iter().chain(styles).map(link).collect_view().into_any()
}
