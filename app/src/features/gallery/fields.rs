use super::example::{self, example};
use crate::core::ui::{Amount, Field, MoneyField, PhoneField, Select, SelectOption};
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group("fields", "Fields", vec![plain(), selects(), phones(), money()])
}

fn no_problem() -> Signal<Option<String>> {
    Signal::stored(None)
}

fn a_problem() -> Signal<Option<String>> {
    Signal::stored(Some("Choose a name that nobody has yet.".to_owned()))
}

fn plain() -> AnyView {
    example(
        "Field",
        "A label above, a hint below, and in its place what is wrong.",
        view! {
            <Field name="field-plain" label="Name" hint="As it stands on the card." problem=no_problem()/>
            <Field name="field-wrong" label="Name with a problem" problem=a_problem()/>
        },
    )
}

fn choices() -> Vec<SelectOption> {
    let choice = |id: &str, text: &str| SelectOption { id: id.into(), text: text.into(), detail: String::new() };
    vec![choice("phone", "Phone"), choice("instagram", "Instagram"), choice("website", "Website")]
}

fn selects() -> AnyView {
    let value = RwSignal::new("instagram".to_owned());
    let other = RwSignal::new("phone".to_owned());
    example(
        "Select",
        "One of a few, by the browser's own list.",
        view! {
            <Select name="select-plain" label="Source" choices=choices() value hint=Signal::derive(move || format!("Chosen: {}", value.get()))/>
            <Select name="select-wrong" label="Source with a problem" choices=choices() value=other problem=a_problem()/>
            <Select name="select-off" label="Source that is fixed" choices=choices() value=other disabled=true/>
        },
    )
}

fn phones() -> AnyView {
    example(
        "PhoneField",
        "What is typed stays as it is; digits typed in one go are shown in groups below.",
        view! {
            <PhoneField name="phone-empty" label="Phone" value=RwSignal::new(String::new()) hint="With the code of the country."/>
            <PhoneField name="phone-typed" label="Phone that is typed" value=RwSignal::new("+971501234567".to_owned())/>
            <PhoneField name="phone-wrong" label="Phone with a problem" value=RwSignal::new("12".to_owned()) problem=a_problem()/>
        },
    )
}

fn money() -> AnyView {
    let price = RwSignal::new(Amount::Minor(123_450));
    let read = Signal::derive(move || match price.get() {
        Amount::Minor(minor) => format!("Minor units: {minor}"),
        Amount::Empty | Amount::Unreadable(_) => "Minor units: none".to_owned(),
    });
    example(
        "MoneyField",
        "Reads 1234.5, 1 234,50 and Arabic digits; what it cannot read keeps standing and is said when the field is left.",
        view! {
            <MoneyField name="money-aed" label="Price" currency="AED" value=price hint=read/>
            <MoneyField name="money-kwd" label="Price in dinars" currency="KWD" value=RwSignal::new(Amount::Minor(18_050))/>
            <MoneyField name="money-jpy" label="Price in yen" currency="JPY" value=RwSignal::new(Amount::Minor(1_500))/>
        },
    )
}
