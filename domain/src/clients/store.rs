use super::{ClientId, FoundClient, UsualBooking, push_called};
use crate::{
    Result, mask_phone,
    search::Terms,
    services::ServiceId,
    staff::{Asker, Permission, Scope, UserId},
};
use sqlx::{Postgres, QueryBuilder};

/// Upper limit of results; typing more letters narrows them.
const MOST: i64 = 6;
/// Upper limit of matches that are ranked.
const LOOKED_AT: i64 = 1_500;

#[derive(sqlx::FromRow)]
struct Row {
    id: ClientId,
    name: String,
    phone: Option<String>,
    visits: i32,
    last_visit_at: Option<jiff_sqlx::Timestamp>,
}

/// Finds at most six clients by words in their present or former names; with `clients:contacts` also by phone or
/// handle. Actors with the scope `own` find only clients of their own bookings.
///
/// # Errors
/// `Forbidden` without a permission to see clients.
pub async fn find_clients(asker: &Asker, typed: &str) -> Result<Vec<FoundClient>> {
    let scope = asker.actor.clients()?;
    let Some(terms) = Terms::parse(typed) else { return Ok(Vec::new()) };
    let contacts = asker.actor.has(Permission::SeeContacts);
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT c.id, c.name, c.phone, c.visits, c.last_visit_at FROM (SELECT * FROM clients c
         WHERE (c.taken_back_at IS NULL OR EXISTS (
             SELECT FROM bookings b WHERE b.client_id = c.id AND b.deleted_at IS NULL))",
    );
    push_called(&mut sql, if contacts { "search" } else { "names" }, terms.words());
    if let Scope::Own(master) = scope {
        sql.push(
            " AND EXISTS (SELECT FROM bookings b WHERE b.client_id = c.id AND b.deleted_at IS NULL AND b.master_id = ",
        );
        sql.push_bind(master).push(")");
    }
    // Names that start with the first word come first, then the most recent visit.
    sql.push(" LIMIT ").push_bind(LOOKED_AT).push(") c ORDER BY position(E'\\n' || ");
    sql.push_bind(terms.words().first().cloned().unwrap_or_default());
    sql.push(" IN c.names) > 0 DESC, c.last_visit_at DESC NULLS LAST, c.id LIMIT ").push_bind(MOST);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&asker.db).await?;
    let found = |row: Row| {
        Ok(FoundClient {
            id: row.id,
            name: row.name,
            phone: row.phone.map(|phone| if contacts { phone } else { mask_phone(&phone) }),
            visits: row.visits,
            last_visit: row.last_visit_at.map(|at| asker.salon.local(at.to_jiff())).transpose()?,
        })
    };
    rows.into_iter().map(found).collect()
}

/// Service and master of the client's last booking that was neither cancelled nor missed and whose service is still
/// active; `None` when there is none.
///
/// # Errors
/// `Forbidden` without `bookings:edit`.
pub async fn usual_booking(asker: &Asker, client: ClientId) -> Result<Option<UsualBooking>> {
    asker.actor.require(Permission::EditBookings)?;
    let last: Option<(ServiceId, UserId)> = sqlx::query_as(
        "SELECT b.service_id, b.master_id FROM bookings b JOIN services s ON s.id = b.service_id
         WHERE b.client_id = $1 AND b.deleted_at IS NULL AND b.status NOT IN ('cancelled', 'no_show') AND s.active
         ORDER BY b.datetime DESC, b.id DESC LIMIT 1",
    )
    .bind(client)
    .fetch_optional(&asker.db)
    .await?;
    Ok(last.map(|(service, master)| UsualBooking { service, master }))
}
