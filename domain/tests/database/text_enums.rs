use domain::{
    bookings::Status,
    staff::Permission,
    text_enum::{Known, UnknownWord},
};
use testkit::TestDb;

#[tokio::test]
async fn stored_words_are_read_as_they_were_written() {
    let db = TestDb::new().await;
    for status in Status::ALL {
        let (read, word): (Status, String) =
            sqlx::query_as("SELECT $1, $1").bind(status).fetch_one(&db.pool).await.unwrap();
        assert_eq!((read, word.as_str()), (status, status.code()));
    }
    let all: Vec<Status> = sqlx::query_scalar("SELECT $1").bind(Status::ALL).fetch_one(&db.pool).await.unwrap();
    assert_eq!(all, Status::ALL);
}

#[tokio::test]
async fn unknown_stored_word_is_an_error_that_names_it() {
    let db = TestDb::new().await;
    let read: Result<Status, sqlx::Error> = sqlx::query_scalar("SELECT 'gone'").fetch_one(&db.pool).await;
    let Err(sqlx::Error::ColumnDecode { source, .. }) = read else { panic!("{read:?}") };
    assert_eq!(source.downcast_ref(), Some(&UnknownWord::new("Status", "gone")));
    assert_eq!(source.to_string(), "unknown Status: \"gone\"");
}

#[tokio::test]
async fn words_of_a_later_version_are_skipped_where_the_row_is_of_use_without_them() {
    let db = TestDb::new().await;
    let read: Vec<Known<Permission>> =
        sqlx::query_scalar("SELECT ARRAY['roles:edit', 'moon:visit']").fetch_one(&db.pool).await.unwrap();
    assert_eq!(read, [Known(Some(Permission::EditRoles)), Known(None)]);
}
