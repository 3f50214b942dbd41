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
use serde::{Deserialize, Serialize};

/// What stands in a field for money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Amount {
    /// Nothing.
    #[default]
    Empty,
    /// Minor units of the field's currency.
    Minor(i64),
    /// A text that is no amount.
    Unreadable(String),
}

/// An amount of money in any usual notation. Text that cannot be parsed stays, with an error message.
#[component]
pub fn MoneyField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    /// ISO 4217 code.
    #[prop(into)]
    currency: String,
    #[prop(into)] value: FormValue<Amount>,
    #[prop(into, optional)] hint: Signal<String>,
    /// Error message besides its own.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let shown = currency_name(t.0, &currency).to_owned();
    let money = StoredValue::new(Money { minor: 0, currency });
    let write = move |minor| money.with_value(|money| amount(t.0, &Money { minor, ..money.clone() }));
    let read = move |typed: &str| match money.with_value(|money| Money::parse(typed, &money.currency)) {
        Ok(money) => Amount::Minor(money.minor),
        Err(FieldError::Required) => Amount::Empty,
        Err(_) => Amount::Unreadable(typed.to_owned()),
    };
    let text_of = move |amount: Amount| match amount {
        Amount::Empty => String::new(),
        Amount::Minor(minor) => write(minor),
        Amount::Unreadable(text) => text,
    };
    let typed = RwSignal::new(text_of(value.read.get_untracked()));
    // The error is not shown while typing, only after the field loses the focus or the form was sent.
    let blurred = RwSignal::new(false);
    Effect::new(move || {
        let now = value.read.get();
        if typed.with_untracked(|typed| read(typed)) != now {
            typed.set(text_of(now));
        }
    });
    let input = move |event| {
        let text = event_target_value(&event);
        let amount = read(&text);
        typed.set(text);
        blurred.set(false);
        value.write.set(amount);
    };
    let problem = Signal::derive(move || {
        let problem = problem.get();
        let is_unreadable = value.read.with(|amount| matches!(amount, Amount::Unreadable(_)));
        if is_unreadable && (blurred.get() || problem.is_some()) {
            Some(t.flaw_amount(write(123_450)))
        } else {
            problem
        }
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
