use super::{
    passwords,
    session::end_all,
    throttle::{Guesser, admit, forgive},
};
use crate::{
    Db, Error, Result,
    auth::{
        Token, UserVerb,
        password::{check_new, hash},
    },
    events::NewEvent,
    staff::{Asker, Permission, UserId},
};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;

/// How long a password link is valid.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Creates a password link for a person and returns its token; an earlier link of theirs becomes invalid. Whoever has
/// the link can take over the account, hence the permission `roles:edit`.
///
/// # Errors
/// `Forbidden` without the permission; `NotFound` for an unknown or deactivated person.
pub async fn make_password_link(asker: &Asker, user: UserId) -> Result<Token> {
    asker.actor.require(Permission::EditRoles)?;
    let token = Token::random()?;
    let mut transaction = asker.db.begin().await?;
    let made = sqlx::query(
        "INSERT INTO password_links (user_id, token_hash, made_by, expires_at)
         SELECT id, $2, $3, $4 FROM users WHERE id = $1 AND active
         ON CONFLICT (user_id) DO UPDATE SET token_hash = $2, made_by = $3, expires_at = $4",
    )
    .bind(user)
    .bind(token.hash())
    .bind(asker.actor.id)
    .bind(asker.now.saturating_add(LIFE).unwrap_or(asker.now).to_sqlx())
    .execute(&mut *transaction)
    .await?;
    if made.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    let verb = UserVerb::MakePasswordLink;
    let event = NewEvent { actor: Some(asker.actor.id), id: user.0, verb, before: None, after: None };
    event.append(&mut transaction, asker.now).await?;
    transaction.commit().await?;
    Ok(token)
}

#[derive(sqlx::FromRow)]
struct Owner {
    id: UserId,
    login: String,
    name: String,
    salon: String,
}

async fn owner(db: &Db, link: &Token, now: Timestamp) -> Result<Option<Owner>> {
    let owner = sqlx::query_as(
        "SELECT u.id, u.login, u.name, (SELECT salon_name FROM settings) AS salon
         FROM password_links l JOIN users u ON u.id = l.user_id JOIN users maker ON maker.id = l.made_by
         WHERE l.token_hash = $1 AND l.expires_at > $2 AND u.active AND maker.active",
    );
    Ok(owner.bind(link.hash()).bind(now.to_sqlx()).fetch_optional(db).await?)
}

/// The login that a password link is for; `None` when the link was used, replaced or has expired, or when its owner or
/// maker was deactivated.
pub async fn link_owner(db: &Db, link: &Token, now: Timestamp) -> Result<Option<String>> {
    Ok(owner(db, link, now).await?.map(|owner| owner.login))
}

/// Sets the password of the link's owner, ends all their sessions, and deletes the link.
///
/// # Errors
/// `NotFound` when the link is not valid (see [`link_owner`]); `Invalid` for the field `new`; `TooManyRequests` after
/// repeated refused passwords.
pub async fn choose_password(db: &Db, link: &Token, new: &str, now: Timestamp) -> Result<()> {
    let owner = owner(db, link, now).await?.ok_or(Error::NotFound)?;
    // Judging a password costs more than any other request without a session.
    let guessers = [Guesser::Link { user: owner.id }];
    admit(db, &guessers, now).await?;
    check_new("new", new, &[&owner.login, &owner.name, &owner.salon]).await?;
    forgive(db, &guessers).await?;
    let hash = hash(new.to_owned()).await?;
    let mut transaction = db.begin().await?;
    let used = sqlx::query("DELETE FROM password_links WHERE token_hash = $1").bind(link.hash());
    if used.execute(&mut *transaction).await?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    passwords::set(&mut transaction, owner.id, &hash, UserVerb::ChoosePassword, now).await?;
    end_all(&mut *transaction, owner.id, None, now).await?;
    Ok(transaction.commit().await?)
}
