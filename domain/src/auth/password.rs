//! Passwords, by argon2id with the crate's defaults (19 MiB, two passes: OWASP's first choice).

use super::PASSWORD_CHARS;
use crate::{Error, Flaw, Result};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Who waits for a password to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// Somebody who was signed in on their device before.
    Known,
    /// Anybody.
    Stranger,
}

/// How many are computed at once. Each takes 19 MiB and tens of milliseconds of a core: more at a time would only make
/// all of them, and every page beside them, slower. Strangers never stand before those who are known.
static KNOWN: Semaphore = Semaphore::const_new(2);
static STRANGERS: Semaphore = Semaphore::const_new(2);
/// So many strangers may wait, about two seconds; more are told to come again.
static QUEUE: Semaphore = Semaphore::const_new(64);

/// Compared against when there is no such user, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("").ok());

/// The PHC string to store for a password.
pub async fn hash(password: String) -> Result<String> {
    compute(Asker::Known, move || hash_now(&password)).await
}

/// Whether a password is the stored one. Takes as long when nothing is stored.
///
/// # Errors
/// `TooManyRequests` where too many strangers wait.
pub async fn check(password: String, stored: Option<String>, asker: Asker) -> Result<bool> {
    compute(asker, move || {
        let known = stored.is_some();
        let Some(stored) = stored.or_else(|| NOBODY.clone()) else { return Err(Error::Internal) };
        let parsed = PasswordHash::new(&stored).map_err(broken)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// Refuses a new password that is too short, too long, or among the commonest, as is what its owner is called; in
/// `field`'s name.
pub async fn check_new(field: &str, password: &str, owner: &[&str]) -> Result<()> {
    let flaw = match password.chars().count() {
        chars if chars < *PASSWORD_CHARS.start() => Some(Flaw::TooShort { least: *PASSWORD_CHARS.start() as u32 }),
        chars if chars > *PASSWORD_CHARS.end() => Some(Flaw::TooLong { most: *PASSWORD_CHARS.end() as u32 }),
        _ => {
            let (password, owner) = (password.to_owned(), owner.iter().map(|&word| word.to_owned()).collect());
            compute(Asker::Known, move || Ok(is_common(&password, owner))).await?.then_some(Flaw::TooCommon)
        }
    };
    flaw.map_or(Ok(()), |flaw| Err(Error::invalid(field, flaw)))
}

/// Whether one of the million first guesses would be right: passwords by how often they were found in leaks, words,
/// names, dates, keyboard rows, and what the owner is called.
fn is_common(password: &str, owner: Vec<String>) -> bool {
    let parts = owner.iter().flat_map(|word| word.split(['@', '.', ' ']));
    let owner: Vec<&str> = owner.iter().map(String::as_str).chain(parts).collect();
    let guessed = |password: &str| zxcvbn::zxcvbn(password, &owner).score() < zxcvbn::Score::Two;
    // The lists know Latin letters only: a Russian password is also read as its keys and as its sound.
    guessed(password)
        || (!password.is_ascii() && (guessed(&russian(password, KEYS)) || guessed(&russian(password, SOUNDS))))
}

/// What stands on the same keys of a Latin keyboard.
const KEYS: [&str; 33] = [
    "f", ",", "d", "u", "l", "t", "`", ";", "p", "b", "q", "r", "k", "v", "y", "j", "g", "h", "c", "n", "e", "a", "[",
    "w", "x", "i", "o", "]", "s", "m", "'", ".", "z",
];
/// How it is written in Latin letters.
const SOUNDS: [&str; 33] = [
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
    "c", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
];

/// A text with its Russian letters replaced; other letters stay.
fn russian(text: &str, by: [&str; 33]) -> String {
    const LETTERS: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    let replaced = |c: char| LETTERS.chars().position(|letter| letter == c).and_then(|at| by.get(at));
    text.to_lowercase().chars().map(|c| replaced(c).map_or_else(|| c.to_string(), ToString::to_string)).collect()
}

async fn compute<T: Send + 'static>(asker: Asker, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let (_place, room) = match asker {
        Asker::Known => (None, &KNOWN),
        Asker::Stranger => {
            let place = QUEUE.try_acquire().map_err(|_| Error::TooManyRequests { seconds: 5 })?;
            (Some(place), &STRANGERS)
        }
    };
    let _room = room.acquire().await.map_err(broken)?;
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

fn hash_now(password: &str) -> Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(broken)?;
    let salt = SaltString::encode_b64(&salt).map_err(broken)?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(broken)?.to_string())
}

fn broken(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "password hashing");
    Error::Internal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn common_passwords_are_refused() {
        for (password, flaw) in [
            ("short", Flaw::TooShort { least: 8 }),
            (&"я".repeat(129), Flaw::TooLong { most: 128 }),
            ("12345678", Flaw::TooCommon),
            ("password1", Flaw::TooCommon),
            ("qwertyuiop", Flaw::TooCommon),
            ("iloveyou", Flaw::TooCommon),
            ("Iloveyou1", Flaw::TooCommon),
            ("aaaaaaaaaaaa", Flaw::TooCommon),
            ("ludmila7", Flaw::TooCommon),
            ("ludmila@salon.test", Flaw::TooCommon),
            ("йцукенгш", Flaw::TooCommon),
            ("Пароль123", Flaw::TooCommon),
            ("привет123", Flaw::TooCommon),
            ("зфыыцщкв", Flaw::TooCommon),
        ] {
            let refused = check_new("new", password, &["ludmila@salon.test", "Ludmila"]).await;
            assert_eq!(refused, Err(Error::invalid("new", flaw)), "{password}");
        }
        for password in
            ["salon-demo", "a long enough password", "كلمة سر طويلة جدا", "синий чайник поёт", "🦊🦊🦀🦑🐙🦀🦊🐙"]
        {
            assert_eq!(check_new("new", password, &["ludmila@salon.test"]).await, Ok(()), "{password}");
        }
    }
}
