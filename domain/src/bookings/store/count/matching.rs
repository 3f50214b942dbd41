//! Counts bookings that contain all words, up to [`Count::SEARCH_LIMIT`]. Order does not matter here, so the count uses
//! whichever way finds matches first, and stops beyond the limit. The number of bookings without the words is known
//! from `booking_figures`.

use super::add_revenue;
use crate::{
    Db, Money, Result,
    bookings::{
        Count,
        store::{
            filter::Filter,
            search::{Clients, Similar, Subjects, Word},
        },
    },
    search::Terms,
};
use sqlx::{Postgres, QueryBuilder};

/// Lists with at most this many rows are scanned without sampling: that takes about a millisecond.
const SMALL: i64 = 5_000;
/// Rows of a longer list that are sampled for the words' frequency.
const HEAD: i64 = 1_000;
/// Rows that are scanned if the limit would probably be reached within them: for one word, and for several. One word is
/// found quickly through its clients or services. Of several words, one may be of the client and another of the
/// service, which only the bookings show.
const FAR: [i64; 2] = [8_000, 40_000];
/// Up to this length, scanning the list is faster than fetching the bookings of many clients one by one.
const SHORT: i64 = 60_000;
/// Upper limit of clients whose bookings are fetched one by one in a list of at most [`SHORT`] rows.
const FEW: i64 = 1_500;

/// One row more than the limit shows that there are more.
const BEYOND: i64 = Count::SEARCH_LIMIT + 1;

/// Counts the matches of several lists, each given with its length; zero for a list that is `None`. If the first has no
/// match, counts the similar bookings of all.
pub(super) async fn count<const N: usize>(
    db: &Db,
    lists: [Option<(Filter, i64)>; N],
    terms: &Terms,
) -> Result<[Count; N]> {
    let words = &Word::of(db, terms).await?;
    let mut counts = std::array::from_fn(|_| Count::default());
    let mut subjects = None;
    for (list, count) in lists.iter().zip(&mut counts) {
        let Some((filter, length)) = list else { continue };
        *count = match by_looking(db, filter, *length, words).await? {
            Some(count) => count,
            None => {
                let subjects = match &subjects {
                    Some(known) => known,
                    None => subjects.insert(subjects_of(db, filter, *length, words).await?),
                };
                match subjects.clients {
                    Clients::Called(_) if *length <= SHORT => in_first(db, filter, words, SHORT).await?,
                    _ => of_subjects(db, filter, words, subjects).await?,
                }
            }
        };
    }
    if counts.first().is_some_and(|now| now.total == 0) {
        for (list, count) in lists.iter().zip(&mut counts) {
            let Some((filter, _)) = list.as_ref().filter(|(_, length)| *length > 0) else { continue };
            let Some(similar) = Similar::find_similar(db, filter, words).await? else { break };
            *count = of_similar(db, filter, &similar).await?;
        }
    }
    Ok(counts)
}

async fn of_similar(db: &Db, filter: &Filter, similar: &Similar) -> Result<Count> {
    sum(db, |sql| {
        sql.push("SELECT b.currency, b.status, b.price FROM bookings b WHERE ");
        filter.push(sql);
        similar.push(sql, filter);
    })
    .await
}

/// Scans the list; `None` if that would take too long.
async fn by_looking(db: &Db, filter: &Filter, length: i64, words: &[Word]) -> Result<Option<Count>> {
    if length == 0 {
        return Ok(Some(read(Vec::new())));
    }
    let [one, several] = FAR;
    let far = if words.len() > 1 { several } else { one };
    // Extrapolates the frequency in the sample: would the limit be reached?
    if length > SMALL && in_first(db, filter, words, HEAD).await?.total * far < BEYOND * HEAD {
        return Ok(None);
    }
    let count = in_first(db, filter, words, far).await?;
    Ok((count.more || length <= far).then_some(count))
}

/// In a short list the number of clients decides how to count; in a long list the first clients' bookings reach the
/// limit.
async fn subjects_of(db: &Db, filter: &Filter, length: i64, words: &[Word]) -> Result<Subjects> {
    let subjects = Subjects::of(filter, words);
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

/// Counts what `push` selects, up to one row beyond the limit.
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

/// Counts the matches among the first `rows` rows of the list.
async fn in_first(db: &Db, filter: &Filter, words: &[Word], rows: i64) -> Result<Count> {
    sum(db, |sql| {
        sql.push("SELECT b.currency, b.status, b.price FROM (");
        sql.push("SELECT b.currency, b.status, b.price, b.search, b.service_id FROM bookings b WHERE ");
        filter.push(sql);
        filter.push_order(sql, "b");
        sql.push(format_args!(" LIMIT {rows}) b WHERE true"));
        filter.push_match(sql, words);
    })
    .await
}

/// Counts the bookings of clients, then those of services whose clients were not counted yet.
async fn of_subjects(db: &Db, filter: &Filter, words: &[Word], subjects: &Subjects) -> Result<Count> {
    sum(db, |sql| {
        push_each(sql, filter, words, "client_id", |sql| subjects.push_clients(sql));
        // `OFFSET 0` keeps the planner from flattening the subquery: it fetches one client's or service's bookings
        // after another and stops at the limit.
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

/// Selects the matching bookings per id of `push_ids`; the caller may append a condition and closes the subquery.
fn push_each(
    sql: &mut QueryBuilder<Postgres>,
    filter: &Filter,
    words: &[Word],
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
