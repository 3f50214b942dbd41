use crate::{
    Db, Result,
    bookings::{BookingFacts, BookingId, MASTER_BEFORE},
    events::Seq,
    mentions::around,
    notifications::{BookingSubject, Inbox, InboxFilter, KEPT_DAYS, Kind, Notification, ReadSelection, Subject},
    settings::Salon,
    staff::{Actor, Asker, Permission, Role, Scope, UserId, actor},
    text_enum::Known,
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use sqlx::PgExecutor;
use std::borrow::Borrow;

/// Notifications per page of the inbox.
const PAGE: i64 = 50;
/// Upper limit of the unread count.
const MOST_UNREAD: i64 = 100;

const SELECT: &str = "SELECT n.user_id, n.no, n.kind, n.subjects, n.at, n.read_at IS NOT NULL AS read,
     who.name AS actor, b.id AS booking, b.name AS client, b.service_name AS service,
     m.name AS master, b.datetime, coalesce(c.sound, true) AS sound, e.before, e.after,
     CASE WHEN b.deleted_at IS NULL THEN b.notes END AS notes,
     me.name AS me, me.role, me.granted, me.revoked
 FROM notifications n
 JOIN bookings b ON b.id = n.booking_id
 JOIN users me ON me.id = n.user_id
 JOIN users m ON m.id = b.master_id
 JOIN events e ON e.id = n.event_id
 LEFT JOIN users who ON who.id = e.actor_id
 LEFT JOIN notification_choices c ON c.user_id = n.user_id AND c.kind = n.kind ";

/// SQL condition for recipients with the scope `own`: the booking is theirs now, or was until this event. A mention
/// shows the present notes, so only the present master sees it.
fn own() -> String {
    let mention = Kind::Mention.code();
    format!("(n.user_id = b.master_id OR n.kind <> '{mention}' AND n.user_id = {MASTER_BEFORE})")
}

#[derive(sqlx::FromRow)]
struct NotificationRow {
    user_id: UserId,
    no: Seq,
    kind: Known<Kind>,
    subjects: i32,
    at: jiff_sqlx::Timestamp,
    read: bool,
    actor: Option<String>,
    booking: BookingId,
    client: String,
    service: String,
    master: String,
    datetime: jiff_sqlx::Timestamp,
    sound: bool,
    before: Option<Value>,
    after: Option<Value>,
    notes: Option<String>,
    /// Name of the recipient, to find the mention of it.
    me: String,
    /// Role and permissions of the recipient.
    role: Role,
    granted: Vec<Known<Permission>>,
    revoked: Vec<Known<Permission>>,
}

impl NotificationRow {
    /// `None` for a kind of a newer version of the program.
    fn read(self, salon: &Salon) -> Result<Option<Notification>> {
        let Known(Some(what)) = self.kind else { return Ok(None) };
        // A move shows where this change moved the booking to; all other values are the present ones.
        let (was, became) = match what {
            Kind::Moved => (BookingFacts::read(self.before.as_ref())?, BookingFacts::read(self.after.as_ref())?),
            _ => Default::default(),
        };
        let me = actor(self.user_id, self.me, self.role, &self.granted, &self.revoked);
        let notes = (what == Kind::Mention).then(|| around(&me.masked(self.notes.unwrap_or_default()), &me.name));
        let booking = BookingSubject {
            id: self.booking,
            client: self.client,
            service: self.service,
            master: became.master.unwrap_or(self.master),
            starts: salon.local(became.datetime.unwrap_or(self.datetime.to_jiff()))?,
            was: was.datetime.map(|was| salon.local(was)).transpose()?,
            notes,
        };
        Ok(Some(Notification {
            seq: self.no,
            what,
            count: u32::try_from(self.subjects).unwrap_or(1),
            at: salon.local(self.at.to_jiff())?,
            actor: self.actor,
            subject: Subject::Booking(booking),
            read: self.read,
            sound: self.sound,
        }))
    }
}

/// A keyset page of the actor's inbox: notifications with sequence numbers below `before`, latest first, of bookings
/// that the actor may still see. Empty for actors who may see no bookings.
pub async fn inbox(asker: &Asker, before: Option<Seq>, shown: InboxFilter) -> Result<Inbox> {
    let Ok(scope) = asker.actor.bookings() else { return Ok(Inbox { notifications: Vec::new(), more: false }) };
    let own = own();
    let sql = format!(
        "{SELECT} WHERE n.user_id = $1 AND n.no < coalesce($2, 9223372036854775807) AND (n.read_at IS NULL OR NOT $3)
             AND ($5 OR {own})
         ORDER BY n.no DESC LIMIT $4"
    );
    let mut rows: Vec<NotificationRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(asker.actor.id)
        .bind(before)
        .bind(shown == InboxFilter::Unread)
        .bind(PAGE + 1)
        .bind(scope == Scope::All)
        .fetch_all(&asker.db)
        .await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let read = rows.into_iter().map(|row| row.read(&asker.salon));
    Ok(Inbox { notifications: read.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect(), more })
}

/// Notifications with sequence numbers in `(after, to]`, in order, with their recipients; for delivery by the server
/// itself. `only` limits them to one recipient and to bookings that this person may still see.
pub async fn told(
    db: &Db,
    only: Option<&Actor>,
    salon: &Salon,
    after: Seq,
    to: Seq,
) -> Result<Vec<(UserId, Notification)>> {
    let sees_all = match only.map(Actor::bookings) {
        None => true,
        Some(Ok(scope)) => scope == Scope::All,
        Some(Err(_)) => return Ok(Vec::new()),
    };
    let recipient = if only.is_some() { "n.user_id = $1" } else { "$1::bigint IS NULL" };
    let own = own();
    let sql = format!("{SELECT} WHERE n.no > $2 AND n.no <= $3 AND {recipient} AND ($4 OR {own}) ORDER BY n.no");
    let rows: Vec<NotificationRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(only.map(|actor| actor.id))
        .bind(after)
        .bind(to)
        .bind(sees_all)
        .fetch_all(db)
        .await?;
    let told = rows.into_iter().map(|row| Ok(Some(row.user_id).zip(row.read(salon)?)));
    Ok(told.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Number of the actor's unread notifications that their inbox shows, at most 100.
pub async fn unread(asker: &Asker) -> Result<u32> {
    let counts = unread_of(&asker.db, &[&asker.actor]).await?;
    Ok(counts.first().map_or(0, |(_, count)| *count))
}

/// [`unread`] of several people at once, for delivery by the server itself; people without unread notifications are
/// left out.
pub async fn unread_of(db: impl PgExecutor<'_>, people: &[impl Borrow<Actor>]) -> Result<Vec<(UserId, u32)>> {
    let scopes = people.iter().filter_map(|actor| {
        let actor: &Actor = actor.borrow();
        Some((actor.id, actor.bookings().ok()? == Scope::All))
    });
    let (people, see_all): (Vec<UserId>, Vec<bool>) = scopes.unzip();
    let own = own();
    let sql = format!(
        "SELECT person, count(n.no) FROM unnest($1::bigint[], $2::boolean[]) AS people (person, sees_all)
         CROSS JOIN LATERAL (
             SELECT n.no FROM notifications n
             JOIN bookings b ON b.id = n.booking_id
             JOIN events e ON e.id = n.event_id
             WHERE n.user_id = person AND n.read_at IS NULL AND (sees_all OR {own}) LIMIT $3
         ) n
         GROUP BY person"
    );
    let counts: Vec<(UserId, i64)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(people).bind(see_all).bind(MOST_UNREAD).fetch_all(db).await?;
    Ok(counts.into_iter().map(|(user, count)| (user, u32::try_from(count).unwrap_or_default())).collect())
}

/// Marks notifications of the actor as read; returns how many are unread then.
pub async fn read(asker: &Asker, which: &ReadSelection) -> Result<u32> {
    const READ: &str = "UPDATE notifications SET read_at = $3 WHERE user_id = $1 AND read_at IS NULL AND ";
    let (these, up_to) = match which {
        ReadSelection::These(these) => (Some(these), None),
        ReadSelection::UpTo(up_to) => (None, Some(up_to)),
    };
    let sql = format!("{READ} {}", if these.is_some() { "no = ANY($2)" } else { "no <= $2" });
    let update = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(asker.actor.id);
    let update = if let Some(these) = these { update.bind(these) } else { update.bind(up_to) };
    update.bind(asker.now.to_sqlx()).execute(&asker.db).await?;
    unread(asker).await
}

/// Deletes notifications older than [`KEPT_DAYS`]; returns how many.
pub async fn remove_old(db: &Db, now: Timestamp) -> Result<u64> {
    let before = now.saturating_sub(SignedDuration::from_hours(24 * KEPT_DAYS)).unwrap_or(now);
    let gone = sqlx::query("DELETE FROM notifications WHERE at < $1").bind(before.to_sqlx());
    Ok(gone.execute(db).await?.rows_affected())
}
