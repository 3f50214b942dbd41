use crate::TestDb;
use domain::{
    Language,
    services::ServiceId,
    settings::Salon,
    staff::{Actor, Asker, Role, UserId},
};
use jiff::Timestamp;
use sqlx::Row as _;

/// The settings of an empty database.
pub fn salon() -> Salon {
    Salon { name: "Le Diamant".into(), zone: "Asia/Dubai".into(), currency: "AED".into() }
}

impl TestDb {
    /// Creates a staff member. The login is the name in lower case at `salon.example`.
    pub async fn person(&self, name: &str, role: Role) -> Actor {
        let id: UserId = sqlx::query_scalar(
            "INSERT INTO users (login, name, role, is_master) VALUES (lower($1) || '@salon.example', $1, $2, $2 = 'master')
             RETURNING id",
        )
        .bind(name)
        .bind(role)
        .fetch_one(&self.pool)
        .await
        .expect("a staff member");
        Actor::new(id, name.to_owned(), role, &[], &[])
    }

    /// Creates a director, who has all permissions.
    pub async fn director(&self) -> Actor {
        self.person("Diana", Role::Director).await
    }

    /// Creates a staff member with the role master.
    pub async fn master(&self, name: &str) -> Actor {
        self.person(name, Role::Master).await
    }

    /// The person as an asker, in English and now; [`Asker::at`] sets another time.
    pub fn asker(&self, actor: &Actor) -> Asker {
        let (db, now) = (self.pool.clone(), Timestamp::now());
        Asker { db, actor: actor.clone(), salon: salon(), language: Language::En, now }
    }

    /// The client with this name and phone, created if missing.
    pub(crate) async fn client(&self, name: &str, phone: Option<&str>, instagram: Option<&str>) -> i64 {
        sqlx::query(
            "WITH known AS (SELECT id FROM clients WHERE name = $1 AND phone IS NOT DISTINCT FROM $2 LIMIT 1),
             new AS (INSERT INTO clients (name, phone, instagram_id)
                     SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
             SELECT id FROM known UNION ALL SELECT id FROM new",
        )
        .bind(name)
        .bind(phone)
        .bind(instagram)
        .fetch_one(&self.pool)
        .await
        .expect("a client")
        .get(0)
    }

    /// The service with this English name, created if missing.
    pub(crate) async fn service(&self, name: &str) -> i64 {
        sqlx::query(
            "WITH category AS (INSERT INTO categories (id, name) VALUES (1, '{}') ON CONFLICT (id) DO UPDATE SET position = 0
                               RETURNING id),
             known AS (SELECT id FROM services WHERE name ->> 'en' = $1),
             new AS (INSERT INTO services (category_id, name, minutes, price, currency)
                     SELECT id, jsonb_build_object('en', $1::text), 60, 10000, 'AED' FROM category
                     WHERE NOT EXISTS (SELECT FROM known) RETURNING id)
             SELECT id FROM known UNION ALL SELECT id FROM new",
        )
        .bind(name)
        .fetch_one(&self.pool)
        .await
        .expect("a service")
        .get(0)
    }
}

impl TestDb {
    /// Like [`TestDb::service`], performed by these masters.
    pub async fn offered(&self, name: &str, masters: &[&Actor]) -> ServiceId {
        let service = ServiceId(self.service(name).await);
        for master in masters {
            sqlx::query("INSERT INTO master_services (master_id, service_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(master.id)
                .bind(service)
                .execute(&self.pool)
                .await
                .expect("a service that is offered");
        }
        service
    }
}
