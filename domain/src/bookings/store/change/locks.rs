use super::record::Record;
use crate::{
    Error, Result,
    bookings::{BookingId, ChangeId},
    staff::{Actor, Asker, Scope, UserId},
};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, QueryBuilder, Transaction};

/// High bits of an advisory lock's key, "bk" in ASCII; the low bits are the master's id.
const CLASS: i64 = 0x626b << 40;

/// Attempts to lock the present masters: a booking may be reassigned while its former master's lock is awaited.
const TRIES: usize = 5;

/// Locks the days of masters until the end of the transaction. All writers lock in ascending order and in one round
/// trip, so that they neither deadlock nor hold one lock while they wait for the network. Not sent together with
/// `BEGIN`: a request that is cancelled while it waits would leave an open transaction in the pool.
pub(super) async fn lock_days(db: &mut PgConnection, masters: impl IntoIterator<Item = UserId>) -> Result<()> {
    let mut keys: Vec<i64> = masters.into_iter().map(|master| CLASS | master.0).collect();
    keys.sort_unstable();
    keys.dedup();
    let locks: String = keys.iter().map(|key| format!("SELECT pg_advisory_xact_lock({key});")).collect();
    sqlx::raw_sql(AssertSqlSafe(locks)).execute(db).await?;
    Ok(())
}

/// Bookings to be changed; their masters' days are locked by the transaction.
pub(super) struct Locked {
    pub transaction: Transaction<'static, Postgres>,
    /// In ascending order of ids; includes bookings in the trash.
    pub records: Vec<Record>,
    /// Change id for what is about to be done.
    pub change: ChangeId,
}

/// Loads and locks bookings together with their masters' days, and the days of `others`. Bookings that the actor may
/// not see are left out.
pub(super) async fn lock(asker: &Asker, ids: &[BookingId], others: &[UserId]) -> Result<Locked> {
    asker.actor.bookings()?;
    for _ in 0..TRIES {
        let mut transaction = asker.db.begin().await?;
        let (change, masters): (ChangeId, Vec<UserId>) = sqlx::query_as(
            "SELECT nextval('changes'), ARRAY(SELECT DISTINCT master_id FROM bookings WHERE id = ANY($1))",
        )
        .bind(ids)
        .fetch_one(&mut *transaction)
        .await?;
        lock_days(&mut transaction, masters.iter().chain(others).copied()).await?;
        if ids.len() > 1 {
            // Triggers update the clients' totals: rows of clients are locked in one order, too.
            let clients = "SELECT FROM clients WHERE id IN (SELECT client_id FROM bookings WHERE id = ANY($1))
                 ORDER BY id FOR NO KEY UPDATE";
            sqlx::query(clients).bind(ids).execute(&mut *transaction).await?;
        }
        let records = load(&mut transaction, &asker.actor, ids).await?;
        if records.iter().all(|record| masters.contains(&record.master_id)) {
            return Ok(Locked { transaction, records, change });
        }
    }
    Err(Error::Unavailable)
}

/// [`lock`] for one booking; `NotFound` when the actor may not see it.
pub(super) async fn lock_one(
    asker: &Asker,
    id: BookingId,
    others: &[UserId],
) -> Result<(Transaction<'static, Postgres>, Record, ChangeId)> {
    let Locked { transaction, records, change } = lock(asker, &[id], others).await?;
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
