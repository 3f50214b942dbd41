//! Rows of the small tables: accounts, price list, skills.

use sqlx::PgConnection;

use crate::catalogue::{CATEGORIES, Offer};
use crate::clock::Seconds;
use crate::error::Error;
use crate::salon::Salon;
use crate::skills::{Master, Skill};
use crate::staff::{PEOPLE, Person};

/// Ids of people and services, in the order of the lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    pub(crate) people: Vec<i64>,
    pub(crate) services: Vec<i64>,
}

/// Writes staff and services. Ids continue from the highest existing one: an identity sequence skips the numbers of a
/// failed attempt, and the same arguments would give other rows.
pub(crate) async fn write_salon(
    db: &mut PgConnection,
    salon: &Salon,
    password_hash: &str,
    currency: &str,
) -> Result<Ids, Error> {
    let created = salon.clock.at(salon.clock.first, 0)?;
    let mut ids = Ids::default();
    for (position, person) in (0..).zip(PEOPLE) {
        ids.people.push(write_person(db, position, person, (password_hash, created)).await?);
    }
    let mut categories = Vec::new();
    for (position, category) in (0..).zip(CATEGORIES) {
        categories.push(write_category(db, position, category.name.json()).await?);
    }
    for (position, offer) in (0..).zip(&salon.offers) {
        let category = categories.get(offer.category).copied().unwrap_or_default();
        ids.services.push(write_service(db, position, (category, offer), currency).await?);
    }
    for master in &salon.masters {
        write_skills(db, &ids, master).await?;
    }
    Ok(ids)
}

/// An existing account keeps its password and role.
async fn write_person(
    db: &mut PgConnection,
    position: i32,
    person: Person,
    (password_hash, created): (&str, Seconds),
) -> Result<i64, Error> {
    let id = sqlx::query_scalar(
        "INSERT INTO users (id, login, name, role, is_master, password_hash, position, created_at)
        VALUES ((SELECT coalesce(max(id), 0) + 1 FROM users), $1, $2, $3, $4, $5, $6, to_timestamp($7::bigint))
        ON CONFLICT (login) DO UPDATE SET is_master = users.is_master OR excluded.is_master
        RETURNING id",
    )
    .bind(person.login)
    .bind(person.name)
    .bind(person.role)
    .bind(person.trade.is_some())
    .bind(password_hash)
    .bind(position)
    .bind(created)
    .fetch_one(db)
    .await?;
    Ok(id)
}

async fn write_category(db: &mut PgConnection, position: i32, name: serde_json::Value) -> Result<i64, Error> {
    let id = sqlx::query_scalar(
        "INSERT INTO categories (id, name, position)
        VALUES ((SELECT coalesce(max(id), 0) + 1 FROM categories), $1, $2)
        RETURNING id",
    )
    .bind(name)
    .bind(position)
    .fetch_one(db)
    .await?;
    Ok(id)
}

async fn write_service(
    db: &mut PgConnection,
    position: i32,
    (category, offer): (i64, &Offer),
    currency: &str,
) -> Result<i64, Error> {
    let service = offer.service;
    let id = sqlx::query_scalar(
        "INSERT INTO services
            (id, category_id, name, minutes, buffer_before, buffer_after, price, currency, position)
        VALUES ((SELECT coalesce(max(id), 0) + 1 FROM services), $1, $2, $3, $4, $5, $6, $7, $8)
        RETURNING id",
    )
    .bind(category)
    .bind(service.name.json())
    .bind(service.minutes)
    .bind(service.before)
    .bind(service.after)
    .bind(service.price)
    .bind(currency)
    .bind(position)
    .fetch_one(db)
    .await?;
    Ok(id)
}

async fn write_skills(db: &mut PgConnection, ids: &Ids, master: &Master) -> Result<(), Error> {
    let Some(id) = ids.people.get(master.person) else {
        return Ok(());
    };
    let services = master.skills.iter().filter_map(|skill| ids.services.get(skill.service).copied());
    let column = |of: fn(&Skill) -> Option<i64>| master.skills.iter().map(of).collect::<Vec<_>>();
    sqlx::query(
        "INSERT INTO master_services (master_id, service_id, price, minutes, online)
        SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::integer[], $5::boolean[])",
    )
    .bind(id)
    .bind(services.collect::<Vec<_>>())
    .bind(column(|skill| skill.own_price))
    .bind(master.skills.iter().map(|skill| skill.own_minutes).collect::<Vec<_>>())
    .bind(master.skills.iter().map(|skill| skill.online).collect::<Vec<_>>())
    .execute(db)
    .await?;
    Ok(())
}
