use crate::core::{
    format::{duration, facts_in_line, money},
    texts::Texts,
    ui::Choice,
};
use domain::{clients::FoundClient, services::FoundService};

/// A client as an option of a list.
pub fn client_choice(t: Texts, client: FoundClient) -> Choice {
    let facts = [client.phone, Some(t.count_visits(client.visits.into()))];
    Choice { id: client.id.to_string(), text: client.name, detail: facts_in_line(facts.into_iter().flatten()) }
}

/// A service as an option of a list.
pub fn service_choice(t: Texts, service: FoundService) -> Choice {
    let facts = [duration(t, service.minutes.into()), money(t.0, &service.price)];
    Choice { id: service.id.to_string(), text: service.name, detail: facts_in_line(facts) }
}
