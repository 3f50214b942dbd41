use super::{
    status::StatusPill,
    url,
    work::{RowCheckbox, RowMenuButton},
};
use crate::core::{
    changes::{link_id, use_changes},
    format::{amount, clock, duration, long_day},
    page::use_frame,
    texts::use_texts,
    ui::{Avatar, Highlighted},
};
use domain::{
    bookings::{BookingId, BookingQuery, BookingRow},
    search::Terms,
    staff::Permission,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Rows of a page of the list, with a heading for each day.
#[component]
pub fn BookingRows(
    rows: Vec<BookingRow>,
    /// Day of the row before these.
    day_before: Option<Date>,
    /// A heading above the first row.
    heading: Option<&'static str>,
    /// Whether the rows only resemble what is searched for.
    similar: bool,
    /// The query that the list shows.
    query: BookingQuery,
    /// The booking whose sheet is open.
    opened: Memo<Option<BookingId>>,
) -> impl IntoView {
    let terms = Terms::parse(&query.q);
    let mut day = day_before;
    view! {
        <tbody>
            {heading.map(|heading| view! { <tr class="similar"><th scope="colgroup" colspan="7">{heading}</th></tr> })}
            {rows
                .into_iter()
                .map(|row| {
                    let is_new_day = day.replace(row.starts.date()) != Some(row.starts.date());
                    let head = is_new_day.then(|| view! { <DayHeading day=row.starts.date()/> });
                    view! {
                        {head}
                        <BookingTableRow href=url::sheet(row.id, &query) row terms=terms.clone() similar opened/>
                    }
                    .into_any()
                })
                .collect_view()}
        </tbody>
    }
}

#[component]
fn DayHeading(day: Date) -> impl IntoView {
    let name = long_day(use_texts().0, day, use_frame().now().date());
    view! {
        <tr class="day">
            <th scope="colgroup" colspan="7">{name}</th>
        </tr>
    }
}

#[component]
fn BookingTableRow(
    row: BookingRow,
    href: String,
    terms: Option<Terms>,
    similar: bool,
    opened: Memo<Option<BookingId>>,
) -> impl IntoView {
    let changes = use_changes();
    let frame = use_frame();
    let changed = changes.changed_row(row.id);
    // A changed row is replaced in place, so that the list does not jump; one that was fetched without a change is not,
    // so that a click on it is not lost.
    let row = Signal::from(Memo::new(move |_| changed.get().flatten().unwrap_or_else(|| row.clone())));
    let gone = move || changed.get() == Some(None);
    let edits = frame.may(Permission::EditBookings);
    let acts = edits || frame.may(Permission::AdvanceOwnBookings);
    view! {
        <tr class="row" hidden=gone>
            {move || cells(row.get(), href.clone(), terms.clone(), opened)}
            <td class="acts">
                {edits.then(|| view! { <RowCheckbox row similar/> })}
                {acts.then(|| view! { <RowMenuButton row/> })}
            </td>
        </tr>
    }
    .into_any()
}

fn cells(row: BookingRow, href: String, terms: Option<Terms>, opened: Memo<Option<BookingId>>) -> AnyView {
    let t = use_texts();
    let id = row.id;
    let contact = match (row.phone, row.instagram) {
        (Some(phone), _) => view! { <Highlighted text=phone terms=terms.clone() phone=true/> }.into_any(),
        (None, Some(handle)) => view! { <Highlighted text=handle terms=terms.clone()/> }.into_any(),
        (None, None) => ().into_any(),
    };
    view! {
        <td class="when">
            <time datetime=row.starts.civil.to_string()>{clock(t, row.starts)}</time>
            <small>{duration(t, row.minutes.into())}</small>
        </td>
        <td class="client">
            <div>
                <Avatar name=row.client.clone()/>
                <span class="who">
                    <a
                        data-noscroll
                        id=link_id(id)
                        href=href
                        prop:state=FROM_LIST
                        prop:replace=move || opened.get().is_some()
                        aria-current=move || (opened.get() == Some(id)).then_some("true")>
                        <Highlighted text=row.client terms=terms.clone()/>
                    </a>
                    <small dir="ltr">{contact}</small>
                </span>
            </div>
        </td>
        <td class="service">
            <Highlighted text=row.service terms/>
            // Wide screens have a column for the master.
            <small class="by"><bdi>{row.master.name.clone()}</bdi></small>
        </td>
        <td class="master"><bdi>{row.master.name}</bdi></td>
        <td class="money">{amount(t.0, &row.price)}</td>
        <td class="status"><StatusPill status=row.status/></td>
    }
    .into_any()
}

/// History state of a sheet that was opened from the list; closing it goes back.
pub const FROM_LIST: &str = "list";
