use super::client_fields::SERVICE;
use crate::{
    core::{
        error::AppError,
        format::{clock, duration, facts_in_line, money},
        page::use_frame,
        requests::NewestTask,
        texts::{Texts, use_texts},
        ui::{Amount, Combobox, DateField, Icon, TimeField, error_sentence, error_words},
    },
    features::{
        bookings::work::{
            api::show_days,
            draft::{Draft, DraftStoreFields as _},
            options::service_option,
        },
        services::api::find_services,
    },
};
use domain::{
    LocalTime,
    bookings::{DayAsked, MasterDay},
};
use leptos::prelude::*;
use reactive_stores::Store;

/// Service, day, master and time.
#[component]
pub fn ScheduleFields(
    form: Store<Draft>,
    service: Signal<Option<String>>,
    master: Signal<Option<String>>,
    starts: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now().date();
    let find = move |typed: String| async move {
        let found = find_services(typed).await?;
        Ok(found.into_iter().map(|service| service_option(t, service)).collect())
    };
    let asked = Memo::new(move |_| {
        let service = form.service().read().as_ref()?.id.parse().ok()?;
        Some(DayAsked { service, day: form.day().get()?, minutes: None, moved: None })
    });
    let FreeTimes { shown, waiting, failed } = FreeTimes::load(asked);
    // Keeps the chosen master if they perform the service, or else chooses the first with free times.
    Effect::new(move || {
        let days = shown.read();
        let chosen = form.master().get_untracked();
        if days.is_empty() || days.iter().any(|day| Some(day.offer.master.id) == chosen) {
            return;
        }
        let free = days.iter().find(|day| !day.free.is_empty()).or(days.first());
        form.master().set(free.map(|day| day.offer.master.id));
    });
    // The chosen master's price is filled in, unless it was changed by hand.
    let list_price = Memo::new(move |_| {
        let master = form.master().get()?;
        shown.read().iter().find(|day| day.offer.master.id == master).map(|day| day.offer.price.minor)
    });
    Effect::new(move || {
        let Some(list_price) = list_price.get() else { return };
        let (price, listed) = (form.price().get_untracked(), form.listed().get_untracked());
        form.listed().set(Some(list_price));
        if price == Amount::Empty || Some(price) == listed.map(Amount::Minor) {
            form.price().set(Amount::Minor(list_price));
        }
    });
    let refusal = move || {
        let failed = failed.read();
        let (icon, ..) = error_words(t, failed.as_ref()?);
        Some(view! { <p class="warn" role="alert"><Icon name=icon/>{error_sentence(t, failed.as_ref()?)}</p> })
    };
    // While loading, the shown times belong to the previous day or service, and are disabled.
    let busy = move || waiting.get().then_some("true");
    let masters = move || {
        let days = shown.get();
        if days.is_empty() {
            let words = match (form.service().read().is_some(), form.day().read().is_some()) {
                _ if waiting.get() => t.bookings_loading(),
                (false, _) => t.new_choose_service(),
                (true, false) => t.flaw_date(),
                (true, true) => t.new_nobody(),
            };
            return view! { <p class="muted" role="status">{words}</p> }.into_any();
        }
        view! {
            <div class="picks" role="radiogroup" aria-label=t.new_master() aria-busy=busy>
                {days.into_iter().map(|day| master_pick(t, form, waiting, day)).collect_view()}
            </div>
        }
        .into_any()
    };
    let times = move || {
        let master = form.master().get()?;
        let free = shown.read().iter().find(|day| day.offer.master.id == master).map(|day| day.free.clone())?;
        if free.is_empty() {
            return Some(view! { <p class="muted">{t.new_free_none()}</p> }.into_any());
        }
        let picks = free.into_iter().map(|start| time_pick(t, form, waiting, start)).collect_view();
        Some(
            view! {
                <div class="picks times" role="radiogroup" aria-label=t.new_time() aria-busy=busy>
                    {picks}
                </div>
            }
            .into_any(),
        )
    };
    // A past or occupied time may be intended: it is only a hint, and the server decides.
    let frame = StoredValue::new(use_frame());
    let odd = Signal::derive(move || {
        let chosen = form.day().get().zip(form.time().get()).map(|(day, time)| day.to_datetime(time));
        if chosen.is_some_and(|chosen| chosen < frame.with_value(|frame| frame.now())) {
            return t.new_past().to_owned();
        }
        let known = Some(()).and_then(|()| {
            let (master, starts) = (form.master().get()?, form.read().starts()?);
            let days = shown.read();
            let day = days.iter().find(|day| day.offer.master.id == master)?;
            Some(day.free.contains(&starts))
        });
        if known == Some(false) { t.new_not_free().to_owned() } else { String::new() }
    });
    view! {
        <fieldset>
            <legend>{t.new_step_time()}</legend>
            <Combobox name=SERVICE label=t.new_service() chosen=form.service() fetch=find problem=service/>
            <DateField name="new-day" label=t.new_day() value=form.day() today/>
            {masters}
            {move || master.get().map(|field_error| view! { <p class="flaw">{field_error}</p> })}
            {refusal}
            {times}
            <TimeField name="new-time" label=t.new_time() value=form.time() hint=odd problem=starts/>
        </fieldset>
    }
    .into_any()
}

/// The free times of the chosen day and service. Not a resource: the dialog's `Suspense` would hide the dialog while it
/// loads.
#[derive(Clone, Copy)]
struct FreeTimes {
    shown: RwSignal<Vec<MasterDay>>,
    waiting: RwSignal<bool>,
    /// Why the latest request failed.
    failed: RwSignal<Option<AppError>>,
}

impl FreeTimes {
    fn load(asked: Memo<Option<DayAsked>>) -> Self {
        let days = FreeTimes { shown: RwSignal::default(), waiting: RwSignal::default(), failed: RwSignal::default() };
        let FreeTimes { shown, waiting, failed } = days;
        let load = NewestTask::new();
        Effect::new(move || {
            load.abort();
            failed.set(None);
            waiting.set(asked.read().is_some());
            let Some(asked) = asked.get() else { return shown.set(Vec::new()) };
            load.spawn(async move {
                let answer = show_days(asked).await;
                waiting.set(false);
                match answer {
                    Ok(days) => shown.set(days),
                    Err(why) => failed.set(Some(why)),
                }
            });
        });
        days
    }
}

/// Radio button of a master, with duration, price and number of free times.
fn master_pick(t: Texts, form: Store<Draft>, waiting: RwSignal<bool>, MasterDay { offer, free }: MasterDay) -> AnyView {
    let id = offer.master.id;
    let facts = [duration(t, offer.minutes.into()), money(t.0, &offer.price), t.new_free(free.len())];
    view! {
        <label class="pick">
            <input
                type="radio"
                name="new-master"
                value=id.to_string()
                disabled=waiting
                prop:checked=move || form.master().get() == Some(id)
                on:change=move |_| form.master().set(Some(id))
            />
            <bdi>{offer.master.name}</bdi>
            <small class="muted">{facts_in_line(facts)}</small>
        </label>
    }
    .into_any()
}

/// Radio button of a free time.
fn time_pick(t: Texts, form: Store<Draft>, waiting: RwSignal<bool>, start: LocalTime) -> AnyView {
    view! {
        <label class="pick">
            <input
                type="radio"
                name="new-start"
                value=start.time().to_string()
                disabled=waiting
                prop:checked=move || form.read().starts() == Some(start)
                on:change=move |_| Draft::set_starts(form, start)
            />
            <bdi dir=move || (!start.second).then_some("ltr")>{clock(t, start)}</bdi>
        </label>
    }
    .into_any()
}
