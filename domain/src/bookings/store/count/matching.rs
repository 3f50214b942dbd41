//! Counting the bookings that contain some words, as far as [`Count::SEARCH_LIMIT`]. Their order does not matter here:
//! they are taken from wherever they are found soonest, and the first way that finds more than the limit, or all there
//! are, has the answer. How long the list is without the words is known: the database keeps that figure.

use super::add_revenue;
use crate::{
    Db, Money, Result,
    bookings::{
        Count,
        store::{
            filter::Filter,
            search::{Clients, Subjects},
        },
    },
    search::Terms,
};
use sqlx::{Postgres, QueryBuilder};

/// A list of no more rows is looked through at once: a millisecond's worth.
const SMALL: i64 = 5_000;
/// Rows of a longer list that tell how frequent the words are.
const HEAD: i64 = 1_000;
/// Where the limit would be reached within these, the list is looked through so far. One word is soon found through the
/// clients or services that it is of; of several, one may be the client's and another the service's, which is seen in
/// bookings only.
const FAR: [i64; 2] = [8_000, 40_000];
/// A list of no more rows costs less to look through than it costs to ask for the bookings of many clients one by one.
const SHORT: i64 = 60_000;
/// So many clients are still asked for their bookings one by one, in a list that is short.
const FEW: i64 = 1_500;

/// One row more tells that there are more.
const BEYOND: i64 = Count::SEARCH_LIMIT + 1;

/// Counts the bookings of several lists, each given with its length, that contain the words; none in a list that is none.
pub(super) async fn count<const N: usize>(
    db: &Db,
    lists: [Option<(Filter, i64)>; N],
    terms: &Terms,
) -> Result<[Count; N]> {
    let words = terms.words();
    let mut counts = std::array::from_fn(|_| Count::default());
    let mut subjects = None;
    for (list, count) in lists.iter().zip(&mut counts) {
        let Some((filter, length)) = list else { continue };
        *count = match by_looking(db, filter, *length, words).await? {
            Some(count) => count,
            None => {
                let subjects = match &subjects {
                    Some(known) => known,
                    None => subjects.insert(subjects_of(db, filter, *length, terms).await?),
                };
                match subjects.clients {
                    Clients::Called(_) if *length <= SHORT => in_first(db, filter, words, SHORT).await?,
                    _ => of_subjects(db, filter, words, subjects).await?,
                }
            }
        };
    }
    Ok(counts)
}

/// Looking through the list, where that is soon done.
async fn by_looking(db: &Db, filter: &Filter, length: i64, words: &[String]) -> Result<Option<Count>> {
    if length == 0 {
        return Ok(Some(read(Vec::new())));
    }
    let [one, several] = FAR;
    let far = if words.len() > 1 { several } else { one };
    // As frequent as in the first rows, would the limit be reached in time?
    if length > SMALL && in_first(db, filter, words, HEAD).await?.total * far < BEYOND * HEAD {
        return Ok(None);
    }
    let count = in_first(db, filter, words, far).await?;
    Ok((count.more || length <= far).then_some(count))
}

/// In a short list it matters how many clients there are; in a long one, the bookings of the first of them tell.
async fn subjects_of(db: &Db, filter: &Filter, length: i64, terms: &Terms) -> Result<Subjects> {
    let subjects = Subjects::of(db, filter, terms).await?;
    if length <= SHORT { subjects.with_clients_if(db, FEW).await } else { Ok(subjects) }
}

#[derive(sqlx::FromRow)]
struct Sum {
    currency: String,
    pending: i64,
    completed: i64,
    total: i64,
    revenue: i64,
}

/// Sums what `push` selects, to one row beyond the limit.
async fn sum(db: &Db, push: impl FnOnce(&mut QueryBuilder<Postgres>)) -> Result<Count> {
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT currency, count(*) FILTER (WHERE status = 'pending') AS pending,
            count(*) FILTER (WHERE status = 'completed') AS completed, count(*) AS total,
            coalesce(sum(price) FILTER (WHERE status = 'completed'), 0)::bigint AS revenue
         FROM (",
    );
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

/// Among the first rows of the list.
async fn in_first(db: &Db, filter: &Filter, words: &[String], rows: i64) -> Result<Count> {
    sum(db, |sql| {
        sql.push("SELECT b.currency, b.status, b.price FROM (");
        sql.push("SELECT b.currency, b.status, b.price, b.search FROM bookings b WHERE ");
        filter.push(sql);
        filter.push_order(sql, "b");
        sql.push(format_args!(" LIMIT {rows}) b WHERE true"));
        filter.push_match(sql, words);
    })
    .await
}

/// All bookings of clients, and those of services whose clients were not among them.
async fn of_subjects(db: &Db, filter: &Filter, words: &[String], subjects: &Subjects) -> Result<Count> {
    sum(db, |sql| {
        push_each(sql, filter, words, "client_id", |sql| subjects.push_clients(sql));
        // Keeps it a walk through one client's or service's bookings after the other, which ends where enough is found.
        sql.push(" OFFSET 0) b");
        if !subjects.services.is_empty() {
            sql.push(" UNION ALL ");
            push_each(sql, filter, words, "service_id", |sql| subjects.push_services(sql));
            sql.push(" AND NOT (b.client_id IN (");
            subjects.push_clients(sql);
            sql.push(")) OFFSET 0) b");
        }
    })
    .await
}

/// The bookings that contain the words of each whose id is selected, left open for another condition.
fn push_each(
    sql: &mut QueryBuilder<Postgres>,
    filter: &Filter,
    words: &[String],
    column: &str,
    push_ids: impl FnOnce(&mut QueryBuilder<Postgres>),
) {
    sql.push("SELECT b.currency, b.status, b.price FROM (");
    push_ids(sql);
    sql.push(") s CROSS JOIN LATERAL (SELECT b.currency, b.status, b.price FROM bookings b WHERE ");
    filter.push(sql);
    sql.push(format_args!(" AND b.{column} = s.id"));
    filter.push_match(sql, words);
}
