use super::{
    Signed,
    session::end_all,
    throttle::{Guesser, admit, forgive},
};
use crate::{
    Db, Error, Flaw, Result,
    auth::{
        UserVerb,
        password::{Asker, check, check_new, hash},
    },
    events::NewEvent,
    staff::UserId,
};
use jiff::Timestamp;
use sqlx::PgConnection;

/// Changes the actor's own password and ends their other sessions.
///
/// # Errors
/// `Invalid` for the fields `current` and `new`; `TooManyRequests` after repeated wrong passwords.
pub async fn change_password(db: &Db, who: &Signed, current: &str, new: &str, now: Timestamp) -> Result<()> {
    let (login, stored): (String, Option<String>) =
        sqlx::query_as("SELECT login, password_hash FROM users WHERE id = $1").bind(who.actor.id).fetch_one(db).await?;
    check_new("new", new, &[&login, &who.actor.name, &who.salon.name]).await?;
    // Somebody else at an unlocked device could try passwords here.
    let guessers = [Guesser::Session { session: who.session }];
    admit(db, &guessers, now).await?;
    if !check(current.to_owned(), stored, Asker::Known).await? {
        return Err(Error::invalid("current", Flaw::Wrong));
    }
    forgive(db, &guessers).await?;
    let hash = hash(new.to_owned()).await?;
    let mut transaction = db.begin().await?;
    set(&mut transaction, who.actor.id, &hash, UserVerb::ChangePassword, now).await?;
    end_all(&mut *transaction, who.actor.id, Some(who.session), now).await?;
    Ok(transaction.commit().await?)
}

/// Stores a new password hash, deletes the person's password link and writes the event.
pub(super) async fn set(
    transaction: &mut PgConnection,
    user: UserId,
    hash: &str,
    verb: UserVerb,
    now: Timestamp,
) -> Result<()> {
    sqlx::query("UPDATE users SET password_hash = $2 WHERE id = $1")
        .bind(user)
        .bind(hash)
        .execute(&mut *transaction)
        .await?;
    // An open password link could replace the new password.
    sqlx::query("DELETE FROM password_links WHERE user_id = $1").bind(user).execute(&mut *transaction).await?;
    let event = NewEvent { actor: Some(user), id: user.0, verb, before: None, after: None };
    event.append(transaction, now).await
}
