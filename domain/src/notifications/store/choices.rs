use crate::{
    Error, FieldError, Result,
    notifications::{Audience, Choice, Kind, Recipient},
    staff::{Actor, Asker, UserId, working},
    text_enum::Known,
};
use sqlx::PgConnection;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    user_id: UserId,
    kind: Known<Kind>,
    #[sqlx(rename = "whose")]
    audience: Audience,
    sound: bool,
}

impl ChoiceRow {
    /// `None` for a kind of a newer version of the program.
    fn read(self) -> Option<(UserId, Choice)> {
        Some((self.user_id, Choice { kind: self.kind.0?, audience: self.audience, sound: self.sound }))
    }
}

/// The actor's effective choice for every kind.
pub async fn choices(asker: &Asker) -> Result<Vec<Choice>> {
    let rows: Vec<ChoiceRow> =
        sqlx::query_as("SELECT user_id, kind, whose, sound FROM notification_choices WHERE user_id = $1")
            .bind(asker.actor.id)
            .fetch_all(&asker.db)
            .await?;
    let choices = rows.into_iter().filter_map(ChoiceRow::read).map(|(_, choice)| choice).collect();
    Ok(Recipient { actor: asker.actor.clone(), choices }.choices())
}

/// Stores the actor's choice for one kind.
///
/// # Errors
/// `Invalid` for the field `whose` when the kind does not offer this audience.
pub async fn choose(asker: &Asker, choice: Choice) -> Result<()> {
    if !choice.kind.audiences().contains(&choice.audience) {
        return Err(Error::invalid("whose", FieldError::Wrong));
    }
    sqlx::query(
        "INSERT INTO notification_choices (user_id, kind, whose, sound) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, kind) DO UPDATE SET whose = EXCLUDED.whose, sound = EXCLUDED.sound",
    )
    .bind(asker.actor.id)
    .bind(choice.kind)
    .bind(choice.audience)
    .bind(choice.sound)
    .execute(&asker.db)
    .await?;
    Ok(())
}

/// All active staff members with their stored choices.
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
