use super::*;
use domain::bookings::{find, purge, remove_old_trash, trash};
use domain::staff::Role;
use jiff::ToSpan as _;

#[tokio::test]
async fn what_is_thrown_away_can_be_found_and_is_gone_after_thirty_days() {
    let stage = Stage::set().await;
    let (old, young) = (stage.booked(&stage.dina, at(10, 0)).await, stage.booked(&stage.dina, at(12, 0)).await);
    stage.step(old, Verb::Trash).await.unwrap();
    stage.step_as(&stage.director, young, Verb::Trash, now() + 24.hours()).await.unwrap();
    assert_eq!(find(&stage.asker(&stage.director), old).await, Err(Error::NotFound));
    let page = trash(&stage.asker(&stage.director)).await.unwrap();
    assert_eq!((page.count, page.rows[0].row.id, page.rows[1].row.id), (2, young, old));
    assert_eq!(page.rows[0].by.as_deref(), Some("Diana"));

    assert_eq!(remove_old_trash(&stage.db.pool, now() + (24 * 30).hours() - 1.seconds()).await, Ok(0));
    assert_eq!(remove_old_trash(&stage.db.pool, now() + (24 * 30).hours()).await, Ok(1));
    assert_eq!(stage.count("SELECT count(*) FROM bookings").await, 1);
    assert_eq!(stage.count("SELECT count(*) FROM events WHERE verb = 'purge'").await, 1);
}

#[tokio::test]
async fn only_a_director_empties_the_trash() {
    let stage = Stage::set().await;
    let (gone, kept) = (stage.booked(&stage.dina, at(10, 0)).await, stage.booked(&stage.dina, at(12, 0)).await);
    stage.step(gone, Verb::Trash).await.unwrap();
    let admin = stage.db.person("Ada", Role::Admin).await;
    assert!(trash(&stage.asker(&admin)).await.is_ok());
    assert_eq!(purge(&stage.asker(&admin)).await, Err(Error::Forbidden));
    assert_eq!(trash(&stage.asker(&stage.dina)).await, Err(Error::Forbidden));
    assert_eq!(purge(&stage.asker(&stage.director)).await, Ok(1));
    assert_eq!(stage.status(kept).await, Status::Pending, "what is not in the trash stays");
}

#[tokio::test]
async fn the_audit_trail_is_only_added_to() {
    let stage = Stage::set().await;
    stage.booked(&stage.dina, at(10, 0)).await;
    for sql in ["UPDATE events SET verb = 'x'", "DELETE FROM events", "TRUNCATE events"] {
        let error = sqlx::query(sql).execute(&stage.db.pool).await.unwrap_err();
        assert_eq!(
            error.as_database_error().and_then(|error| error.code()).as_deref(),
            Some("42501"),
            "{sql}: {error}"
        );
    }
}

/// Works with the application's role, as the server's pool does; the schema's owner may do more.
#[tokio::test]
async fn the_applications_role_works_with_bookings_but_not_with_what_happened() {
    use domain::database::{PoolSettings, ROLE, connect};
    let stage = Stage::set().await;
    let options = (*stage.db.pool.connect_options()).clone().options([("role", ROLE)]);
    let app = connect(options, PoolSettings { min: 0, max: 2, ..PoolSettings::default() });
    let visit = stage.visit("role", vec![stage.service(&stage.dina, at(10, 0))]);
    let asker = Asker { db: app.clone(), ..stage.asker(&stage.director) };
    let done = book(&asker, &visit).await.unwrap();
    for verb in [Verb::Confirm, Verb::CheckIn, Verb::Complete] {
        take_step(&asker, done.bookings[0], verb, None).await.unwrap();
    }
    for sql in ["UPDATE events SET verb = 'x'", "DELETE FROM events", "ALTER TABLE events DISABLE TRIGGER keep_events"]
    {
        let error = sqlx::query(sql).execute(&app).await.unwrap_err().to_string();
        assert!(error.contains("permission denied") || error.contains("must be owner"), "{sql}: {error}");
    }
}
