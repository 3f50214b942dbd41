use super::record::Record;
use crate::{
    Db, Error, Result,
    bookings::{BookingId, ChangeId},
    staff::{Actor, Scope, UserId},
};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, QueryBuilder, Transaction};

/// The first half of a lock's number, "bk" in ASCII; the other half is the master.
const CLASS: i64 = 0x626b << 40;

/// A booking's master may change while we wait for the old one's lock; then we wait for the new one's.
const TRIES: usize = 5;

/// Takes the locks of masters' days until the end of the transaction. Everybody takes them in one order, and all at once:
/// nobody holds one for the length of a round trip before the next. Not together with `BEGIN`: who goes away while that
/// waits would leave an open transaction in the pool.
pub(super) async fn lock_days(db: &mut PgConnection, masters: impl IntoIterator<Item = UserId>) -> Result<()> {
    let mut keys: Vec<i64> = masters.into_iter().map(|master| CLASS | master.0).collect();
    keys.sort_unstable();
    keys.dedup();
    let locks: String = keys.iter().map(|key| format!("SELECT pg_advisory_xact_lock({key});")).collect();
    sqlx::raw_sql(AssertSqlSafe(locks)).execute(db).await?;
    Ok(())
}

/// Bookings that are about to be changed, with their masters' days locked.
pub(super) struct Locked {
    pub transaction: Transaction<'static, Postgres>,
    /// In the order of their ids; those in the trash too.
    pub records: Vec<Record>,
    /// A number for what is about to be done to them.
    pub change: ChangeId,
}

/// Locks bookings with their masters' days, and those of `others`. What is not for the actor is not there.
pub(super) async fn lock(db: &Db, actor: &Actor, ids: &[BookingId], others: &[UserId]) -> Result<Locked> {
    actor.bookings()?;
    for _ in 0..TRIES {
        let mut transaction = db.begin().await?;
        let (change, masters): (ChangeId, Vec<UserId>) = sqlx::query_as(
            "SELECT nextval('changes'), ARRAY(SELECT DISTINCT master_id FROM bookings WHERE id = ANY($1))",
        )
        .bind(ids)
        .fetch_one(&mut *transaction)
        .await?;
        lock_days(&mut transaction, masters.iter().chain(others).copied()).await?;
        if ids.len() > 1 {
            // Their totals are kept with the bookings: in one order too, whichever bookings are changed first.
            let clients = "SELECT FROM clients WHERE id IN (SELECT client_id FROM bookings WHERE id = ANY($1))
                 ORDER BY id FOR NO KEY UPDATE";
            sqlx::query(clients).bind(ids).execute(&mut *transaction).await?;
        }
        let records = load(&mut transaction, actor, ids).await?;
        if records.iter().all(|record| masters.contains(&record.master_id)) {
            return Ok(Locked { transaction, records, change });
        }
    }
    Err(Error::Unavailable)
}

/// One booking that is about to be changed; `NotFound` where it is not for the actor.
pub(super) async fn lock_one(
    db: &Db,
    actor: &Actor,
    id: BookingId,
    others: &[UserId],
) -> Result<(Transaction<'static, Postgres>, Record, ChangeId)> {
    let Locked { transaction, records, change } = lock(db, actor, &[id], others).await?;
    let record = records.into_iter().next().ok_or(Error::NotFound)?;
    Ok((transaction, record, change))
}

async fn load(db: &mut PgConnection, actor: &Actor, ids: &[BookingId]) -> Result<Vec<Record>> {
    let mut sql = QueryBuilder::<Postgres>::new(Record::SELECT);
    sql.push(" WHERE b.id = ANY(").push_bind(ids).push(")");
    if let Scope::Own(master) = actor.bookings()? {
        sql.push(" AND b.master_id = ").push_bind(master);
    }
    sql.push(" ORDER BY b.id FOR UPDATE OF b");
    Ok(sql.build_query_as().fetch_all(db).await?)
}
