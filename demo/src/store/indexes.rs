//! Drops indexes and constraints that make loading slow, and restores them.
//!
//! The definitions are read from PostgreSQL's catalogue because the schema is defined in the migrations only.

use sqlx::{AssertSqlSafe, PgConnection, Row, raw_sql};

use crate::error::Error;
use crate::periodic::with_periodic_reports;
use crate::progress::{Progress, Step};

pub(crate) const TABLES: [&str; 3] = ["clients", "bookings", "events"];

/// Statements that restore the dropped indexes and constraints, one each.
pub(crate) struct DroppedObjects {
    restore: Vec<String>,
}

/// Indexes that belong to no constraint. Unique ones are kept: a foreign key may depend on them.
const INDEXES: &str = "
    SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = ANY($1::text[]::regclass[]) AND NOT i.indisunique
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
    ORDER BY i.indrelid, c.relname";

/// Exclusion constraints and foreign keys of the tables. Foreign keys are last because checking them needs the indexes.
const CONSTRAINTS: &str = "
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint
    WHERE conparentid = 0
        AND ((contype IN ('x', 'f') AND conrelid = ANY($1::text[]::regclass[]))
            OR (contype = 'f' AND confrelid = ANY($1::text[]::regclass[])))
    ORDER BY contype = 'f', conrelid, conname";

/// Drops indexes, exclusion constraints and foreign keys, and disables the triggers of bookings and events. Those of
/// clients stay enabled because they fill a column.
pub(crate) async fn drop_indexes_and_constraints(db: &mut PgConnection) -> Result<DroppedObjects, Error> {
    let mut statements = drop_and_create_statements(db, INDEXES).await?;
    statements.extend(drop_and_create_statements(db, CONSTRAINTS).await?);
    // Foreign keys first: they may depend on an index.
    for (drop, _) in statements.iter().rev() {
        run(db, drop).await?;
    }
    run(db, "ALTER TABLE bookings DISABLE TRIGGER USER").await?;
    run(db, "ALTER TABLE events DISABLE TRIGGER USER").await?;
    Ok(DroppedObjects { restore: statements.into_iter().map(|(_, create)| create).collect() })
}

impl DroppedObjects {
    /// Restores everything. PostgreSQL validates every row.
    pub(crate) async fn restore(self, db: &mut PgConnection, progress: &mut impl FnMut(Progress)) -> Result<(), Error> {
        let total = u64::try_from(self.restore.len()).unwrap_or(0);
        for (done, statement) in (0..).zip(&self.restore) {
            let mut report = || progress(Progress { step: Step::Indexes, done, total });
            report();
            with_periodic_reports(run(db, statement), report).await?;
        }
        run(db, "ALTER TABLE bookings ENABLE TRIGGER USER").await?;
        run(db, "ALTER TABLE events ENABLE TRIGGER USER").await
    }
}

async fn drop_and_create_statements(
    db: &mut PgConnection,
    query: &'static str,
) -> Result<Vec<(String, String)>, Error> {
    let rows = sqlx::query(query).bind(TABLES.as_slice()).fetch_all(db).await?;
    let statements = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    statements.collect::<Result<_, sqlx::Error>>().map_err(Error::from)
}

/// Runs a statement from the catalogue or from this crate. It contains no user input.
pub(crate) async fn run(db: &mut PgConnection, statement: &str) -> Result<(), Error> {
    raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}
