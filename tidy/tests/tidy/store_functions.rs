//! Functions that read and write business rows take the asker: without one there is no actor whose rights are checked.

use crate::source::files;
use std::collections::BTreeSet;

/// How a function takes the person who asks.
const ASKER: &str = "asker: &Asker";

/// How a function takes the database; an asker has it.
const DATABASES: [&str; 6] = ["Asker", "Db", "PgPool", "PgConnection", "PgExecutor", "Transaction"];

/// They take no asker, each for its reason. `feature::function`, of the folder below `domain/src`.
const OTHERS: &[&str] = &[
    // They find out who the actor is, or end that.
    "auth::sign_in",
    "auth::session",
    "auth::asker",
    "auth::end_session",
    "auth::link_owner",
    "auth::choose_password",
    // Asked by the process, for all its sessions at once: answers who each actor is now.
    "auth::holding",
    // Of the command line, whose user is whoever may start the program.
    "auth::add_user",
    // Of the start in production: no account whose password everybody knows opens a salon's database.
    "auth::deactivate_demo_accounts",
    // Of the whole salon, and known to each of its pages.
    "settings::salon",
    "settings::salon_key",
    // What the process does by itself removes what is too old; no row is answered.
    "auth::remove_expired",
    "bookings::remove_old_keys",
    "bookings::remove_old_trash",
    "events::remove_old_feed",
    "notifications::remove_old",
    // The feed as the process reads it once for everybody: numbers of bookings, and whose they are. The hub hands each on to
    // those who may see it.
    "events::latest",
    "live::since",
    "events::waits",
    "events::next_due",
    "notifications::advance",
    // For people whom the process knows: each is told what was decided for them, by their rights, when it was written.
    "notifications::told",
    "notifications::unread_of",
    // Who wants not to be disturbed: shown to all staff.
    "staff::busy",
    // Parts of functions that take the asker.
    "events::append",
    "bookings::of",
    "bookings::rows",
    "bookings::with_clients_if",
    "bookings::find_similar",
    "bookings::decide",
    "clients::with_keys",
    // Of the database, not of the salon.
    "database::connect",
    "database::migrate",
    "database::is_current",
    "database::miscounts",
];

/// A public function that takes the database, as in `feature::function`, and whether it takes the asker.
fn functions(name: &str, text: &str) -> Vec<(String, bool)> {
    let feature = name.strip_prefix("domain/src/").unwrap().split(['/', '.']).next().unwrap();
    let mut found = Vec::new();
    for start in ["pub async fn ", "pub fn "] {
        for function in text.split(start).skip(1) {
            let head = function.split([';', '{']).next().unwrap();
            let called = head.split(['(', '<']).next().unwrap();
            let words: BTreeSet<&str> = head.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            if DATABASES.iter().any(|database| words.contains(database)) {
                found.push((format!("{feature}::{called}"), head.contains(ASKER)));
            }
        }
    }
    found
}

#[test]
fn store_functions_take_the_asker() {
    let all: Vec<(String, bool)> =
        files("domain/src", &["rs"]).into_iter().flat_map(|(name, text)| functions(&name, &text)).collect();
    assert!(all.iter().filter(|(_, takes_asker)| *takes_asker).count() > 20, "functions are not found: {all:?}");
    let without: Vec<&str> =
        all.iter().filter(|(_, takes_asker)| !takes_asker).map(|(name, _)| name.as_str()).collect();
    let wrong: Vec<&&str> = without.iter().filter(|name| !OTHERS.contains(name)).collect();
    assert!(wrong.is_empty(), "without an asker: {wrong:?}");
    for other in OTHERS {
        let times = without.iter().filter(|name| *name == other).count();
        assert_eq!(times, 1, "{other} excuses one function that takes no asker");
    }
}

#[test]
fn a_function_without_an_asker_is_found() {
    let text = "pub async fn rows(\n    db: &Db,\n    ids: &[Id],\n) -> Result<()> {\n}\npub fn mask(text: &str) -> String {\n";
    assert_eq!(functions("domain/src/events/feed.rs", text), vec![("events::rows".to_owned(), false)]);
    let text = "    pub async fn of(asker: &Asker, typed: &str) -> Result<()> {\n";
    assert_eq!(functions("domain/src/clients/store.rs", text), vec![("clients::of".to_owned(), true)]);
}
