use crate::core::{
    format::{duration, facts_in_line, money},
    texts::Texts,
    ui::SelectOption,
};
use domain::{clients::FoundClient, services::FoundService};

/// A client as an option of a list.
pub fn client_option(t: Texts, client: FoundClient) -> SelectOption {
    let facts = [client.phone, Some(t.count_visits(client.visits.into()))];
    SelectOption { id: client.id.to_string(), text: client.name, detail: facts_in_line(facts.into_iter().flatten()) }
}

/// A service as an option of a list.
pub fn service_option(t: Texts, service: FoundService) -> SelectOption {
    let facts = [duration(t, service.minutes.into()), money(t.0, &service.price)];
    SelectOption { id: service.id.to_string(), text: service.name, detail: facts_in_line(facts) }
}
