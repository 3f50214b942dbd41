//! Passwords, by argon2id with the crate's defaults (19 MiB, two passes: OWASP's first choice).

use super::PASSWORD_CHARS;
use crate::{Error, Flaw, Result};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// How many are computed at once. Each takes 19 MiB and tens of milliseconds of a core: more at a time would only make
/// all of them, and every page beside them, slower.
static ROOM: Semaphore = Semaphore::const_new(2);

/// Compared against when there is no such user, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("").ok());

/// The PHC string to store for a password.
pub async fn hash(password: String) -> Result<String> {
    compute(move || hash_now(&password)).await
}

/// Whether a password is the stored one. Takes as long when nothing is stored.
pub async fn check(password: String, stored: Option<String>) -> Result<bool> {
    compute(move || {
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
            compute(move || Ok(is_common(&password, owner))).await?.then_some(Flaw::TooCommon)
        }
    };
    flaw.map_or(Ok(()), |flaw| Err(Error::invalid(field, flaw)))
}

/// Whether one of the million first guesses would be right: passwords by how often they were found in leaks, words,
/// names, dates, keyboard rows, and what the owner is called.
fn is_common(password: &str, owner: Vec<String>) -> bool {
    let owner: Vec<&str> = owner.iter().flat_map(|word| word.split(['@', '.', ' '])).collect();
    zxcvbn::zxcvbn(password, &owner).score() < zxcvbn::Score::Two
}

async fn compute<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _room = ROOM.acquire().await.map_err(broken)?;
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
