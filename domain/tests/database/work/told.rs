//! Who is notified of what when bookings change, and which changes the feed has.

mod mentions;

use super::*;
use domain::{
    bookings::{BulkAction, Fields, change_in_bulk, undo},
    events::{self, Seq},
    live::{self, Days, Step},
    notifications::{self, Audience, BookingSubject, Choice, InboxFilter, Kind, Notification, ReadSelection, Subject},
    staff::{Master, Role},
};
use jiff::SignedDuration;

/// After the time for undoing what was done at [`now`].
fn later() -> Timestamp {
    now() + SignedDuration::from_secs(40)
}

fn booking(notification: &Notification) -> &BookingSubject {
    let Subject::Booking(booking) = &notification.subject;
    booking
}

impl Stage {
    async fn advance(&self, now: Timestamp) {
        while notifications::advance(&self.db.pool, UNDO_WITHIN, now).await.unwrap().more {}
    }

    async fn inbox(&self, actor: &Actor) -> Vec<Notification> {
        notifications::inbox(&self.asker(actor), None, InboxFilter::All).await.unwrap().notifications
    }

    async fn told(&self, actor: &Actor) -> Vec<(Kind, u32)> {
        self.advance(later()).await;
        self.inbox(actor).await.into_iter().map(|told| (told.what, told.count)).collect()
    }
}

#[tokio::test]
async fn a_master_is_told_of_a_new_booking_once_it_cannot_be_undone() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.advance(now() + SignedDuration::from_secs(29)).await;
    assert_eq!(stage.inbox(&stage.dina).await, []);
    assert!(!events::waits(&stage.db.pool, now()).await.unwrap());
    let due = events::next_due(&stage.db.pool).await.unwrap();
    assert_eq!(due, Some(now() + SignedDuration::from_secs(32)));
    assert_eq!(stage.told(&stage.dina).await, [(Kind::NewBooking, 1)]);
    let told = stage.inbox(&stage.dina).await.remove(0);
    let booking = booking(&told);
    assert_eq!((booking.id, booking.client.as_str(), booking.starts), (id, "Noura", at(10, 0)));
    assert!(!told.read);
    assert_eq!(told.actor.as_deref(), Some("Diana"));
    assert_eq!(stage.told(&stage.dina).await.len(), 1, "once");
    for other in [&stage.director, &stage.lola] {
        assert_eq!(stage.told(other).await, [], "{}", other.name);
    }
}

#[tokio::test]
async fn an_undone_act_tells_nobody() {
    let stage = Stage::set().await;
    let admin = stage.db.person("Amina", Role::Admin).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.advance(later()).await;
    let done = stage.step_as(&stage.director, id, Verb::Cancel, later()).await.unwrap();
    undo(&stage.asker(&stage.director).at(later()), done.change, UNDO_WITHIN).await.unwrap();
    stage.advance(later() + SignedDuration::from_mins(5)).await;
    for person in [&stage.dina, &admin] {
        assert!(stage.inbox(person).await.iter().all(|told| told.what == Kind::NewBooking), "{}", person.name);
    }
    assert_eq!(stage.count("SELECT count(*) FROM pending_events").await, 0);
}

#[tokio::test]
async fn what_is_not_so_any_more_is_not_told() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.step(id, Verb::Cancel).await.unwrap();
    stage.step(id, Verb::Reopen).await.unwrap();
    let gone = stage.booked(&stage.dina, at(12, 0)).await;
    stage.step(gone, Verb::Trash).await.unwrap();
    assert_eq!(stage.told(&stage.dina).await, [(Kind::NewBooking, 1)]);
}

