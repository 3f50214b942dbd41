use super::{case::Ask, words::Words};
use crate::Outcome;
use domain::{
    Db, Period,
    bookings::{BookingId, BookingQuery, Cursor},
    settings::Salon,
    staff::{Actor, Master, Role, UserId, masters},
};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

/// What there is to ask about in one database.
pub struct Sample {
    /// Its salon.
    pub salon: Salon,
    /// Somebody who may see everything.
    pub director: Actor,
    /// Somebody who may see every booking and no contacts.
    pub sales: Actor,
    /// Its masters.
    pub masters: Vec<Master>,
    /// Words to search for.
    pub words: Words,
    /// Places all over the list.
    pub places: Vec<Cursor>,
    /// Ten bookings before the list's end, in order and in reverse order.
    pub ends: [Cursor; 2],
    /// Today there.
    pub today: Date,
}

impl Sample {
    /// Of a filled database.
    pub async fn of(db: &Db) -> Outcome<Self> {
        let (name, zone, currency): (String, String, String) =
            sqlx::query_as("SELECT salon_name, zone, currency FROM settings").fetch_one(db).await?;
        let today = TimeZone::get(&zone)?.to_datetime(jiff::Timestamp::now()).date();
        let [director, sales] =
            [Role::Director, Role::Sales].map(|role| Actor::new(UserId(0), String::new(), role, &[], &[]));
        Ok(Sample {
            salon: Salon { name, zone, currency },
            masters: masters(db, &director).await?.into_iter().map(|(master, _)| master).collect(),
            director,
            sales,
            words: Words::of(db).await?,
            places: places(db).await?,
            ends: [
                place(db, "SELECT (extract(epoch FROM datetime) * 1000000)::bigint, id FROM bookings WHERE deleted_at IS NULL ORDER BY datetime, id OFFSET 10 LIMIT 1").await?,
                place(db, "SELECT (extract(epoch FROM datetime) * 1000000)::bigint, id FROM bookings WHERE deleted_at IS NULL ORDER BY datetime DESC, id DESC OFFSET 10 LIMIT 1").await?,
            ],
            today,
        })
    }

    /// The director asks.
    pub fn ask(&self, query: BookingQuery) -> Ask {
        Ask { actor: self.director.clone(), query }
    }

    /// Somebody asks who sees no contacts.
    pub fn ask_as_sales(&self, query: BookingQuery) -> Ask {
        Ask { actor: self.sales.clone(), query }
    }

    /// A master asks.
    pub fn ask_as(&self, master: &Master, query: BookingQuery) -> Ask {
        Ask { actor: Actor::new(master.id, master.name.clone(), Role::Master, &[], &[]), query }
    }

    /// Thirty days of each quarter of a year, from two years ago to the months to come.
    pub fn periods(&self) -> Vec<Period> {
        (-8..=2)
            .filter_map(|quarter| {
                let last = self.today.checked_add((quarter * 91).days()).ok()?;
                Some(Period::last_days(last, 30))
            })
            .collect()
    }
}

type Place = (i64, i64);

/// Evenly spread over the ids, which follow no order of time.
async fn places(db: &Db) -> Outcome<Vec<Cursor>> {
    let places: Vec<Place> = sqlx::query_as(
        "SELECT (extract(epoch FROM b.datetime) * 1000000)::bigint, b.id
         FROM generate_series(1, 20) n
         JOIN LATERAL (SELECT * FROM bookings WHERE deleted_at IS NULL AND id > n * (SELECT max(id) FROM bookings) / 21
                       ORDER BY id LIMIT 1) b ON true",
    )
    .fetch_all(db)
    .await?;
    Ok(places.into_iter().map(cursor).collect())
}

async fn place(db: &Db, sql: &'static str) -> Outcome<Cursor> {
    Ok(cursor(sqlx::query_as(sql).fetch_one(db).await?))
}

fn cursor((start, id): Place) -> Cursor {
    Cursor { start, id: BookingId(id) }
}
