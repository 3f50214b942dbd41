//! Who is signed in, remembered for a moment: a page's calls, and the next click, need not ask the database again.

use domain::auth::{Signed, Token};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Whoever is switched off is out within 5 s (protocols.md), whichever process remembers them.
const FRESH: Duration = Duration::from_secs(2);
/// Far more people than a salon has; beyond, all are forgotten and asked for again.
const MOST: usize = 1_000;

type Known = (Instant, Signed);

/// The sessions that were asked for in the last moments, by the hash of their token.
#[derive(Clone, Default)]
pub struct Callers(Arc<Mutex<HashMap<[u8; 32], Known>>>);

impl Callers {
    /// Who has this token, if that was found out a moment ago.
    pub fn recall(&self, token: &Token) -> Option<Signed> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, signed) = known.get(&token.hash())?;
        (since.elapsed() < FRESH).then(|| signed.clone())
    }

    /// Remembers who has this token.
    pub fn remember(&self, token: &Token, signed: &Signed) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(token.hash(), (Instant::now(), Signed { fresh: None, ..signed.clone() }));
    }

    /// Forgets a token that was signed out.
    pub fn forget(&self, token: &Token) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&token.hash());
    }
}