#[tokio::test]
async fn whoever_was_told_that_it_is_off_is_told_that_it_is_on_again() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.step(id, Verb::Cancel).await.unwrap();
    assert_eq!(stage.told(&stage.dina).await, [(Kind::Cancelled, 1)]);
    let hour = now() + SignedDuration::from_hours(1);
    stage.step_as(&stage.director, id, Verb::Reopen, hour).await.unwrap();
    stage.advance(hour + SignedDuration::from_mins(1)).await;
    assert_eq!(stage.inbox(&stage.dina).await[0].what, Kind::NewBooking);
}

#[tokio::test]
async fn a_free_time_and_a_guest_who_did_not_come_are_told_by_role() {
    let stage = Stage::set().await;
    let (admin, sales) = (stage.db.person("Amina", Role::Admin).await, stage.db.person("Samir", Role::Sales).await);
    let cancelled = stage.booked(&stage.dina, at(10, 0)).await;
    stage.step(cancelled, Verb::Cancel).await.unwrap();
    assert_eq!(stage.told(&admin).await, [(Kind::Cancelled, 1)]);
    assert_eq!(stage.told(&sales).await, [(Kind::Cancelled, 1)]);
    assert_eq!(stage.told(&stage.director).await, []);
    assert_eq!(stage.told(&stage.dina).await, [(Kind::Cancelled, 1)], "a booking that is cancelled is not new");
}

#[tokio::test]
async fn who_gives_a_booking_away_and_who_gets_it_are_told() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.advance(later()).await;
    let (version, fields) = stage.fields(id).await;
    let fields = Fields { master: Master { id: stage.lola.id, name: String::new() }, ..fields };
    stage.edit_as(&stage.director, id, version, &fields).await.unwrap();
    stage.advance(later() + SignedDuration::from_secs(60)).await;
    for master in [&stage.dina, &stage.lola] {
        let told = stage.inbox(master).await;
        assert_eq!(told[0].what, Kind::Moved, "{}", master.name);
        assert_eq!((booking(&told[0]).master.as_str(), booking(&told[0]).was), ("Lola", None));
    }
}

#[tokio::test]
async fn a_move_is_told_as_it_was_then() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    for hour in [11, 12] {
        let (version, fields) = stage.fields(id).await;
        stage.edit_as(&stage.director, id, version, &Fields { starts: at(hour, 0).into(), ..fields }).await.unwrap();
    }
    stage.advance(later()).await;
    let told = stage.inbox(&stage.dina).await;
    let moves = told.iter().filter(|told| told.what == Kind::Moved).map(booking);
    let moves = moves.map(|booking| (booking.was, booking.starts));
    assert_eq!(moves.collect::<Vec<_>>(), [(Some(at(11, 0)), at(12, 0)), (Some(at(10, 0)), at(11, 0))]);
}

#[tokio::test]
async fn whoever_may_see_it_no_more_reads_of_it_no_more() {
    let stage = Stage::set().await;
    let admin = stage.db.person("Amina", Role::Admin).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.step(id, Verb::Cancel).await.unwrap();
    assert_eq!(stage.told(&admin).await.len(), 1);
    let marketer = Actor::new(admin.id, "Amina".into(), Role::Marketer, &[], &[]);
    let master = Actor::new(admin.id, "Amina".into(), Role::Master, &[], &[]);
    assert_eq!((stage.inbox(&marketer).await, stage.inbox(&master).await), (Vec::new(), Vec::new()));
    let db = &stage.db.pool;
    let mut counts = Vec::new();
    for actor in [&admin, &marketer, &master] {
        counts.push(notifications::unread(&stage.asker(actor)).await.unwrap());
        let missed = notifications::told(db, Some(actor), &salon(), Seq(0), Seq(i64::MAX)).await.unwrap();
        assert_eq!(missed.len(), counts[counts.len() - 1] as usize, "what a page missed");
    }
    assert_eq!(counts, [1, 0, 0], "the bell counts what the inbox shows");
}

