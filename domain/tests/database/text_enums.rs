use domain::{
    Language,
    bookings::{Source, Status},
    notifications::{Audience, Kind, SubjectKind},
    staff::{Permission, Role},
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

#[tokio::test]
async fn columns_take_the_words_of_their_enums_and_no_others() {
    let db = TestDb::new().await;
    let columns = [
        ("bookings_status_check", Status::ALL.map(Status::code).to_vec()),
        ("bookings_source_check", Source::ALL.map(Source::code).to_vec()),
        ("clients_language_check", Language::ALL.map(Language::code).to_vec()),
        ("users_role_check", Role::ALL.map(Role::code).to_vec()),
        ("notifications_kind_check", Kind::ALL.map(Kind::code).to_vec()),
        ("notifications_subject_check", SubjectKind::ALL.map(SubjectKind::code).to_vec()),
        ("notification_choices_whose_check", Audience::ALL.map(Audience::code).to_vec()),
    ];
    for (constraint, mut words) in columns {
        let definition: String =
            sqlx::query_scalar("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1")
                .bind(constraint)
                .fetch_one(&db.pool)
                .await
                .unwrap();
        let mut quoted: Vec<&str> = definition.split('\'').skip(1).step_by(2).collect();
        quoted.sort_unstable();
        words.sort_unstable();
        assert_eq!(quoted, words, "{constraint}: {definition}");
    }
}
