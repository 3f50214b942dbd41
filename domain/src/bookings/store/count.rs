use super::filter::Filter;
use crate::{
    Db, Money, Period, Result,
    bookings::{BookingQuery, Count, Figures},
    search::Terms,
    staff::{Actor, Asker, Scope},
};
use sqlx::{Postgres, QueryBuilder};

mod matching;

/// Figures of the query's filters, except its status, for its period and the one before.
pub async fn figures(asker: &Asker, query: &BookingQuery) -> Result<Figures> {
    let filter = Filter::new(asker, query)?.for_figures();
    let previous = query.period.previous();
    let all = kept(&asker.db, &filter, query.period, previous).await?;
    let [mut now, mut before] = match Terms::parse(&query.q) {
        None if query.q.trim().is_empty() => all,
        None => Default::default(),
        Some(terms) => {
            let earlier = previous.map(|period| BookingQuery { period, ..query.clone() });
            let earlier = earlier.map(|earlier| Filter::new(asker, &earlier)).transpose()?;
            let [now, before] = all.map(|count| count.total);
            let earlier = earlier.map(|earlier| (earlier.for_figures(), before));
            matching::count(&asker.db, [Some((filter.clone(), now)), earlier], &terms).await?
        }
    };
    if !sees_revenue(&asker.actor, &filter) {
        (now.revenue, before.revenue) = (None, None);
    }
    Ok(Figures { now, before: previous.map(|_| before) })
}

/// Whether the actor may see the revenue of these figures. With the scope `own`, only when the figures are limited to
/// their own bookings.
pub(super) fn sees_revenue(actor: &Actor, filter: &Filter) -> bool {
    match actor.money() {
        Ok(Scope::All) => true,
        Ok(Scope::Own(id)) => filter.only_master().is_some_and(|only| only.is_none_or(|only| only == id)),
        Err(_) => false,
    }
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    which: i32,
    currency: String,
    pending: i64,
    completed: i64,
    total: i64,
    revenue: i64,
}

/// Reads the figures from the table `booking_figures`: a few dozen rows for any period.
async fn kept(db: &Db, filter: &Filter, period: Period, previous: Option<Period>) -> Result<[Count; 2]> {
    let (mut which, mut spans, mut firsts, mut lasts) = (vec![], vec![], vec![], vec![]);
    for (number, period) in [Some(period), previous].into_iter().enumerate() {
        for blocks in period.map(Period::blocks).unwrap_or_default() {
            which.push(number as i32);
            spans.push(blocks.span);
            firsts.push(blocks.first);
            lasts.push(blocks.last);
        }
    }
    let mut sql = QueryBuilder::<Postgres>::new(
        "SELECT r.which, f.currency, sum(f.pending) AS pending, sum(f.completed) AS completed,
            sum(f.pending + f.confirmed + f.arrived + f.completed + f.cancelled + f.no_show) AS total,
            sum(f.revenue)::bigint AS revenue
         FROM unnest(",
    );
    sql.push_bind(which).push("::int[], ").push_bind(spans).push("::int[], ").push_bind(firsts).push("::int[], ");
    sql.push_bind(lasts).push(
        "::int[]) r(which, span, first, last)
         JOIN booking_figures f ON f.span = r.span AND f.first_day BETWEEN r.first AND r.last",
    );
    if let Some(master) = filter.only_master() {
        sql.push(" AND f.master_id = ").push_bind(master);
    }
    sql.push(" GROUP BY r.which, f.currency");
    let rows: Vec<KeptRow> = sql.build_query_as().fetch_all(db).await?;
    let mut counts = [Count::default(), Count::default()].map(|count| Count { revenue: Some(Vec::new()), ..count });
    for row in rows {
        let [now, before] = &mut counts;
        let count = if row.which == 0 { now } else { before };
        count.pending += row.pending;
        count.completed += row.completed;
        count.total += row.total;
        add_revenue(count, Money { minor: row.revenue, currency: row.currency });
    }
    Ok(counts)
}

fn add_revenue(count: &mut Count, money: Money) {
    let revenue = count.revenue.get_or_insert_default();
    if money.minor != 0 {
        revenue.push(money);
    }
    revenue.sort_by_key(|money| std::cmp::Reverse(money.minor));
}
