use domain::bookings::Status;
use jiff::civil::date;
use testkit::{NewBooking, TestDb};

#[tokio::test]
async fn live_bookings_of_one_master_never_overlap() {
    let db = TestDb::new().await;
    let (dina, lola) = (db.master("Dina").await, db.master("Lola").await);
    let at = |hour, minute| date(2026, 11, 20).at(hour, minute, 0, 0);
    NewBooking::with(&dina, at(10, 0)).status(Status::Pending).book(&db).await;

    let refused = NewBooking::with(&dina, at(10, 59)).try_book(&db).await.unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("bookings_no_overlap"));
    // Busy ranges are half-open: the next booking may start when this one ends.
    NewBooking::with(&dina, at(11, 0)).book(&db).await;
    NewBooking::with(&lola, at(10, 30)).book(&db).await;
    for status in [Status::Cancelled, Status::NoShow] {
        NewBooking::with(&dina, at(10, 30)).status(status).book(&db).await;
    }
    NewBooking::with(&dina, at(10, 30)).deleted().book(&db).await;
    let revived =
        sqlx::query("UPDATE bookings SET status = 'confirmed' WHERE status = 'no_show'").execute(&db.pool).await;
    assert!(revived.is_err());
}
