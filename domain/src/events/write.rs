use super::ChangeId;
use crate::{Result, ids::UserId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::{PgConnection, Postgres, QueryBuilder, types::Json};

/// The verbs of one entity, as its events name them.
pub(crate) trait EventVerb: Copy {
    /// Name of the entity, stored in `events.entity`.
    const ENTITY: &'static str;
    /// Type of the JSON in `events.before` and `events.after`.
    type Payload: Serialize;

    fn code(self) -> &'static str;
}

/// An event to be written with its change.
pub(crate) struct NewEvent<V: EventVerb> {
    /// `None`: a client, or the system.
    pub actor: Option<UserId>,
    /// Key of the changed row, in the entity's table.
    pub id: i64,
    pub verb: V,
    /// Changed values before the change; `None` where the verb has no values.
    pub before: Option<V::Payload>,
    /// Changed values after the change.
    pub after: Option<V::Payload>,
}

impl<V: EventVerb> NewEvent<V> {
    /// Writes the event in the transaction of its change.
    pub async fn append(self, transaction: &mut PgConnection, now: Timestamp) -> Result<()> {
        let mut sql = QueryBuilder::new("");
        push_events(&mut sql, [self], None, now);
        sql.build().execute(transaction).await?;
        Ok(())
    }
}

/// Appends the `INSERT` of events, as a statement or as a part of a `WITH`.
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
