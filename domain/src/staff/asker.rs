use super::Actor;
use crate::{Db, Language, settings::Salon};
use jiff::Timestamp;

/// The person who asks, and all that an answer depends on besides the request itself.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Pool of connections to the salon's database.
    pub db: Db,
    /// The signed-in person; their permissions decide what is answered.
    pub actor: Actor,
    /// Settings of the salon; local times are in its time zone.
    pub salon: Salon,
    /// Language of the request, for names that are stored in several languages.
    pub language: Language,
    /// The current time, when the request arrived.
    pub now: Timestamp,
}

impl Asker {
    /// The same asker at another time.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Self {
        Asker { now, ..self.clone() }
    }
}
