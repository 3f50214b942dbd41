use super::{Actor, Master, Permission, Role, Scope, UserId};
use crate::{Db, Error, Result};

/// The masters whose bookings the actor may see, in the salon's order; none for who may see no bookings.
pub async fn masters(db: &Db, actor: &Actor) -> Result<Vec<Master>> {
    let own = match actor.bookings() {
        Err(_) => return Ok(Vec::new()),
        Ok(Scope::All) => None,
        Ok(Scope::Own(id)) => Some(id),
    };
    let rows: Vec<(UserId, String)> = match own {
        None => sqlx::query_as("SELECT id, name FROM users WHERE is_master ORDER BY position, id"),
        Some(id) => sqlx::query_as("SELECT id, name FROM users WHERE is_master AND id = $1").bind(id),
    }
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| Master { id, name }).collect())
}

/// A staff member to be added.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// What they type to sign in; case makes no difference.
    pub login: &'a str,
    /// As the salon calls them.
    pub name: &'a str,
    /// What they are hired for.
    pub role: Role,
    /// argon2id, in PHC form.
    pub password_hash: &'a str,
}

/// Adds a staff member; `None` when the login is taken.
pub async fn add_user(db: &Db, user: NewUser<'_>) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar(
        "INSERT INTO users (login, name, role, is_master, password_hash) VALUES (lower($1), $2, $3, $3 = 'master', $4)
         ON CONFLICT ON CONSTRAINT users_login_unique DO NOTHING RETURNING id",
    )
    .bind(user.login)
    .bind(user.name)
    .bind(user.role.code())
    .bind(user.password_hash)
    .fetch_optional(db)
    .await?;
    Ok(id)
}

/// Makes an actor of what is stored.
pub(crate) fn actor(id: UserId, name: String, role: &str, granted: &[String], revoked: &[String]) -> Result<Actor> {
    let role = Role::from_code(role).ok_or_else(|| {
        tracing::error!(role, %id, "unknown role");
        Error::Internal
    })?;
    // A permission of a later version means nothing here: neither more nor less is allowed by it.
    let known = |codes: &[String]| codes.iter().filter_map(|code| Permission::from_code(code)).collect::<Vec<_>>();
    Ok(Actor::new(id, name, role, &known(granted), &known(revoked)))
}
