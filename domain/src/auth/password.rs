//! Passwords, by argon2id with the crate's defaults (19 MiB, two passes: OWASP's first choice).

use crate::{Error, Result};
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
