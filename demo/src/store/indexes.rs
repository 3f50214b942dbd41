//! Takes from tables what makes loading slow, and puts it back.
//!
//! The definitions come from the catalogue: the schema is written once, in the migrations.

use sqlx::{AssertSqlSafe, PgConnection, Row, raw_sql};

use crate::error::Error;
use crate::progress::{Progress, Step};
use crate::ticking::ticking;

/// The tables that take millions of rows.
pub(crate) const TABLES: [&str; 3] = ["clients", "bookings", "events"];

/// Statements that restore what was taken away, each one index or constraint.
pub(crate) struct Bare {
    restore: Vec<String>,
}

/// Indexes that no constraint owns. Unique ones stay: a foreign key may rest on them.
const INDEXES: &str = "
    SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ANY($1::text[]::regclass[]) AND NOT i.indisunique
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
    ORDER BY i.indrelid, c.relname";

/// Exclusions, and references from and to the tables; references last, for they are checked with the help of the rest.
const CONSTRAINTS: &str = "
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE conparentid = 0
        AND ((contype IN ('x', 'f') AND conrelid = ANY($1::text[]::regclass[]))
            OR (contype = 'f' AND confrelid = ANY($1::text[]::regclass[])))
    ORDER BY contype = 'f', conrelid, conname";

/// Drops secondary indexes, exclusions and references, and silences the triggers of bookings and events. Those of
/// clients keep working: they fill a column.
pub(crate) async fn lay_bare(db: &mut PgConnection) -> Result<Bare, Error> {
    let mut statements = pairs(db, INDEXES).await?;
    statements.extend(pairs(db, CONSTRAINTS).await?);
    // References first: an index may be what they rest on.
    for (drop, _) in statements.iter().rev() {
        run(db, drop).await?;
    }
    run(db, "ALTER TABLE bookings DISABLE TRIGGER USER").await?;
    run(db, "ALTER TABLE events DISABLE TRIGGER USER").await?;
    Ok(Bare { restore: statements.into_iter().map(|(_, create)| create).collect() })
}

impl Bare {
    /// Puts everything back; PostgreSQL checks every row against it.
    pub(crate) async fn restore(self, db: &mut PgConnection, progress: &mut impl FnMut(Progress)) -> Result<(), Error> {
        let total = u64::try_from(self.restore.len()).unwrap_or(0);
        for (done, statement) in (0..).zip(&self.restore) {
            let mut tell = || progress(Progress { step: Step::Indexes, done, total });
            tell();
            ticking(run(db, statement), tell).await?;
        }
        run(db, "ALTER TABLE bookings ENABLE TRIGGER USER").await?;
        run(db, "ALTER TABLE events ENABLE TRIGGER USER").await
    }
}

async fn pairs(db: &mut PgConnection, query: &'static str) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query(query).bind(TABLES.as_slice()).fetch_all(db).await?;
    let pairs = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    pairs.collect::<Result<_, sqlx::Error>>().map_err(Error::from)
}

/// Runs a statement that the catalogue or this crate has written: nothing in it was typed by a person.
pub(crate) async fn run(db: &mut PgConnection, statement: &str) -> Result<(), Error> {
    raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}
