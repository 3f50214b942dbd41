//! Counting the bookings that contain some words, as far as [`Count::SEARCH_LIMIT`]. Their order does not matter here:
//! they are taken from wherever they are found soonest, and the first way that finds more than the limit, or all there
//! are, has the answer.

use super::add_revenue;
use crate::{
    Db, Money, Result,
    bookings::{
        Count,
        store::{
            filter::Filter,
            search::{Clients, Subjects, head::push_head},
        },
    },
    search::Terms,
};
use sqlx::{Postgres, QueryBuilder};

/// Rows of the list that are looked through first: frequent words are more often than the limit in them.
const HEAD: i64 = 4_000;

/// One row more tells that there are more.
const BEYOND: i64 = Count::SEARCH_LIMIT + 1;

pub(super) async fn count(db: &Db, filter: &Filter, terms: &Terms) -> Result<Count> {
    let patterns = terms.patterns();
    let (count, whole) = in_head(db, filter, &patterns).await?;
    if whole || count.more {
        return Ok(count);
    }
    if filter.is_short() {
        return of_all(db, filter, &patterns, None).await;
    }
    let subjects = Subjects::of(db, terms).await?;
    if let Clients::Few(clients) = &subjects.clients {
        return of_few(db, filter, &patterns, clients, &subjects.services).await;
    }
    let some = of_some(db, filter, &patterns, &subjects).await?;
    if some.more { Ok(some) } else { of_all(db, filter, &patterns, Some(&subjects)).await }
}

#[derive(sqlx::FromRow)]
struct Sum {
    currency: String,
    pending: i64,
    completed: i64,
    total: i64,
    revenue: i64,
}

const SUMS: &str = "SELECT currency, count(*) FILTER (WHERE status = 'pending') AS pending,
        count(*) FILTER (WHERE status = 'completed') AS completed, count(*) AS total,
        coalesce(sum(price) FILTER (WHERE status = 'completed'), 0)::bigint AS revenue
     FROM (";

/// Sums what `push` selects, to one row beyond the limit.
async fn sum(db: &Db, push: impl FnOnce(&mut QueryBuilder<Postgres>)) -> Result<Count> {
    let mut sql = QueryBuilder::<Postgres>::new(SUMS);
    push(&mut sql);
    sql.push(format_args!(" LIMIT {BEYOND}) b GROUP BY currency"));
    Ok(read(sql.build_query_as().fetch_all(db).await?))
}

fn read(sums: Vec<Sum>) -> Count {
    let mut count = Count { revenue: Some(Vec::new()), ..Count::default() };
    for sum in sums {
        count.pending += sum.pending;
        count.completed += sum.completed;
        count.total += sum.total;
        add_revenue(&mut count, Money { minor: sum.revenue, currency: sum.currency });
    }
    if count.total > Count::SEARCH_LIMIT {
        count = Count { total: Count::SEARCH_LIMIT, more: true, ..count };
    }
    count
}

/// Among the first rows of the list, and whether those are all.
async fn in_head(db: &Db, filter: &Filter, patterns: &[String]) -> Result<(Count, bool)> {
    let mut sql = QueryBuilder::<Postgres>::new("WITH h AS MATERIALIZED (SELECT id, found, last FROM (");
    push_head(&mut sql, filter, patterns, HEAD);
    sql.push(format_args!(") h WHERE found OR last LIMIT {BEYOND}) "));
    sql.push(SUMS);
    sql.push("SELECT b.currency, b.status, b.price FROM h JOIN bookings b ON b.id = h.id WHERE h.found");
    sql.push(") b GROUP BY currency UNION ALL SELECT '', 0, 0, 0, 0 FROM h WHERE last");
    let sums: Vec<Sum> = sql.build_query_as().fetch_all(db).await?;
    // The row of no currency says that the list goes on.
    let (ends, sums): (Vec<Sum>, Vec<Sum>) = sums.into_iter().partition(|sum| sum.currency.is_empty());
    let count = read(sums);
    let whole = ends.is_empty() && !count.more;
    Ok((count, whole))
}

/// All bookings of a few clients, and those of some services.
async fn of_few(db: &Db, filter: &Filter, patterns: &[String], clients: &[i64], services: &[i64]) -> Result<Count> {
    sum(db, |sql| {
        push_each(sql, filter, patterns, "client_id", clients, &[]);
        if !services.is_empty() {
            sql.push(" UNION ALL ");
            push_each(sql, filter, patterns, "service_id", services, clients);
        }
    })
    .await
}

/// The bookings of each client or service in turn, without those of clients that were counted already.
fn push_each(
    sql: &mut QueryBuilder<Postgres>,
    filter: &Filter,
    patterns: &[String],
    column: &str,
    ids: &[i64],
    counted: &[i64],
) {
    sql.push("SELECT b.currency, b.status, b.price FROM unnest(").push_bind(ids.to_vec());
    sql.push("::bigint[]) s(id) CROSS JOIN LATERAL (SELECT b.currency, b.status, b.price FROM bookings b WHERE ");
    filter.push(sql);
    sql.push(format_args!(" AND b.{column} = s.id"));
    filter.push_match(sql, patterns);
    if !counted.is_empty() {
        sql.push(" AND b.client_id <> ALL (").push_bind(counted.to_vec()).push(")");
    }
    // Keeps it a walk through one index after the other, which ends where enough is found.
    sql.push(" OFFSET 0) b");
}

/// Bookings of as many clients as the limit: usually enough to know that there are more.
async fn of_some(db: &Db, filter: &Filter, patterns: &[String], subjects: &Subjects) -> Result<Count> {
    sum(db, |sql| {
        sql.push("SELECT b.currency, b.status, b.price FROM (");
        subjects.push_clients(sql);
        sql.push(format_args!(" LIMIT {BEYOND}"));
        sql.push(") c CROSS JOIN LATERAL (SELECT b.currency, b.status, b.price FROM bookings b WHERE ");
        filter.push(sql);
        sql.push(" AND b.client_id = c.id");
        filter.push_match(sql, patterns);
        sql.push(" OFFSET 0) b");
    })
    .await
}

/// Every booking, looked through in the order of an index that alone can tell; of a long list, only those that belong
/// to one of the subjects.
async fn of_all(db: &Db, filter: &Filter, patterns: &[String], subjects: Option<&Subjects>) -> Result<Count> {
    sum(db, |sql| {
        sql.push("SELECT b.currency, b.status, b.price FROM (SELECT b.id FROM bookings b WHERE ");
        filter.push(sql);
        if let Some(subjects) = subjects {
            sql.push(" AND ");
            subjects.push_belongs(sql);
        }
        filter.push_match(sql, patterns);
        filter.push_order(sql, "b");
        sql.push(format_args!(" LIMIT {BEYOND}) f JOIN bookings b ON b.id = f.id"));
    })
    .await
}
