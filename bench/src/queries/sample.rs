use super::{case::QueryVariant, words::Words};
use crate::BenchResult;
use domain::{
    Db, Language, Period,
    bookings::{BookingId, BookingQuery, Cursor},
    settings,
    staff::{Actor, Asker, Master, Role, UserId, masters},
};
use jiff::{Timestamp, ToSpan as _, civil::Date};

/// Values of a filled database to build queries with.
pub struct Sample {
    /// Somebody with all permissions.
    pub director: Asker,
    /// Somebody who may see all bookings but no contacts.
    pub sales: Asker,
    pub masters: Vec<Master>,
    pub words: Words,
    /// Cursors from all over the list.
    pub cursors: Vec<Cursor>,
    /// Cursors ten bookings before the end: newest first, oldest first.
    pub ends: [Cursor; 2],
    /// Today in the salon's time zone.
    pub today: Date,
}

impl Sample {
    /// Reads the values from a filled database.
    pub async fn of(db: &Db) -> BenchResult<Self> {
        let (salon, now) = (settings::salon(db).await?, Timestamp::now());
        let today = salon.local(now)?.date();
        let [director, sales] = [Role::Director, Role::Sales].map(|role| Asker {
            db: db.clone(),
            actor: Actor::new(UserId(0), String::new(), role, &[], &[]),
            salon: salon.clone(),
            language: Language::En,
            now,
        });
        Ok(Sample {
            masters: masters(&director).await?.into_iter().map(|(master, _)| master).collect(),
            director,
            sales,
            words: Words::of(db).await?,
            cursors: cursors(db).await?,
            ends: [
                cursor_of(db, "SELECT (extract(epoch FROM datetime) * 1000000)::bigint, id FROM bookings WHERE deleted_at IS NULL ORDER BY datetime, id OFFSET 10 LIMIT 1").await?,
                cursor_of(db, "SELECT (extract(epoch FROM datetime) * 1000000)::bigint, id FROM bookings WHERE deleted_at IS NULL ORDER BY datetime DESC, id DESC OFFSET 10 LIMIT 1").await?,
            ],
            today,
        })
    }

    pub fn as_director(&self, query: BookingQuery) -> QueryVariant {
        QueryVariant { asker: self.director.clone(), query }
    }

    /// The query of an actor who may not see contacts.
    pub fn as_sales(&self, query: BookingQuery) -> QueryVariant {
        QueryVariant { asker: self.sales.clone(), query }
    }

    pub fn as_master(&self, master: &Master, query: BookingQuery) -> QueryVariant {
        let actor = Actor::new(master.id, master.name.clone(), Role::Master, &[], &[]);
        QueryVariant { asker: Asker { actor, ..self.director.clone() }, query }
    }

    /// Thirty days of each quarter, from two years ago to half a year ahead.
    pub fn periods(&self) -> Vec<Period> {
        (-8..=2)
            .filter_map(|quarter| {
                let last = self.today.checked_add((quarter * 91).days()).ok()?;
                Some(Period::last_days(last, 30))
            })
            .collect()
    }
}

type CursorRow = (i64, i64);

/// Bookings evenly distributed over the ids, which are not in chronological order.
async fn cursors(db: &Db) -> BenchResult<Vec<Cursor>> {
    let cursors: Vec<CursorRow> = sqlx::query_as(
        "SELECT (extract(epoch FROM b.datetime) * 1000000)::bigint, b.id
         FROM generate_series(1, 20) n
         JOIN LATERAL (SELECT * FROM bookings WHERE deleted_at IS NULL AND id > n * (SELECT max(id) FROM bookings) / 21
                       ORDER BY id LIMIT 1) b ON true",
    )
    .fetch_all(db)
    .await?;
    Ok(cursors.into_iter().map(cursor).collect())
}

async fn cursor_of(db: &Db, sql: &'static str) -> BenchResult<Cursor> {
    Ok(cursor(sqlx::query_as(sql).fetch_one(db).await?))
}

fn cursor((start, id): CursorRow) -> Cursor {
    Cursor { start, id: BookingId(id), similar: false }
}
