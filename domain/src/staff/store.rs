use super::{Actor, Asker, Master, Permission, Person, Role, Scope, UserId};
use crate::{
    Db, Result,
    mentions::{may_mean, same_name},
    text_enum::Known,
};
use sqlx::PgExecutor;

/// Upper limit of suggestions.
const MOST_COLLEAGUES: usize = 8;

/// The masters whose bookings the actor may see, in the salon's order, each with whether they are active. Empty for
/// actors who may see no bookings.
pub async fn masters(asker: &Asker) -> Result<Vec<(Master, bool)>> {
    let own = match asker.actor.bookings() {
        Err(_) => return Ok(Vec::new()),
        Ok(Scope::All) => None,
        Ok(Scope::Own(id)) => Some(id),
    };
    let rows: Vec<(UserId, String, bool)> = match own {
        None => sqlx::query_as("SELECT id, name, active FROM users WHERE is_master ORDER BY position, id"),
        Some(id) => sqlx::query_as("SELECT id, name, active FROM users WHERE is_master AND id = $1").bind(id),
    }
    .fetch_all(&asker.db)
    .await?;
    Ok(rows.into_iter().map(|(id, name, active)| (Master { id, name }, active)).collect())
}

/// All active staff members, in the salon's order.
pub(crate) async fn working(db: impl PgExecutor<'_>) -> Result<Vec<Actor>> {
    let rows: Vec<ActorRow> =
        sqlx::query_as("SELECT id, name, role, granted, revoked FROM users WHERE active ORDER BY position, id")
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|row| actor(row.id, row.name, row.role, &row.granted, &row.revoked)).collect())
}

/// Names to suggest for a mention that is being typed in the notes of a booking of `master`: active staff who may see
/// the booking, without the actor, at most eight. Exact matches come first.
///
/// # Errors
/// `Forbidden` without `bookings:edit`.
pub async fn colleagues(asker: &Asker, typed: &str, master: Option<UserId>) -> Result<Vec<String>> {
    asker.actor.require(Permission::EditBookings)?;
    let others = working(&asker.db)
        .await?
        .into_iter()
        .filter(|other| other.id != asker.actor.id && other.sees_bookings_of(master));
    let mut names: Vec<String> = others.map(|other| other.name).filter(|name| may_mean(name, typed)).collect();
    names.sort_by_key(|name| !same_name(name, typed));
    // A mention of a shared name mentions everybody who has it.
    names.dedup_by(|one, other| same_name(one, other));
    names.truncate(MOST_COLLEAGUES);
    Ok(names)
}

#[derive(sqlx::FromRow)]
struct ActorRow {
    id: UserId,
    name: String,
    role: Role,
    granted: Vec<Known<Permission>>,
    revoked: Vec<Known<Permission>>,
}

/// Sets the actor's presence to busy (do not disturb) or back, on all devices.
pub async fn set_busy(asker: &Asker, busy: bool) -> Result<()> {
    sqlx::query("UPDATE users SET busy = $2 WHERE id = $1").bind(asker.actor.id).bind(busy).execute(&asker.db).await?;
    Ok(())
}

/// All people whose presence is set to busy, for the server itself.
pub async fn busy(db: &Db) -> Result<Vec<UserId>> {
    Ok(sqlx::query_scalar("SELECT id FROM users WHERE busy").fetch_all(db).await?)
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: UserId,
    name: String,
    login: String,
    role: Role,
    active: bool,
}

/// All staff members, active ones first, in the salon's order; with logins for actors with `staff:edit`.
///
/// # Errors
/// `Forbidden` without `staff:view:all`.
pub async fn people(asker: &Asker) -> Result<Vec<Person>> {
    asker.actor.require(Permission::ViewAllStaff)?;
    let rows: Vec<PersonRow> =
        sqlx::query_as("SELECT id, name, login, role, active FROM users ORDER BY active DESC, position, id")
            .fetch_all(&asker.db)
            .await?;
    let logins = asker.actor.has(Permission::EditStaff);
    let person = |row: PersonRow| Person {
        id: row.id,
        name: row.name,
        login: Some(row.login).filter(|_| logins),
        role: row.role,
        active: row.active,
    };
    Ok(rows.into_iter().map(person).collect())
}

/// Builds an actor from stored values. Permissions of a newer version of the program are ignored: they neither allow
/// nor forbid anything here.
pub(crate) fn actor(
    id: UserId,
    name: String,
    role: Role,
    granted: &[Known<Permission>],
    revoked: &[Known<Permission>],
) -> Actor {
    let known = |permissions: &[Known<Permission>]| permissions.iter().filter_map(|it| it.0).collect::<Vec<_>>();
    Actor::new(id, name, role, &known(granted), &known(revoked))
}
