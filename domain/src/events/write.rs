use super::ChangeId;
use crate::{Result, ids::UserId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::{PgConnection, Postgres, QueryBuilder, types::Json};

/// What can happen to one kind of thing.
pub(crate) trait EventVerb: Copy {
    /// The kind of thing, as stored.
    const ENTITY: &'static str;
    /// What an event says beside its verb.
    type Payload: Serialize;

    /// The verb, as stored.
    fn code(self) -> &'static str;
}

/// A change that is being made.
pub(crate) struct NewEvent<V: EventVerb> {
    /// Who makes it; `None`: a client, or the system.
    pub actor: Option<UserId>,
    /// The thing that changes.
    pub id: i64,
    pub verb: V,
    /// What changed, as it was; nothing where the verb says it all.
    pub before: Option<V::Payload>,
    /// What changed, as it is now.
    pub after: Option<V::Payload>,
}

impl<V: EventVerb> NewEvent<V> {
    /// Writes it in the transaction that makes the change.
    pub async fn append(self, transaction: &mut PgConnection, now: Timestamp) -> Result<()> {
        let mut sql = QueryBuilder::new("");
        push_events(&mut sql, [self], None, now);
        sql.build().execute(transaction).await?;
        Ok(())
    }
}

/// The statement that writes events: on its own, or as a part of the one that makes the changes.
pub(crate) fn push_events<V: EventVerb>(
    sql: &mut QueryBuilder<Postgres>,
    events: impl IntoIterator<Item = NewEvent<V>>,
    change: Option<ChangeId>,
    now: Timestamp,
) {
    sql.push("INSERT INTO events (at, actor_id, entity, entity_id, verb, before, after, change) ");
    sql.push_values(events, |mut row, event| {
        row.push_bind(now.to_sqlx())
            .push_bind(event.actor)
            .push_bind(V::ENTITY)
            .push_bind(event.id)
            .push_bind(event.verb.code())
            .push_bind(event.before.map(Json))
            .push_bind(event.after.map(Json))
            .push_bind(change);
    });
}
