//! A short-lived cache of sessions: the requests of one page then need only one query.

use domain::auth::{SessionId, Signed, Token};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// A deactivated account must lose access within 5 s (protocols.md), in all processes.
const TIME_TO_LIVE: Duration = Duration::from_secs(2);
/// Far more sessions than a salon has. The cache is cleared when it is full.
const MAX_SESSIONS: usize = 1_000;
/// Ended sessions that are remembered: far more than end while a request is looked up.
const MAX_ENDED: usize = 1_000;

/// Recently used sessions by the hash of their token.
#[derive(Clone, Default)]
pub struct SessionCache(Arc<Mutex<Cached>>);

#[derive(Default)]
struct Cached {
    sessions: HashMap<[u8; 32], (Instant, Signed)>,
    /// Sessions that were ended here; a look-up that began before may still bring them.
    ended: VecDeque<SessionId>,
}

impl SessionCache {
    fn cached(&self) -> MutexGuard<'_, Cached> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cached session of a token.
    pub fn get(&self, token: &Token) -> Option<Signed> {
        let cached = self.cached();
        let (since, signed) = cached.sessions.get(&token.hash())?;
        (since.elapsed() < TIME_TO_LIVE).then(|| signed.clone())
    }

    /// Caches the session of a token, unless it was ended here.
    pub fn insert(&self, token: &Token, signed: &Signed) {
        let mut cached = self.cached();
        if cached.ended.contains(&signed.session) {
            return;
        }
        if cached.sessions.len() >= MAX_SESSIONS {
            cached.sessions.clear();
        }
        cached.sessions.insert(token.hash(), (Instant::now(), Signed { fresh: None, ..signed.clone() }));
    }

    /// Removes a session with all its tokens after signing out.
    pub fn end(&self, session: SessionId) {
        let mut cached = self.cached();
        cached.sessions.retain(|_, (_, signed)| signed.session != session);
        if cached.ended.len() >= MAX_ENDED {
            cached.ended.pop_front();
        }
        cached.ended.push_back(session);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        settings::Salon,
        staff::{Actor, Role, UserId},
    };

    fn signed(session: i64) -> Signed {
        let salon = Salon { name: "x".into(), zone: "UTC".into(), currency: "AED".into() };
        let actor = Actor::new(UserId(1), "Maria".into(), Role::Manager, &[], &[]);
        Signed { actor, salon, session: SessionId(session), fresh: None }
    }

    #[test]
    fn an_ended_session_has_no_good_token() {
        let cache = SessionCache::default();
        let tokens = [(); 3].map(|()| Token::random().unwrap());
        cache.insert(&tokens[0], &signed(1));
        cache.insert(&tokens[1], &signed(1));
        cache.insert(&tokens[2], &signed(2));
        cache.end(SessionId(1));
        // The answer of a look-up that began before the session ended.
        cache.insert(&tokens[0], &signed(1));
        let sessions = tokens.map(|token| cache.get(&token).map(|signed| signed.session));
        assert_eq!(sessions, [None, None, Some(SessionId(2))]);
    }

    #[test]
    fn memory_is_bounded() {
        let cache = SessionCache::default();
        for session in 0..5_000 {
            cache.insert(&Token::random().unwrap(), &signed(session));
            cache.end(SessionId(session));
        }
        let cached = cache.cached();
        assert!(cached.sessions.len() <= MAX_SESSIONS && cached.ended.len() <= MAX_ENDED);
    }
}
