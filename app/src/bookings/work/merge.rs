use super::edit::{Form, service_of};
use crate::{
    format::{at, money},
    frame::use_frame,
    texts::{Texts, use_texts},
    ui::Icon,
};
use domain::bookings::{Changed, Fields};
use jiff::civil::Date;
use leptos::prelude::*;

/// One field: as the form began with it, as it is now, and as it is typed.
struct Line {
    label: &'static str,
    was: String,
    theirs: String,
    mine: String,
    /// Takes over how it is now.
    take: fn(Form, &Fields),
}

/// What somebody else changed meanwhile, field by field. What only they changed is taken over; where both changed
/// something, what they wrote can be taken, or one's own is kept.
#[component]
pub fn Merge(
    by_others: Changed,
    form: Form,
    /// What the form began with, and its version.
    base: RwSignal<(i32, Fields)>,
    /// Where it stands for as long as it is shown.
    shown: RwSignal<Option<Changed>>,
) -> impl IntoView {
    let t = use_texts();
    let frame = use_frame();
    let Changed { by, version, fields } = by_others;
    let who = by.unwrap_or_else(|| t.sheet_client_or_system().to_owned());
    let was = base.with_untracked(|(_, fields)| fields.clone());
    let mine = untrack(|| form.read(&was, &frame.masters)).unwrap_or_else(|_| was.clone());
    let lines = lines(t, frame.now().date(), &was, &fields, &mine);
    for line in lines.iter().filter(|line| line.theirs != line.was && line.mine == line.was) {
        (line.take)(form, &fields);
    }
    let theirs = StoredValue::new(fields.clone());
    let fields_changed = lines.into_iter().filter(|line| line.theirs != line.was);
    let fields_changed = fields_changed.map(|line| one(t, form, theirs, line)).collect_view();
    // The next try is of what is known now.
    base.set((version, fields));
    view! {
        <section class="taken" role="alert">
            <strong><Icon name="users"/>{t.edit_changed(format!("\u{2068}{who}\u{2069}"))}</strong>
            <ul>{fields_changed}</ul>
            <button class="btn" type="button" on:click=move |_| shown.set(None)>{t.edit_keep()}</button>
        </section>
    }
    .into_any()
}

fn lines(t: Texts, today: Date, was: &Fields, theirs: &Fields, mine: &Fields) -> Vec<Line> {
    let line = |label, text: &dyn Fn(&Fields) -> String, take| Line {
        label,
        was: text(was),
        theirs: text(theirs),
        mine: text(mine),
        take,
    };
    let when = |it: &Fields| format!("{}, {}", at(t, it.starts, today), t.count_minutes(it.minutes.into()));
    vec![
        line(t.sheet_when(), &when, |form, it| {
            form.day.set(Some(it.starts.date()));
            form.time.set(Some(it.starts.time()));
            form.minutes.set(it.minutes.to_string());
        }),
        line(t.sheet_master(), &|it| it.master.name.clone(), |form, it| form.master.set(it.master.id.to_string())),
        line(t.sheet_service(), &|it| it.service_name.clone(), |form, it| form.service.set(Some(service_of(it)))),
        line(t.sheet_price(), &|it| money(t.0, &it.price), |form, it| form.price.set(Some(it.price.minor))),
        line(t.sheet_notes(), &|it| it.notes.clone(), |form, it| form.notes.set(it.notes.clone())),
    ]
}

fn one(t: Texts, form: Form, fields: StoredValue<Fields>, line: Line) -> AnyView {
    let Line { label, was, theirs, mine, take } = line;
    let both = (mine != was && mine != theirs).then(|| {
        let taken = RwSignal::new(false);
        let press = move |_| {
            fields.with_value(|fields| take(form, fields));
            taken.set(true);
        };
        view! {
            <span><small class="muted">{t.edit_mine()}</small>" "<bdi>{mine}</bdi></span>
            <button class="btn" type="button" disabled=taken on:click=press>{t.edit_take()}</button>
        }
    });
    view! {
        <li>
            <strong>{label}</strong>
            <span><small class="muted">{t.edit_theirs()}</small>" "<bdi>{theirs}</bdi></span>
            {both}
        </li>
    }
    .into_any()
}
