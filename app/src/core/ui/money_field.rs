use super::{
    FormValue,
    labelled::{Labelled, note_id},
};
use crate::core::{
    format::{amount, currency as currency_name},
    texts::use_texts,
};
use domain::{FieldError, Money};
use leptos::prelude::*;

/// An amount of money in any usual notation. Text that cannot be parsed stays, with an error message.
#[component]
pub fn MoneyField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    /// ISO 4217 code.
    #[prop(into)]
    currency: String,
    /// Minor units; `None` while the text is empty or invalid.
    #[prop(into)]
    value: FormValue<Option<i64>>,
    #[prop(into, optional)] hint: Signal<String>,
    /// Error message besides its own.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let shown = currency_name(t.0, &currency).to_owned();
    let money = StoredValue::new(Money { minor: 0, currency });
    let write = move |minor| money.with_value(|money| amount(t.0, &Money { minor, ..money.clone() }));
    let read = move |typed: &str| money.with_value(|money| Money::parse(typed, &money.currency));
    let typed = RwSignal::new(value.read.get_untracked().map(write).unwrap_or_default());
    // The error is not shown while typing, only after the field loses the focus.
    let blurred = RwSignal::new(false);
    Effect::new(move || {
        let now = value.read.get();
        if typed.with_untracked(|typed| read(typed).ok().map(|money| money.minor)) != now {
            typed.set(now.map(write).unwrap_or_default());
        }
    });
    let input = move |event| {
        let text = event_target_value(&event);
        let minor = read(&text).ok().map(|money| money.minor);
        typed.set(text);
        blurred.set(false);
        value.write.set(minor);
    };
    let problem = Signal::derive(move || {
        let invalid = blurred.get() && typed.with(|typed| read(typed) == Err(FieldError::Wrong));
        if invalid { Some(t.flaw_amount(write(123_450))) } else { problem.get() }
    });
    view! {
        <Labelled name label hint problem>
            <div class="money-field">
                <input
                    id=name
                    name=name
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=format!("{name}-currency {}", note_id(name))
                    value=typed.get_untracked()
                    prop:value=typed
                    on:input=input
                    on:blur=move |_| blurred.set(true)
                />
                <span id=format!("{name}-currency") title=t.sheet_currency()><bdi>{shown}</bdi></span>
            </div>
        </Labelled>
    }
    .into_any()
}
