//! Password hashing with argon2id and the crate's default parameters (19 MiB, two passes: OWASP's first
//! recommendation).

use super::PASSWORD_CHARS;
use crate::{Error, FieldError, Result};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Priority of a password computation: each class has its own semaphore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// Somebody who was signed in on this device before, or is signed in.
    Known,
    /// Anybody else, possibly an attacker.
    Stranger,
}

/// How many hashes are computed at once, per priority. Each takes 19 MiB and tens of milliseconds of a core; more at
/// once would slow all of them and every page. Strangers have a semaphore of their own, so that they never delay known
/// devices.
static KNOWN: Semaphore = Semaphore::const_new(2);
static STRANGERS: Semaphore = Semaphore::const_new(2);
/// Upper limit of waiting strangers, about two seconds' worth; further ones get `TooManyRequests`.
static QUEUE: Semaphore = Semaphore::const_new(64);

/// A hash to compare with when the account does not exist, so that the answer takes equally long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("").ok());

/// Hashes a new password into a PHC string.
pub async fn hash(password: String) -> Result<String> {
    compute(Priority::Known, move || hash_now(&password)).await
}

/// Whether `password` matches the stored PHC string. Always false without one, but takes equally long.
///
/// # Errors
/// `TooManyRequests` when too many strangers wait.
pub async fn check(password: String, stored: Option<String>, priority: Priority) -> Result<bool> {
    compute(priority, move || {
        let known = stored.is_some();
        let Some(stored) = stored.or_else(|| NOBODY.clone()) else { return Err(Error::Internal) };
        let parsed = PasswordHash::new(&stored).map_err(broken)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// Checks length and guessability of a new password. `owner` are words about its owner, such as login and name, which
/// count as easily guessed. It takes a computation of up to tens of milliseconds, so attempts are throttled before it.
///
/// # Errors
/// `Invalid` for the given `field`: `TooShort`, `TooLong` or `TooCommon`.
pub async fn check_new(field: &str, password: &str, owner: &[&str]) -> Result<()> {
    let error = match password.chars().count() {
        chars if chars < *PASSWORD_CHARS.start() => {
            Some(FieldError::TooShort { least: *PASSWORD_CHARS.start() as u32 })
        }
        chars if chars > *PASSWORD_CHARS.end() => Some(FieldError::TooLong { most: *PASSWORD_CHARS.end() as u32 }),
        _ => {
            let (password, owner) = (judged(password), owner.iter().map(|&word| word.to_owned()).collect());
            compute(Priority::Known, move || Ok(is_common(&password, owner))).await?.then_some(FieldError::TooCommon)
        }
    };
    error.map_or(Ok(()), |error| Err(Error::invalid(field, error)))
}

/// How much of a password is judged, in characters: the time that zxcvbn takes grows with the square of the length and
/// more, and nobody guesses as many characters as these.
const JUDGED_CHARS: usize = 72;

/// Signs that zxcvbn takes for letters, each combination of them apart. 72 characters with all of them take a second of
/// a core; with so many of them 16 are hard enough to guess.
const SUBSTITUTES: &str = "4@8({[<3691!|0$+7%25";
const MOST_SUBSTITUTES: usize = 8;
const JUDGED_CHARS_OF_MANY_SUBSTITUTES: usize = 16;

/// The beginning of a password that is judged, within milliseconds.
fn judged(password: &str) -> String {
    let text: String = password.chars().take(JUDGED_CHARS).collect();
    if SUBSTITUTES.chars().filter(|sign| text.contains(*sign)).count() <= MOST_SUBSTITUTES {
        return text;
    }
    text.chars().take(JUDGED_CHARS_OF_MANY_SUBSTITUTES).collect()
}

/// Whether zxcvbn would guess the password within 10⁶ attempts: leaked passwords, words, names, dates, keyboard rows,
/// words about the owner.
fn is_common(password: &str, owner: Vec<String>) -> bool {
    let parts = owner.iter().flat_map(|word| word.split(['@', '.', ' ']));
    let owner: Vec<&str> = owner.iter().map(String::as_str).chain(parts).collect();
    let guessed = |password: &str| zxcvbn::zxcvbn(password, &owner).score() < zxcvbn::Score::Two;
    // zxcvbn's dictionaries are in Latin letters: a Cyrillic password is also checked as typed on a Latin keyboard and
    // as transliterated.
    guessed(password)
        || (!password.is_ascii()
            && (guessed(&judged(&russian(password, KEYS))) || guessed(&judged(&russian(password, SOUNDS)))))
}

/// The Latin keys in the places of the Cyrillic letters, in alphabetical order of the letters.
const KEYS: [&str; 33] = [
    "f", ",", "d", "u", "l", "t", "`", ";", "p", "b", "q", "r", "k", "v", "y", "j", "g", "h", "c", "n", "e", "a", "[",
    "w", "x", "i", "o", "]", "s", "m", "'", ".", "z",
];
/// Transliterations of the Cyrillic letters, in their alphabetical order.
const SOUNDS: [&str; 33] = [
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
    "c", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
];

/// Replaces Cyrillic letters by the given table; other characters stay.
fn russian(text: &str, by: [&str; 33]) -> String {
    const LETTERS: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    let replaced = |c: char| LETTERS.chars().position(|letter| letter == c).and_then(|at| by.get(at));
    text.to_lowercase().chars().map(|c| replaced(c).map_or_else(|| c.to_string(), ToString::to_string)).collect()
}

async fn compute<T: Send + 'static>(
    priority: Priority,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let (_place, room) = match priority {
        Priority::Known => (None, &KNOWN),
        Priority::Stranger => {
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

    #[test]
    fn a_bounded_part_of_a_password_is_judged() {
        let typed = [("short", 1, 5), ("ж", 128, 72), ("a", 1_000_000, 72), ("p4$$w0rd", 16, 72), (SUBSTITUTES, 6, 16)];
        for (typed, times, chars) in typed {
            let typed = typed.repeat(times);
            assert_eq!(judged(&typed).chars().count(), chars);
        }
    }

    #[tokio::test]
    async fn common_passwords_are_refused() {
        for (password, error) in [
            ("short", FieldError::TooShort { least: 8 }),
            (&"я".repeat(129), FieldError::TooLong { most: 128 }),
            ("12345678", FieldError::TooCommon),
            ("password1", FieldError::TooCommon),
            ("qwertyuiop", FieldError::TooCommon),
            ("iloveyou", FieldError::TooCommon),
            ("Iloveyou1", FieldError::TooCommon),
            ("aaaaaaaaaaaa", FieldError::TooCommon),
            ("ludmila7", FieldError::TooCommon),
            ("ludmila@salon.test", FieldError::TooCommon),
            ("йцукенгш", FieldError::TooCommon),
            ("Пароль123", FieldError::TooCommon),
            ("привет123", FieldError::TooCommon),
            ("зфыыцщкв", FieldError::TooCommon),
        ] {
            let refused = check_new("new", password, &["ludmila@salon.test", "Ludmila"]).await;
            assert_eq!(refused, Err(Error::invalid("new", error)), "{password}");
        }
        for password in [
            "salon-demo",
            "a long enough password",
            "كلمة سر طويلة جدا",
            "синий чайник поёт",
            "🦊🦊🦀🦑🐙🦀🦊🐙",
            "4@8({[<3691!|0$+7%25",
        ] {
            assert_eq!(check_new("new", password, &["ludmila@salon.test"]).await, Ok(()), "{password}");
        }
    }
}
