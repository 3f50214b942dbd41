//! Client cards for the clients of a plan.

use jiff::ToSpan;
use jiff::civil::Date;

use super::client_pool::PlannedClient;
use super::clock::Seconds;
use super::handle::Handles;
use super::names::{Name, Names, Origin};
use super::phone::Phone;
use super::plan::Plan;
use super::rng::Rng;
use super::salon::Salon;
use super::sample_texts;
use domain::Language;
use domain::bookings::Source;

fn language(rng: &mut Rng, origin: Origin) -> Language {
    match origin {
        Origin::Russian if rng.chance(950) => Language::Ru,
        Origin::Kazakh if rng.chance(700) => Language::Ru,
        Origin::Arabic if rng.chance(850) => Language::Ar,
        _ => Language::En,
    }
}

/// A row of `clients` without the totals.
#[derive(Clone, Debug)]
pub(super) struct ClientCard {
    pub(super) name: String,
    pub(super) phone: Option<Phone>,
    pub(super) email: Option<String>,
    pub(super) handle: Option<String>,
    pub(super) language: Language,
    pub(super) birthday: Option<Date>,
    pub(super) source: Source,
    pub(super) allergies: Option<&'static str>,
    pub(super) notes: Option<&'static str>,
    pub(super) created: Seconds,
}

/// All clients: those of the plan in its order, then those who inquired but never booked.
pub(super) fn cards(salon: &Salon, plan: &Plan) -> Result<Vec<ClientCard>, jiff::Error> {
    let first_contacts = first_contacts(plan);
    let opened = salon.clock.at(salon.clock.first, 9 * 60)?;
    let all = usize::try_from(salon.size.clients()).unwrap_or(0);
    let (names, mut handles) = (Names::new(), Handles::default());
    let mut cards: Vec<ClientCard> = Vec::with_capacity(all);
    for (at, stream) in (0..all).zip(1_u64 << 32..) {
        let mut rng = Rng::new(salon.seed, stream);
        let asked = (rng.between(opened, salon.clock.now), Source::Instagram);
        let contact = first_contacts.get(at).copied().flatten().unwrap_or(asked);
        let mut card = card(&mut rng, (&names, &mut handles), plan.clients.get(at), contact);
        card.birthday = birthday(&mut rng, salon.clock.today)?;
        // Two clients may share a phone number, like a mother and her daughter.
        if rng.chance(15) {
            card.phone = cards.get(rng.index(cards.len())).and_then(|other| other.phone.clone());
        }
        cards.push(card);
    }
    Ok(cards)
}

/// Time and source of each client's first booking. Bookings are sorted by creation.
fn first_contacts(plan: &Plan) -> Vec<Option<(Seconds, Source)>> {
    let mut contacts = vec![None; plan.clients.len()];
    for booking in &plan.bookings {
        if let Some(contact) = contacts.get_mut(booking.client) {
            contact.get_or_insert((booking.created, booking.source));
        }
    }
    contacts
}

fn card(
    rng: &mut Rng,
    (names, handles): (&Names, &mut Handles),
    client: Option<&PlannedClient>,
    (created, source): (Seconds, Source),
) -> ClientCard {
    let origin = Origin::draw(rng);
    let name = names.draw(rng, origin, client.is_some_and(|client| client.male));
    let language = language(rng, origin);
    ClientCard {
        phone: (!rng.chance(30)).then(|| Phone::draw(rng, origin)),
        email: rng.chance(300).then(|| email(rng, &name)),
        handle: rng.chance(550).then(|| handles.draw(rng, &name)),
        language,
        birthday: None,
        source,
        allergies: rng.chance(20).then(|| rng.pick(allergies(language))),
        notes: rng.chance(50).then(|| rng.pick(sample_texts::CLIENT_NOTES)),
        created,
        name: name.full,
    }
}

fn allergies(language: Language) -> &'static [&'static str] {
    let [ru, en, ar] = sample_texts::ALLERGIES;
    match language {
        Language::Ru => ru,
        Language::En => en,
        Language::Ar => ar,
    }
}

/// Reserved domains (RFC 2606), so that mail from a demo cannot reach a person.
fn email(rng: &mut Rng, name: &Name) -> String {
    let domain = rng.pick(&["example.com", "example.com", "example.net", "example.org"]);
    let Name { latin_first, latin_last, .. } = name;
    match rng.below(3) {
        0 => format!("{latin_first}.{latin_last}@{domain}"),
        1 => format!("{latin_first}{}@{domain}", rng.below(1000)),
        _ => format!("{latin_last}.{latin_first}{}@{domain}", rng.below(100)),
    }
}

/// Known for two of five clients, aged 16 to 65.
fn birthday(rng: &mut Rng, today: Date) -> Result<Option<Date>, jiff::Error> {
    if !rng.chance(400) {
        return Ok(None);
    }
    today.checked_sub(rng.between(16 * 366, 65 * 365).days()).map(Some)
}
