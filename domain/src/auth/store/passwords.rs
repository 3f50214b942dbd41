use super::{
    session::end_all,
    throttle::{Guesser, admit, forgive},
};
use crate::{
    Error, FieldError, Result,
    auth::{
        SessionId, UserVerb,
        password::{Priority, check, check_new, hash},
    },
    events::NewEvent,
    staff::{Asker, UserId},
};
use jiff::Timestamp;
use sqlx::PgConnection;

/// Changes the actor's own password and ends their other sessions.
///
/// # Errors
/// `Invalid` for the fields `current` and `new`; `TooManyRequests` after repeated wrong passwords.
pub async fn change_password(asker: &Asker, session: SessionId, current: &str, new: &str) -> Result<()> {
    let (login, stored): (String, Option<String>) =
        sqlx::query_as("SELECT login, password_hash FROM users WHERE id = $1")
            .bind(asker.actor.id)
            .fetch_one(&asker.db)
            .await?;
    // Somebody else at an unlocked device could try passwords here.
    let guessers = [Guesser::Session { session }];
    admit(&asker.db, &guessers, asker.now).await?;
    if !check(current.to_owned(), stored, Priority::Known).await? {
        return Err(Error::invalid("current", FieldError::Wrong));
    }
    forgive(&asker.db, &guessers).await?;
    check_new("new", new, &[&login, &asker.actor.name, &asker.salon.name]).await?;
    let hash = hash(new.to_owned()).await?;
    let mut transaction = asker.db.begin().await?;
    set(&mut transaction, asker.actor.id, &hash, UserVerb::ChangePassword, asker.now).await?;
    end_all(&mut *transaction, asker.actor.id, Some(session), asker.now).await?;
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
