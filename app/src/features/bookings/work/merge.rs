use super::edited::{EditedBooking, EditedBookingStoreFields as _, service_option_of};
use crate::core::{
    format::{at, duration, money},
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Amount, Icon, IconName},
};
use domain::bookings::{Changed, Fields};
use jiff::civil::Date;
use leptos::prelude::*;
use reactive_stores::Store;
use serde::{Deserialize, Serialize};

/// The state that an edit is based on.
#[derive(Clone, Serialize, Deserialize)]
pub struct EditBase {
    /// The booking's version, which is sent with the edit.
    pub version: i32,
    /// The values that the person has seen and accepted. Values that others changed since are still to be decided on.
    pub fields: Fields,
}

/// One field with three values: as accepted, as changed by others, and as in the form.
struct FieldDiff {
    label: &'static str,
    was: String,
    theirs: String,
    mine: String,
    field: FieldUpdate,
}

/// How the value of others is applied.
#[derive(Clone, Copy)]
struct FieldUpdate {
    /// To the form.
    fill: fn(Store<EditedBooking>, &Fields),
    /// To the accepted values.
    accept: fn(&mut Fields, &Fields),
}

/// A notice with the fields that somebody else changed. Fields that are unchanged in the form take the new value; for
/// the others the person chooses.
#[component]
pub fn Merge(
    by_others: Changed,
    form: Store<EditedBooking>,
    base: RwSignal<EditBase>,
    /// Set to `None` to close the notice.
    shown: RwSignal<Option<Changed>>,
) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let Changed { by, version, fields } = by_others;
    let who = by.unwrap_or_else(|| t.sheet_client_or_system().to_owned());
    let was = base.with_untracked(|base| base.fields.clone());
    // Only shown while the form is valid: see [`RemoteChanges`](super::remote_changes::RemoteChanges).
    let mine = form.read_untracked().fields(&was, &frame.masters).unwrap_or_else(|_| was.clone());
    let diffs: Vec<FieldDiff> = field_diffs(t, frame.now().date(), &was, &fields, &mine);
    let theirs = StoredValue::new(fields);
    let take = move |field: FieldUpdate| {
        theirs.with_value(|theirs| {
            (field.fill)(form, theirs);
            base.update(|base| (field.accept)(&mut base.fields, theirs));
        });
    };
    for diff in diffs.iter().filter(|diff| diff.theirs != diff.was && diff.mine == diff.was) {
        take(diff.field);
    }
    // The next attempt is based on the current version.
    base.update(|base| base.version = version);
    let changed = diffs.into_iter().filter(|diff| diff.theirs != diff.was);
    let changed = changed.map(|diff| field_diff_view(t, diff, Callback::new(take))).collect_view();
    let keep = move |_| {
        base.update(|base| base.fields = theirs.get_value());
        shown.set(None);
    };
    view! {
        <section class="taken" role="alert">
            <strong><Icon name=IconName::Users/>{t.edit_changed(format!("\u{2068}{who}\u{2069}"))}</strong>
            <ul>{changed}</ul>
            <button class="btn" type="button" on:click=keep>{t.edit_keep()}</button>
        </section>
    }
    .into_any()
}

fn field_diffs(t: Texts, today: Date, was: &Fields, theirs: &Fields, mine: &Fields) -> Vec<FieldDiff> {
    let diff = |label, text: &dyn Fn(&Fields) -> String, fill, accept| FieldDiff {
        label,
        was: text(was),
        theirs: text(theirs),
        mine: text(mine),
        field: FieldUpdate { fill, accept },
    };
    let when = |it: &Fields| format!("{}, {}", at(t, it.starts, today), duration(t, it.minutes.into()));
    vec![
        diff(
            t.sheet_when(),
            &when,
            |form, it| {
                EditedBooking::set_starts(form, it.starts);
                form.minutes().set(it.minutes.to_string());
            },
            |was, it| (was.starts, was.minutes) = (it.starts, it.minutes),
        ),
        diff(
            t.sheet_master(),
            &|it| it.master.name.clone(),
            |form, it| form.master().set(it.master.id.to_string()),
            |was, it| was.master = it.master.clone(),
        ),
        diff(
            t.sheet_service(),
            &|it| it.service_name.clone(),
            |form, it| form.service().set(Some(service_option_of(it))),
            |was, it| (was.service, was.service_name) = (it.service, it.service_name.clone()),
        ),
        diff(
            t.sheet_price(),
            &|it| money(t.0, &it.price),
            |form, it| form.price().set(Amount::Minor(it.price.minor)),
            |was, it| was.price = it.price.clone(),
        ),
        diff(
            t.sheet_notes(),
            &|it| it.notes.clone(),
            |form, it| form.notes().set(it.notes.clone()),
            |was, it| was.notes = it.notes.clone(),
        ),
    ]
}

fn field_diff_view(t: Texts, diff: FieldDiff, take: Callback<FieldUpdate>) -> AnyView {
    let FieldDiff { label, was, theirs, mine, field } = diff;
    // Already applied if the form's value is unchanged.
    let taken = RwSignal::new(mine == was || mine == theirs);
    let press = move |_| {
        take.run(field);
        taken.set(true);
    };
    let mine = StoredValue::new(mine);
    let both = move || match taken.get() {
        true => view! { <small class="took"><Icon name=IconName::Check/>{t.edit_taken()}</small> }.into_any(),
        false => view! {
            <span><small class="muted">{t.edit_mine()}</small>" "<bdi>{mine.get_value()}</bdi></span>
            <button class="btn" type="button" on:click=press>{t.edit_take()}</button>
        }
        .into_any(),
    };
    view! {
        <li>
            <strong>{label}</strong>
            <span><small class="muted">{t.edit_theirs()}</small>" "<bdi>{theirs}</bdi></span>
            {both}
        </li>
    }
    .into_any()
}
