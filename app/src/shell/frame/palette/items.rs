use crate::{
    core::{
        format::{at, date, facts_in_line, money},
        page::FrameData,
        preferences::Theme,
        texts::Texts,
        ui::IconName,
        url,
        words::theme_name,
    },
    features::{bookings, gallery},
    shell::frame::navigation::nav_links,
};
use domain::staff::Permission;
use domain::{Language, bookings::BookingRow, clients::FoundClient, lookup::Found, search::fold};

#[derive(Clone, PartialEq)]
pub struct Item {
    pub icon: IconName,
    pub text: String,
    /// Further facts, which distinguish items with the same text.
    pub detail: String,
    pub action: Action,
}

#[derive(Clone, PartialEq)]
pub enum Action {
    NewBooking,
    /// Opens the page with this URL.
    Open(String),
    SetLanguage(Language),
    SetTheme(Theme),
}

/// Items with a common heading.
#[derive(Clone, PartialEq)]
pub struct Group {
    pub title: &'static str,
    pub items: Vec<Item>,
}

/// The items that match the typed text; empty groups are left out.
pub fn groups(t: Texts, frame: &FrameData, typed: &str, found: Found) -> Vec<Group> {
    let typed = fold(typed);
    let typed = typed.trim();
    let matches = |item: &Item| fold(&item.text).contains(typed) || fold(&item.detail).contains(typed);
    let groups = [
        Group { title: t.palette_go(), items: pages(t, frame).into_iter().filter(matches).collect() },
        Group { title: t.palette_clients(), items: clients(t, frame, &found) },
        Group { title: t.palette_bookings(), items: bookings(t, frame, found) },
        Group { title: t.palette_switch(), items: preferences(t).into_iter().filter(matches).collect() },
    ];
    groups.into_iter().filter(|group| !group.items.is_empty()).collect()
}

fn pages(t: Texts, frame: &FrameData) -> Vec<Item> {
    let page = |icon, text: &str, href: &str| Item {
        icon,
        text: text.to_owned(),
        detail: String::new(),
        action: Action::Open(href.to_owned()),
    };
    let mut pages: Vec<Item> = nav_links(frame).into_iter().map(|link| page(link.icon, link.name, link.href)).collect();
    if frame.may(Permission::EditBookings) {
        let action = Action::NewBooking;
        pages.push(Item { icon: IconName::Plus, text: t.new_title().to_owned(), detail: String::new(), action });
    }
    pages.push(page(IconName::Settings, t.nav_settings(), "/crm/profile"));
    if gallery::exists(frame) {
        pages.push(page(IconName::SwatchBook, gallery::TITLE, gallery::ADDRESS));
    }
    pages
}

fn clients(t: Texts, frame: &FrameData, found: &Found) -> Vec<Item> {
    let client = |client: &FoundClient| {
        // Searched by phone, because names repeat; by name without permission to see contacts.
        let phone = client.phone.as_ref().filter(|_| frame.may(Permission::SeeContacts));
        let wanted = phone.unwrap_or(&client.name).clone();
        let last = client.last_visit.map(|last| t.sheet_last_visit(date(t.0, last.date(), frame.now().date())));
        let facts = [client.phone.clone(), Some(t.count_visits(client.visits.into())), last];
        Item {
            icon: IconName::User,
            text: client.name.clone(),
            detail: facts_in_line(facts.into_iter().flatten()),
            action: Action::Open(format!("/crm/bookings?q={}", url::encode(&wanted))),
        }
    };
    found.clients.iter().map(client).collect()
}

fn bookings(t: Texts, frame: &FrameData, found: Found) -> Vec<Item> {
    let booking = |row: BookingRow| Item {
        icon: IconName::Calendar,
        detail: facts_in_line([
            at(t, row.starts, frame.now().date()),
            row.service,
            row.master.name,
            money(t.0, &row.price),
        ]),
        text: row.client,
        action: Action::Open(bookings::address(row.id)),
    };
    found.bookings.into_iter().map(booking).collect()
}

fn preferences(t: Texts) -> Vec<Item> {
    let languages = Language::ALL.map(|language| Item {
        icon: IconName::Languages,
        text: language.name().to_owned(),
        detail: t.nav_language().to_owned(),
        action: Action::SetLanguage(language),
    });
    let themes = Theme::ALL.map(|theme| Item {
        icon: IconName::SunMoon,
        text: theme_name(t, theme).to_owned(),
        detail: t.nav_theme().to_owned(),
        action: Action::SetTheme(theme),
    });
    languages.into_iter().chain(themes).collect()
}
