//! Moves what happened from the database to the pages.

use super::{
    bus::{self, Hint},
    hub::Live,
};
use crate::database::Database;
use app::context::now;
use domain::{
    Db, Result, auth,
    events::{self, Seq, Step},
    notifications::{self, Notification},
    settings::{self, Salon},
    staff::{self, UserId},
};
use jiff::SignedDuration;
use std::{
    collections::{BTreeMap, HashMap},
    sync::atomic::Ordering,
    time::Duration,
};
use tokio::time::{Instant, sleep, sleep_until};

/// Without a hint, the database is looked at this often: what gets lost on the bus is late by so much at most.
const POLL: Duration = Duration::from_secs(4);
/// A session that has ended loses its sockets within 5 s (protocols.md, "Signing in").
const RECHECK: Duration = Duration::from_secs(3);
/// Between two looks.
const REST: Duration = Duration::from_millis(20);
/// After a failure.
const PAUSE: Duration = Duration::from_secs(1);
/// So much of the feed is read at once.
const PIECE: i64 = 500;

/// Runs for ever. `undo_within`: how long what somebody did may be undone, before others are told.
pub async fn run(live: Live, database: Database, undo_within: SignedDuration) {
    let db = &database.pool;
    // A process that has just started has told nobody anything: the feed's past is what pages load.
    let (mut last, salon) = loop {
        let known = async { Ok::<_, domain::Error>((events::latest(db).await?, settings::salon_key(db).await?)) };
        match known.await {
            Ok(known) => break known,
            Err(error) => {
                tracing::warn!(%error, "the feed could not be read");
                sleep(PAUSE).await;
            }
        }
    };
    live.reached(last);
    tokio::join!(pump(&live, db, undo_within, &mut last), recheck(&live, db), bus::carry(&live, &salon));
}

/// What is to be looked at beside what waits for its place.
#[derive(Clone, Copy)]
struct Look {
    /// What another process may have brought on; what people read, and how they are reached.
    all: bool,
    /// Whether a request of this process has changed how people are reached, or what they read.
    own: bool,
}

async fn pump(live: &Live, db: &Db, undo_within: SignedDuration, last: &mut Seq) {
    let (mut due, mut said) = (Instant::now(), HashMap::new());
    let mut poll = due;
    loop {
        let shared = live.shared();
        tokio::select! {
            () = shared.look.notified() => {}
            () = sleep_until(due.min(poll)) => {}
        }
        // However busy this process is with its own: what others did is looked for all the same.
        let polled = Instant::now() >= poll;
        if polled {
            poll = Instant::now() + POLL;
        }
        let own = shared.people.swap(false, Ordering::Relaxed);
        let heard = shared.heard.swap(false, Ordering::Relaxed);
        let look = Look { all: own || heard || polled, own };
        match round(live, db, undo_within, last, look, &mut said).await {
            Ok(wait) => due = Instant::now() + wait,
            Err(error) => {
                tracing::warn!(%error, "what happened could not be passed on; it is tried again");
                due = Instant::now() + PAUSE;
                poll = due;
            }
        }
        // In a rush of changes one look is for many of them.
        sleep(REST).await;
    }
}

/// Brings the feed as far as it goes, and tells everybody; answers how long to wait without a hint.
async fn round(
    live: &Live,
    db: &Db,
    undo_within: SignedDuration,
    last: &mut Seq,
    look: Look,
    said: &mut HashMap<UserId, u32>,
) -> Result<Duration> {
    let mut added = false;
    while notifications::waits(db, now()).await? {
        added |= notifications::advance(db, undo_within, now()).await?.added;
        follow(live, db, last).await?;
    }
    if look.all && !added {
        follow(live, db, last).await?;
    }
    if added || look.own {
        live.shared().bus.publish(Hint::Look);
    }
    if added || look.all {
        count(live, db, said).await?;
        live.set_busy(staff::busy(db).await?.into_iter().collect());
        live.tidy();
    }
    let due = notifications::next_due(db).await?;
    let due = due.map(|due| Duration::try_from(due.duration_since(now())).unwrap_or(Duration::ZERO));
    Ok(due.map_or(POLL, |due| due.min(POLL)))
}

/// Tells everybody what is in the feed since the last time, in its order.
async fn follow(live: &Live, db: &Db, last: &mut Seq) -> Result<()> {
    let salon = settings::salon(db).await?;
    loop {
        let Some(steps) = events::since(db, &salon, *last, PIECE).await? else {
            *last = events::latest(db).await?;
            live.resync(*last);
            return Ok(());
        };
        let Some(end) = steps.last().map(|step| step.seq) else { return Ok(()) };
        let mut told = if steps.iter().any(|step| step.changed.is_none()) {
            told(db, &salon, *last, end).await?
        } else {
            BTreeMap::new()
        };
        for Step { seq, changed } in &steps {
            match changed {
                Some(changed) => live.changed(*seq, changed),
                None => live.told(*seq, told.remove(seq).unwrap_or_default()),
            }
        }
        live.reached(end);
        *last = end;
        if i64::try_from(steps.len()).is_ok_and(|steps| steps < PIECE) {
            return Ok(());
        }
    }
}

/// What people were told, by its place: everybody, for whoever comes meanwhile is to hear it too.
async fn told(db: &Db, salon: &Salon, after: Seq, to: Seq) -> Result<BTreeMap<Seq, Vec<(UserId, Notification)>>> {
    let mut by_place: BTreeMap<Seq, Vec<_>> = BTreeMap::new();
    for (user, notification) in notifications::told(db, None, salon, after, to).await? {
        by_place.entry(notification.seq).or_default().push((user, notification));
    }
    Ok(by_place)
}

/// Says how many are unread where that is not what was said last: whoever read them may have done so elsewhere.
async fn count(live: &Live, db: &Db, said: &mut HashMap<UserId, u32>) -> Result<()> {
    let people = live.people();
    if people.is_empty() {
        said.clear();
        return Ok(());
    }
    let mut unread: HashMap<UserId, u32> = notifications::unread_of(db, &people).await?.into_iter().collect();
    let now: HashMap<UserId, u32> =
        people.iter().map(|actor| (actor.id, unread.remove(&actor.id).unwrap_or_default())).collect();
    for (user, count) in &now {
        if said.get(user) != Some(count) {
            live.unread(*user, *count);
        }
    }
    *said = now;
    Ok(())
}

/// Closes the sockets of sessions that have ended.
async fn recheck(live: &Live, db: &Db) {
    loop {
        sleep(RECHECK).await;
        let sessions = live.sessions();
        if sessions.is_empty() {
            continue;
        }
        match auth::holding(db, &sessions, now()).await {
            Ok(holding) => live.hold(&sessions, holding),
            // Nobody is sent away because the database is.
            Err(error) => tracing::warn!(%error, "whose sessions hold could not be asked"),
        }
    }
}
