//! Dispatches the feed in the database to the live sockets.

use super::{
    bus::{self, Hint},
    hub::Live,
};
use crate::database::Database;
use app::context::now;
use domain::{
    Db, Result, auth,
    database::within,
    events::{self, Seq},
    live::{self, Step},
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

/// Poll interval without hints: the longest delay if a hint gets lost.
const POLL_INTERVAL: Duration = Duration::from_secs(4);
/// Sockets of an ended session are closed within 5 s (protocols.md, "Signing in").
const SESSION_CHECK_INTERVAL: Duration = Duration::from_secs(3);
/// Shortest time between two dispatches, to combine bursts of changes.
const MIN_INTERVAL: Duration = Duration::from_millis(20);
/// Delay before the feed is read again after an error.
const RETRY_DELAY: Duration = Duration::from_secs(1);
/// Longest wait for the database; a connection that does not answer must not stop the feed for ever.
const LONGEST: Duration = Duration::from_secs(5);
/// Number of feed entries read at once.
const FEED_BATCH: i64 = 500;

/// Runs until the process ends. `undo_within`: how long a change can be undone, before others are notified of it.
pub async fn run(live: Live, database: Database, undo_within: SignedDuration) {
    let db = &database.pool;
    // Pages that connect later load data that include the past of the feed.
    let (mut last, salon) = loop {
        let known = async { Ok::<_, domain::Error>((events::latest(db).await?, settings::salon_key(db).await?)) };
        match within((Instant::now() + LONGEST).into_std(), known).await {
            Ok(known) => break known,
            Err(error) => {
                tracing::warn!(%error, "the feed could not be read");
                sleep(RETRY_DELAY).await;
            }
        }
    };
    live.advance_to(last);
    tokio::join!(dispatch(&live, db, undo_within, &mut last), check_sessions(&live, db), bus::run(&live, &salon));
}

/// What to check besides pending notifications.
#[derive(Clone, Copy)]
struct Scope {
    /// Feed entries of other processes, unread counts and presence.
    everything: bool,
    /// Whether a request of this process has changed presence or what people have read.
    people_changed: bool,
}

async fn dispatch(live: &Live, db: &Db, undo_within: SignedDuration, last: &mut Seq) {
    let (mut due, mut sent_counts) = (Instant::now(), HashMap::new());
    let mut poll = due;
    loop {
        let shared = live.shared();
        tokio::select! {
            () = shared.wake.notified() => {}
            () = sleep_until(due.min(poll)) => {}
        }
        // Polling must not starve while this process is woken continuously.
        let polled = Instant::now() >= poll;
        if polled {
            poll = Instant::now() + POLL_INTERVAL;
        }
        let people_changed = shared.people_changed.swap(false, Ordering::Relaxed);
        let changed_remotely = shared.changed_remotely.swap(false, Ordering::Relaxed);
        let scope = Scope { everything: people_changed || changed_remotely || polled, people_changed };
        let dispatched = dispatch_pending(live, db, undo_within, last, scope, &mut sent_counts);
        match within((Instant::now() + LONGEST).into_std(), dispatched).await {
            Ok(wait) => due = Instant::now() + wait,
            Err(error) => {
                tracing::warn!(%error, "the feed could not be dispatched; trying again");
                due = Instant::now() + RETRY_DELAY;
                poll = due;
            }
        }
        sleep(MIN_INTERVAL).await;
    }
}

/// Adds due entries to the feed and dispatches it. Returns how long to wait without a hint.
async fn dispatch_pending(
    live: &Live,
    db: &Db,
    undo_within: SignedDuration,
    last: &mut Seq,
    scope: Scope,
    sent_counts: &mut HashMap<UserId, u32>,
) -> Result<Duration> {
    let mut added = false;
    while events::waits(db, now()).await? {
        added |= notifications::advance(db, undo_within, now()).await?.added;
        dispatch_feed(live, db, last).await?;
    }
    if scope.everything && !added {
        dispatch_feed(live, db, last).await?;
    }
    if added || scope.people_changed {
        live.shared().bus.publish(Hint::Look);
    }
    if added || scope.everything {
        send_unread_counts(live, db, sent_counts).await?;
        live.set_busy(staff::busy(db).await?.into_iter().collect());
        live.remove_departed();
    }
    let due = events::next_due(db).await?;
    let due = due.map(|due| Duration::try_from(due.duration_since(now())).unwrap_or(Duration::ZERO));
    Ok(due.map_or(POLL_INTERVAL, |due| due.min(POLL_INTERVAL)))
}

/// Dispatches new feed entries in order.
async fn dispatch_feed(live: &Live, db: &Db, last: &mut Seq) -> Result<()> {
    let salon = settings::salon(db).await?;
    loop {
        let Some(steps) = live::since(db, &salon, *last, FEED_BATCH).await? else {
            *last = events::latest(db).await?;
            live.resync(*last);
            return Ok(());
        };
        let Some(end) = steps.last().map(|step| step.seq) else { return Ok(()) };
        let mut notifications = if steps.iter().any(|step| step.changed.is_none()) {
            notifications_by_seq(db, &salon, *last, end).await?
        } else {
            BTreeMap::new()
        };
        for Step { seq, changed } in &steps {
            match changed {
                Some(changed) => live.broadcast_change(*seq, changed),
                None => live.send_notifications(*seq, notifications.remove(seq).unwrap_or_default()),
            }
        }
        live.advance_to(end);
        *last = end;
        if i64::try_from(steps.len()).is_ok_and(|steps| steps < FEED_BATCH) {
            return Ok(());
        }
    }
}

/// Notifications of all people by sequence number. Not only of connected people: somebody may connect meanwhile.
async fn notifications_by_seq(
    db: &Db,
    salon: &Salon,
    after: Seq,
    to: Seq,
) -> Result<BTreeMap<Seq, Vec<(UserId, Notification)>>> {
    let mut by_seq: BTreeMap<Seq, Vec<_>> = BTreeMap::new();
    for (user, notification) in notifications::told(db, None, salon, after, to).await? {
        by_seq.entry(notification.seq).or_default().push((user, notification));
    }
    Ok(by_seq)
}

/// Sends unread counts that differ from those sent last: notifications may have been read on another device.
async fn send_unread_counts(live: &Live, db: &Db, sent_counts: &mut HashMap<UserId, u32>) -> Result<()> {
    let people = live.people();
    if people.is_empty() {
        sent_counts.clear();
        return Ok(());
    }
    let mut unread: HashMap<UserId, u32> = notifications::unread_of(db, &people).await?.into_iter().collect();
    let now: HashMap<UserId, u32> =
        people.iter().map(|actor| (actor.id, unread.remove(&actor.id).unwrap_or_default())).collect();
    for (user, count) in &now {
        if sent_counts.get(user) != Some(count) {
            live.send_unread_count(*user, *count);
        }
    }
    *sent_counts = now;
    Ok(())
}

/// Closes sockets of ended sessions.
async fn check_sessions(live: &Live, db: &Db) {
    loop {
        sleep(SESSION_CHECK_INTERVAL).await;
        let sessions = live.sessions();
        if sessions.is_empty() {
            continue;
        }
        let holding = auth::holding(db, &sessions, now());
        match within((Instant::now() + LONGEST).into_std(), holding).await {
            Ok(valid) => live.apply_sessions(&sessions, valid),
            // An outage of the database must not close sockets.
            Err(error) => tracing::warn!(%error, "sessions could not be checked"),
        }
    }
}
