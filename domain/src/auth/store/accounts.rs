use super::session::end_all;
use crate::{
    Db, Error, Result,
    auth::{DEMO_DOMAIN, Login, UserFacts, UserVerb},
    events::NewEvent,
    staff::{Asker, Permission, Role, UserId},
};
use jiff::Timestamp;
use sqlx::PgConnection;

/// The values of a new staff account.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// Login; must be unique.
    pub login: &'a Login,
    /// Display name of the person.
    pub name: &'a str,
    /// Role that determines their permissions.
    pub role: Role,
    /// Password hash, argon2id as a PHC string.
    pub password_hash: &'a str,
}

/// Adds a staff account. Returns `None` when the login is taken.
pub async fn add_user(db: &Db, user: NewUser<'_>) -> Result<Option<UserId>> {
    let id = sqlx::query_scalar(
        "INSERT INTO users (login, name, role, is_master, password_hash) VALUES ($1, $2, $3, $3 = 'master', $4)
         ON CONFLICT ON CONSTRAINT users_login_unique DO NOTHING RETURNING id",
    )
    .bind(user.login.as_str())
    .bind(user.name)
    .bind(user.role)
    .bind(user.password_hash)
    .fetch_optional(db)
    .await?;
    Ok(id)
}

/// Deactivates a person: they cannot sign in any more, and all their sessions and password links end in the same
/// transaction.
///
/// # Errors
/// `Forbidden` without `staff:edit`, for oneself, and for a director unless the actor is one. `NotFound` for an unknown
/// id.
pub async fn switch_off(asker: &Asker, user: UserId) -> Result<()> {
    let mut transaction = asker.db.begin().await?;
    if !switch(&mut transaction, asker, user, false).await? {
        return Ok(());
    }
    end_access(&mut transaction, user, asker.now).await?;
    Ok(transaction.commit().await?)
}

/// Deactivates all demo accounts, whose password is known to everybody, and ends their sessions and password links.
/// Returns the number of demo accounts, including those that were inactive already.
pub async fn deactivate_demo_accounts(db: &Db, now: Timestamp) -> Result<u32> {
    let mut transaction = db.begin().await?;
    let accounts: Vec<(UserId, bool)> =
        sqlx::query_as("SELECT id, active FROM users WHERE right(login, length($1)) = $1 ORDER BY id FOR UPDATE")
            .bind(DEMO_DOMAIN)
            .fetch_all(&mut *transaction)
            .await?;
    for (user, active) in &accounts {
        if *active {
            set_active(&mut transaction, None, *user, false, now).await?;
        }
        end_access(&mut transaction, *user, now).await?;
    }
    transaction.commit().await?;
    Ok(u32::try_from(accounts.len()).unwrap_or(u32::MAX))
}

/// Ends all sessions of a person, and the password links for and by them.
async fn end_access(transaction: &mut PgConnection, user: UserId, now: Timestamp) -> Result<()> {
    end_all(&mut *transaction, user, None, now).await?;
    sqlx::query("DELETE FROM password_links WHERE user_id = $1 OR made_by = $1")
        .bind(user)
        .execute(transaction)
        .await?;
    Ok(())
}

/// Reactivates a person: they can sign in again.
///
/// # Errors
/// As [`switch_off`].
pub async fn switch_on(asker: &Asker, user: UserId) -> Result<()> {
    let mut transaction = asker.db.begin().await?;
    switch(&mut transaction, asker, user, true).await?;
    Ok(transaction.commit().await?)
}

/// Sets `active` and writes the event. Returns whether the value changed.
async fn switch(transaction: &mut PgConnection, asker: &Asker, user: UserId, active: bool) -> Result<bool> {
    asker.actor.require(Permission::EditStaff)?;
    let (role, was): (Role, bool) = sqlx::query_as("SELECT role, active FROM users WHERE id = $1 FOR UPDATE")
        .bind(user)
        .fetch_one(&mut *transaction)
        .await?;
    if user == asker.actor.id || (role == Role::Director && asker.actor.role != Role::Director) {
        return Err(Error::Forbidden);
    }
    if was == active {
        return Ok(false);
    }
    set_active(transaction, Some(asker.actor.id), user, active, asker.now).await?;
    Ok(true)
}

/// Changes `active` and writes the event; without an actor, the program itself did it.
async fn set_active(
    transaction: &mut PgConnection,
    actor: Option<UserId>,
    user: UserId,
    active: bool,
    now: Timestamp,
) -> Result<()> {
    sqlx::query("UPDATE users SET active = $2 WHERE id = $1")
        .bind(user)
        .bind(active)
        .execute(&mut *transaction)
        .await?;
    let event = NewEvent {
        actor,
        id: user.0,
        verb: if active { UserVerb::SwitchOn } else { UserVerb::SwitchOff },
        before: Some(UserFacts { active: Some(!active) }),
        after: Some(UserFacts { active: Some(active) }),
    };
    event.append(transaction, now).await
}
