//! Reading of stored phones after the rules have changed.

use crate::phone::{PHONE_RULES, to_e164};
use sqlx::PgConnection;

/// Reads all stored phones again if they were read by older rules.
pub(super) async fn read_phones_again(db: &mut PgConnection) -> Result<(), sqlx::Error> {
    // The library reads its tables at the first use, which takes long enough to be felt in a request.
    to_e164("", "971");
    let (rules, home): (i16, String) =
        sqlx::query_as("SELECT phone_rules, phone_code FROM settings").fetch_one(&mut *db).await?;
    if rules >= PHONE_RULES {
        return Ok(());
    }
    for table in ["clients", "bookings"] {
        let stored: Vec<(String, Option<String>)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT DISTINCT phone, phone_e164 FROM {table} WHERE phone IS NOT NULL"
        )))
        .fetch_all(&mut *db)
        .await?;
        let read = stored.into_iter().map(|(phone, before)| (to_e164(&phone, &home), before, phone));
        let (now, phones): (Vec<_>, Vec<_>) =
            read.filter(|(now, before, _)| now != before).map(|(now, _, phone)| (now, phone)).unzip();
        // One statement, because bookings have no index for it.
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE {table} SET phone_e164 = read.e164 FROM unnest($1::text[], $2::text[]) read(phone, e164)
             WHERE {table}.phone = read.phone AND {table}.phone_e164 IS DISTINCT FROM read.e164"
        )))
        .bind(phones)
        .bind(now)
        .execute(&mut *db)
        .await?;
    }
    sqlx::query("UPDATE settings SET phone_rules = $1").bind(PHONE_RULES).execute(db).await?;
    Ok(())
}
