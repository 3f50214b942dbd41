use crate::{
    Db, Error, Flaw, Result,
    notifications::{Choice, Kind, Recipient, Whose},
    staff::{Actor, UserId, working},
    text_enum::Known,
};
use sqlx::{PgConnection, PgExecutor};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    user_id: UserId,
    kind: Known<Kind>,
    whose: Whose,
    sound: bool,
}

impl ChoiceRow {
    /// `None`: a kind of a later version.
    fn read(self) -> Option<(UserId, Choice)> {
        Some((self.user_id, Choice { kind: self.kind.0?, whose: self.whose, sound: self.sound }))
    }
}

/// How the actor is told of each kind.
pub async fn choices(db: impl PgExecutor<'_>, actor: &Actor) -> Result<Vec<Choice>> {
    let rows: Vec<ChoiceRow> =
        sqlx::query_as("SELECT user_id, kind, whose, sound FROM notification_choices WHERE user_id = $1")
            .bind(actor.id)
            .fetch_all(db)
            .await?;
    let choices = rows.into_iter().filter_map(ChoiceRow::read).map(|(_, choice)| choice).collect();
    Ok(Recipient { actor: actor.clone(), choices }.choices())
}

/// Writes down how the actor wants to be told of a kind.
///
/// # Errors
/// `Invalid` for what nobody may choose of it.
pub async fn choose(db: &Db, actor: &Actor, choice: Choice) -> Result<()> {
    if !choice.kind.whose().contains(&choice.whose) {
        return Err(Error::invalid("whose", Flaw::Wrong));
    }
    sqlx::query(
        "INSERT INTO notification_choices (user_id, kind, whose, sound) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, kind) DO UPDATE SET whose = EXCLUDED.whose, sound = EXCLUDED.sound",
    )
    .bind(actor.id)
    .bind(choice.kind)
    .bind(choice.whose)
    .bind(choice.sound)
    .execute(db)
    .await?;
    Ok(())
}

/// Everybody who works here, with what they chose.
pub(super) async fn recipients(db: &mut PgConnection) -> Result<Vec<Recipient>> {
    let rows: Vec<ChoiceRow> =
        sqlx::query_as("SELECT user_id, kind, whose, sound FROM notification_choices").fetch_all(&mut *db).await?;
    let mut choices: HashMap<UserId, Vec<Choice>> = HashMap::new();
    for (user, choice) in rows.into_iter().filter_map(ChoiceRow::read) {
        choices.entry(user).or_default().push(choice);
    }
    let people = working(db).await?.into_iter();
    let recipient = |actor: Actor| Recipient { choices: choices.remove(&actor.id).unwrap_or_default(), actor };
    Ok(people.map(recipient).collect())
}