#[tokio::test]
async fn what_one_act_did_to_many_is_told_once() {
    let stage = Stage::set().await;
    let admin = stage.db.person("Amina", Role::Admin).await;
    let mut ids = Vec::new();
    for hour in 10..14 {
        ids.push(stage.booked(&stage.lola, at(hour, 0)).await);
    }
    ids.push(stage.booked(&stage.dina, at(10, 0)).await);
    let cancel = BulkAction::Cancel(because("storm"));
    change_in_bulk(&stage.asker(&stage.director), &new_key(), &Selection::Some(ids.clone()), &cancel, now)
        .await
        .unwrap();
    assert_eq!(stage.told(&admin).await, [(Kind::Cancelled, 5)]);
    assert_eq!(stage.told(&stage.lola).await, [(Kind::Cancelled, 4)]);
    assert_eq!(stage.told(&stage.dina).await, [(Kind::Cancelled, 1)]);
    assert_eq!(booking(&stage.inbox(&stage.dina).await[0]).id, ids[4], "of their own bookings");
}

#[tokio::test]
async fn a_choice_is_kept_and_followed() {
    let stage = Stage::set().await;
    let choice = Choice { kind: Kind::NewBooking, audience: Audience::All, sound: false };
    let amina = stage.db.person("Amina", Role::Admin).await;
    notifications::choose(&stage.asker(&amina), choice).await.unwrap();
    let nonsense = Choice { kind: Kind::Mention, ..choice };
    assert_eq!(
        notifications::choose(&stage.asker(&amina), nonsense).await,
        Err(Error::invalid("whose", domain::FieldError::Wrong))
    );
    let silent = Choice { kind: Kind::NewBooking, audience: Audience::Nobody, sound: true };
    notifications::choose(&stage.asker(&stage.dina), silent).await.unwrap();
    assert!(notifications::choices(&stage.asker(&amina)).await.unwrap().contains(&choice));
    stage.booked(&stage.dina, at(10, 0)).await;
    assert_eq!(stage.told(&amina).await, [(Kind::NewBooking, 1)]);
    assert!(!stage.inbox(&amina).await[0].sound);
    assert_eq!(stage.told(&stage.dina).await, []);
}

#[tokio::test]
async fn what_was_read_is_read_everywhere_and_old_ones_go() {
    let stage = Stage::set().await;
    for hour in 10..13 {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    stage.advance(later()).await;
    let (db, dina) = (&stage.db.pool, &stage.dina);
    let seqs: Vec<Seq> = stage.inbox(dina).await.into_iter().map(|told| told.seq).collect();
    assert!(seqs.is_sorted_by(|later, earlier| later > earlier));
    assert_eq!(notifications::read(&stage.asker(dina), &ReadSelection::These(seqs[..1].to_vec())).await.unwrap(), 2);
    assert_eq!(notifications::unread_of(db, &[dina, &stage.lola]).await.unwrap(), [(dina.id, 2)]);
    assert_eq!(
        notifications::read(&stage.asker(&stage.lola), &ReadSelection::These(seqs.clone())).await.unwrap(),
        0,
        "but nobody else's"
    );
    let unread = notifications::inbox(&stage.asker(dina), None, InboxFilter::Unread).await.unwrap();
    assert_eq!(unread.notifications.iter().map(|told| told.seq).collect::<Vec<_>>(), seqs[1..]);
    assert_eq!(notifications::read(&stage.asker(dina), &ReadSelection::UpTo(seqs[1])).await.unwrap(), 0);
    let older = notifications::inbox(&stage.asker(dina), Some(seqs[1]), InboxFilter::All).await.unwrap();
    assert_eq!((older.notifications.len(), older.more), (1, false));
    let days = |days: i64| later() + SignedDuration::from_hours(24 * days);
    assert_eq!(notifications::remove_old(db, days(90)).await.unwrap(), 0);
    assert_eq!(notifications::remove_old(db, days(91)).await.unwrap(), 3);
}

#[tokio::test]
async fn pages_are_told_whose_and_of_which_days() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let (version, fields) = stage.fields(id).await;
    let fields = Fields {
        master: Master { id: stage.lola.id, name: String::new() },
        starts: date(2026, 11, 24).at(10, 0, 0, 0).into(),
        ..fields
    };
    stage.edit_as(&stage.director, id, version, &fields).await.unwrap();
    stage.advance(now()).await;
    let steps = live::since(&stage.db.pool, &salon(), Seq(0), 100).await.unwrap().unwrap();
    let changed: Vec<_> = steps.iter().filter_map(|step| step.changed.clone()).collect();
    assert_eq!(
        changed.iter().map(|changed| (changed.id, changed.version)).collect::<Vec<_>>(),
        [(id.0, Some(1)), (id.0, Some(2))]
    );
    assert_eq!(changed[1].masters, [stage.dina.id, stage.lola.id]);
    assert_eq!(changed[1].days, Days::of([date(2026, 11, 21), date(2026, 11, 24)]));
    let rest = live::since(&stage.db.pool, &salon(), steps[0].seq, 100).await.unwrap().unwrap();
    assert_eq!(rest.iter().map(|step| step.seq).collect::<Vec<_>>(), [steps[1].seq]);
    assert_eq!(events::latest(&stage.db.pool).await.unwrap(), steps[1].seq);
}

