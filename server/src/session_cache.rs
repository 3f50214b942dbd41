//! A short-lived cache of sessions: the requests of one page then need only one query.

use domain::auth::{Signed, Token};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A deactivated account must lose access within 5 s (protocols.md), in all processes.
const TIME_TO_LIVE: Duration = Duration::from_secs(2);
/// Far more sessions than a salon has. The cache is cleared when it is full.
const MAX_SESSIONS: usize = 1_000;

type CachedSession = (Instant, Signed);

/// Recently used sessions by the hash of their token.
#[derive(Clone, Default)]
pub struct SessionCache(Arc<Mutex<HashMap<[u8; 32], CachedSession>>>);

impl SessionCache {
    /// The cached session of a token.
    pub fn get(&self, token: &Token) -> Option<Signed> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, signed) = sessions.get(&token.hash())?;
        (since.elapsed() < TIME_TO_LIVE).then(|| signed.clone())
    }

    /// Caches the session of a token.
    pub fn insert(&self, token: &Token, signed: &Signed) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MAX_SESSIONS {
            sessions.clear();
        }
        sessions.insert(token.hash(), (Instant::now(), Signed { fresh: None, ..signed.clone() }));
    }

    /// Removes a token after signing out.
    pub fn remove(&self, token: &Token) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&token.hash());
    }
}
