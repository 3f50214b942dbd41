use super::{ClientId, FoundClient, SoundWord, UsualBooking, push_called, push_sounding};
use crate::{
    Result, mask_phone,
    phone::{international, to_e164},
    search::Terms,
    services::ServiceId,
    staff::{Asker, Permission, Scope, UserId},
};
use sqlx::{Postgres, QueryBuilder};

/// Upper limit of results; typing more letters narrows them.
const MOST: usize = 6;
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
/// handle. Clients whose names only sound like the words come after the others. Actors with the scope `own` find only
/// clients of their own bookings.
///
/// # Errors
/// `Forbidden` without a permission to see clients.
pub async fn find_clients(asker: &Asker, typed: &str) -> Result<Vec<FoundClient>> {
    let scope = asker.actor.clients()?;
    let Some(terms) = Terms::parse(typed) else { return Ok(Vec::new()) };
    let contacts = asker.actor.has(Permission::SeeContacts);
    let column = if contacts { "search" } else { "names" };
    let mut rows = matching(asker, scope, &terms, |sql| push_called(sql, column, terms.words())).await?;
    if rows.len() < MOST
        && let Some(words) = SoundWord::with_keys(&asker.db, terms.words().to_vec()).await?
    {
        let found: Vec<ClientId> = rows.iter().map(|row| row.id).collect();
        let similar = matching(asker, scope, &terms, |sql| {
            push_sounding(sql, column, &words);
            sql.push(" AND c.id <> ALL(").push_bind(found).push(")");
        });
        rows.extend(similar.await?);
        rows.truncate(MOST);
    }
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

/// The best of the clients `c` that meet the conditions that `push` appends.
async fn matching(
    asker: &Asker,
    scope: Scope,
    terms: &Terms,
    push: impl FnOnce(&mut QueryBuilder<Postgres>),
) -> Result<Vec<Row>> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT c.id, c.name, c.phone, c.visits, c.last_visit_at FROM (SELECT * FROM clients c
         WHERE (c.undone_at IS NULL OR EXISTS (
             SELECT FROM bookings b WHERE b.client_id = c.id AND b.deleted_at IS NULL))",
    );
    push(&mut sql);
    if let Scope::Own(master) = scope {
        sql.push(
            " AND EXISTS (SELECT FROM bookings b WHERE b.client_id = c.id AND b.deleted_at IS NULL AND b.master_id = ",
        );
        sql.push_bind(master).push(")");
    }
    // Names that start with the first word come first, then the most recent visit.
    sql.push(" LIMIT ").push_bind(LOOKED_AT).push(") c ORDER BY position(E'\\n' || ");
    sql.push_bind(terms.words().first().cloned().unwrap_or_default());
    sql.push(" IN c.names) > 0 DESC, c.last_visit_at DESC NULLS LAST, c.id");
    sql.push(format_args!(" LIMIT {MOST}"));
    Ok(sql.build_query_as().fetch_all(&asker.db).await?)
}

/// How a typed phone would be stored, in international notation such as `+971 50 123 4567`; `None` when it is no number
/// that its country can assign.
///
/// # Errors
/// `Forbidden` without `bookings:edit`.
pub async fn read_phone(asker: &Asker, typed: &str) -> Result<Option<String>> {
    asker.actor.require(Permission::EditBookings)?;
    let home: String = sqlx::query_scalar("SELECT phone_code FROM settings").fetch_one(&asker.db).await?;
    Ok(to_e164(typed, &home).and_then(|number| international(&number)))
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