#[tokio::test]
async fn what_is_kept_no_more_cannot_be_caught_up_with() {
    let stage = Stage::set().await;
    for hour in 10..13 {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    stage.advance(now()).await;
    let since = async |seq| live::since(&stage.db.pool, &salon(), seq, 100).await.unwrap();
    let seqs: Vec<Seq> = since(Seq(0)).await.unwrap().into_iter().map(|step| step.seq).collect();
    let gone = events::remove_old_feed(&stage.db.pool, now() + SignedDuration::from_hours(49)).await.unwrap();
    assert_eq!(gone, 2, "all but how far it is");
    assert_eq!(since(seqs[0]).await, None);
    assert_eq!(since(seqs[2]).await, Some(Vec::<Step>::new()));
}

/// The transaction that began first commits last: its event has the smaller id and the larger sequence number.
#[tokio::test]
async fn nothing_that_becomes_visible_late_is_missed() {
    let stage = Stage::set().await;
    let event = "INSERT INTO events (entity, entity_id, verb) VALUES ('booking', $1, 'note') RETURNING id";
    let mut slow = stage.db.pool.begin().await.unwrap();
    let first: i64 = sqlx::query_scalar(event).bind(1_i64).fetch_one(&mut *slow).await.unwrap();
    let second: i64 = sqlx::query_scalar(event).bind(2_i64).fetch_one(&stage.db.pool).await.unwrap();
    assert!(first < second);
    stage.advance(now()).await;
    let seen = events::latest(&stage.db.pool).await.unwrap();
    slow.commit().await.unwrap();
    stage.advance(now()).await;
    let late = live::since(&stage.db.pool, &salon(), seen, 100).await.unwrap().unwrap();
    assert_eq!(late.iter().map(|step| step.changed.as_ref().unwrap().id).collect::<Vec<_>>(), [1]);
}

/// Any number of processes may advance the feed at once.
#[tokio::test]
async fn everything_is_told_once() {
    let stage = Stage::set().await;
    for hour in 9..20 {
        stage.booked(&stage.dina, at(hour, 0)).await;
    }
    let all = (0..8).map(|_| notifications::advance(&stage.db.pool, UNDO_WITHIN, later()));
    for advanced in futures::future::join_all(all).await {
        advanced.unwrap();
    }
    assert_eq!(stage.inbox(&stage.dina).await.len(), 11);
    assert_eq!(stage.count("SELECT count(*) FROM feed WHERE event_id IS NOT NULL").await, 11);
    assert_eq!(stage.count("SELECT count(*) - count(DISTINCT event_id) FROM feed WHERE event_id IS NOT NULL").await, 0);
}
