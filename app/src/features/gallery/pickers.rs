use super::example::{self, example};
use crate::{
    core::{
        error::{AppError, Result},
        format::number,
        page::use_frame,
        ui::{Combobox, DateField, MentionArea, SelectOption, TimeField},
    },
    features::lookup::api::look_up,
};
use domain::Language;
use jiff::civil::time;
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group("pickers", "Pickers", vec![comboboxes(), mentions(), dates(), times()])
}

fn comboboxes() -> AnyView {
    let chosen = RwSignal::new(None::<SelectOption>);
    let hint = Signal::derive(move || match chosen.get() {
        Some(choice) => format!("Chosen: {}", choice.id),
        None => "Nothing is chosen.".to_owned(),
    });
    let given = SelectOption { id: "7".into(), text: "Chosen before".into(), detail: String::new() };
    let nobody = |_| async { Ok(Vec::new()) };
    let broken = |_| async { Err(AppError::Unavailable) };
    example(
        "Combobox",
        "One of thousands, found on the server by a few letters: a client by any part of the name or phone.",
        view! {
            <Combobox name="client" label="Client" chosen hint fetch=clients/>
            <Combobox name="client-none" label="Client that nobody is" chosen=RwSignal::new(Some(given)) fetch=nobody/>
            <Combobox
                name="client-broken"
                label="Client while the server is away"
                chosen=RwSignal::new(None)
                problem=Signal::stored(Some("Choose a client.".to_owned()))
                fetch=broken
            />
        },
    )
}

fn mentions() -> AnyView {
    let value = RwSignal::new("Call back, then ask ".to_owned());
    example(
        "MentionArea",
        "A field of several lines in which somebody is called by name: after @ and some letters it offers who may be meant.",
        view! { <MentionArea name="mention" label="Notes" value fetch=clients hint=Signal::stored("@name calls.".to_owned())/> },
    )
}

/// Finds clients by the search of the command palette.
async fn clients(typed: String) -> Result<Vec<SelectOption>> {
    let found = look_up(typed).await?;
    let client = |client: domain::clients::FoundClient| SelectOption {
        id: client.id.to_string(),
        text: client.name,
        detail: format!("{} × ", number(Language::En, client.visits.into())) + &client.phone.unwrap_or_default(),
    };
    Ok(found.clients.into_iter().map(client).collect())
}

fn dates() -> AnyView {
    let today = use_frame().now().date();
    let day = RwSignal::new(Some(today));
    let hint = Signal::derive(move || day.get().map_or("No day.".to_owned(), |day| format!("Chosen: {day}")));
    example(
        "DateField",
        "A day of the salon's calendar. Today is given by the caller, for the salon's clock is not the browser's.",
        view! {
            <DateField name="day" label="Day" value=day today hint/>
            <DateField name="day-later" label="Day from today on" value=RwSignal::new(None) today min=today/>
            <DateField name="day-past" label="Day until today" value=RwSignal::new(None) today max=today/>
        },
    )
}

fn times() -> AnyView {
    let start = RwSignal::new(Some(time(9, 30, 0, 0)));
    let hint = Signal::derive(move || start.get().map_or("No time.".to_owned(), |start| format!("Chosen: {start}")));
    example(
        "TimeField",
        "A time on the salon's clock, in steps.",
        view! {
            <TimeField name="start" label="Start" value=start step=15 hint/>
            <TimeField name="start-open" label="Start while it is open" value=RwSignal::new(None) min=time(9, 0, 0, 0) max=time(21, 0, 0, 0)/>
        },
    )
}
