use super::{FoundService, Offer, ServiceId};
use crate::{
    Language, Money, Result,
    search::Terms,
    staff::{Asker, Master, Scope, UserId},
};
use sqlx::{PgExecutor, Postgres, QueryBuilder};

/// Upper limit of results; typing more letters narrows them.
const MOST: i64 = 80;

#[derive(sqlx::FromRow)]
struct Row {
    id: ServiceId,
    name: String,
    category: String,
    minutes: i32,
    price: i64,
    currency: String,
}

/// Active services that match the typed text, in the salon's order; all of them for an empty text. At most 80. Actors
/// with the scope `own` find only services that they perform.
///
/// # Errors
/// `Forbidden` without a permission to see services.
pub async fn find_services(asker: &Asker, typed: &str) -> Result<Vec<FoundService>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT s.id, s.minutes, s.price, s.currency, coalesce(s.name ->> ");
    sql.push_bind(asker.language).push(", s.name ->> 'en', s.name ->> 'ru', '') AS name, coalesce(c.name ->> ");
    sql.push_bind(asker.language).push(", c.name ->> 'en', '') AS category");
    sql.push(" FROM services s JOIN categories c ON c.id = s.category_id WHERE s.active");
    for pattern in Terms::parse(typed).iter().flat_map(Terms::patterns) {
        sql.push(" AND s.search LIKE ").push_bind(pattern);
    }
    if let Scope::Own(master) = asker.actor.services()? {
        sql.push(" AND EXISTS (SELECT FROM master_services ms WHERE ms.service_id = s.id AND ms.master_id = ");
        sql.push_bind(master).push(")");
    }
    sql.push(" ORDER BY c.position, s.position, s.id LIMIT ").push_bind(MOST);
    let rows: Vec<Row> = sql.build_query_as().fetch_all(&asker.db).await?;
    let found = |row: Row| FoundService {
        id: row.id,
        name: row.name,
        category: row.category,
        minutes: row.minutes,
        price: Money { minor: row.price, currency: row.currency },
    };
    Ok(rows.into_iter().map(found).collect())
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    master_id: UserId,
    master: String,
    minutes: i32,
    price: i64,
    currency: String,
    before: i32,
    after: i32,
}

/// Offers of a service by active masters, in the salon's order. The caller has checked the permission.
pub(crate) async fn offers_of(db: impl PgExecutor<'_>, service: ServiceId) -> Result<Vec<Offer>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT ");
    sql.push(OFFERS).push_bind(service).push(" ORDER BY u.position, u.id");
    let rows: Vec<OfferRow> = sql.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Offer::from).collect())
}

/// The service's name in `language` and one master's offer; `None` when the master does not perform it, or either is
/// inactive.
pub(crate) async fn offer_by(
    db: impl PgExecutor<'_>,
    service: ServiceId,
    master: UserId,
    language: Language,
) -> Result<Option<(String, Offer)>> {
    let mut sql = QueryBuilder::<Postgres>::new("SELECT left(coalesce(s.name ->> ");
    sql.push_bind(language).push(", s.name ->> 'en', s.name ->> 'ru', s.name ->> 'ar'), 200) AS name, ");
    sql.push(OFFERS).push_bind(service).push(" AND u.id = ").push_bind(master);
    let row: Option<NamedOffer> = sql.build_query_as().fetch_optional(db).await?;
    Ok(row.map(|row| (row.name, row.offer.into())))
}

/// Columns, tables and condition of a service's offers; the caller appends the service's id.
const OFFERS: &str = "u.id AS master_id, u.name AS master, coalesce(ms.minutes, s.minutes) AS minutes,
         coalesce(ms.price, s.price) AS price, s.currency, s.buffer_before AS before, s.buffer_after AS after
     FROM services s JOIN master_services ms ON ms.service_id = s.id JOIN users u ON u.id = ms.master_id
     WHERE s.active AND u.active AND u.is_master AND s.id = ";

#[derive(sqlx::FromRow)]
struct NamedOffer {
    name: String,
    #[sqlx(flatten)]
    offer: OfferRow,
}

impl From<OfferRow> for Offer {
    fn from(row: OfferRow) -> Self {
        Offer {
            master: Master { id: row.master_id, name: row.master },
            minutes: row.minutes,
            price: Money { minor: row.price, currency: row.currency },
            before: row.before,
            after: row.after,
        }
    }
}
