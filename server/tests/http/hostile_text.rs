use crate::app::TestApp;
use domain::bookings::Status;
use jiff::Timestamp;
use testkit::{NewBooking, salon};

const PROBE: &str = r#"</title></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>"'&"#;

/// Fills every stored text that a page shows with script that would run if it were not escaped.
#[tokio::test]
async fn no_stored_text_becomes_a_tag() {
    let app = TestApp::new().await;
    let director = app.db.person("Diana", domain::staff::Role::Director).await;
    let dina = app.db.master("Dina").await;
    let today = salon().local(Timestamp::now()).unwrap().date();
    let id = NewBooking::with(&dina, today.at(12, 0, 0, 0))
        .client(PROBE)
        .status(Status::Pending)
        .phone(&PROBE[..50])
        .instagram(PROBE)
        .service(PROBE)
        .book(&app.db)
        .await;
    let client = app.as_person(&director).await;
    for statement in [
        "UPDATE bookings SET notes = $1",
        "UPDATE clients SET allergies = $1",
        "UPDATE users SET name = $1",
        "UPDATE users SET login = lower($1) WHERE is_master",
        "UPDATE devices SET user_agent = 'Firefox/' || $1",
        "UPDATE settings SET salon_name = $1",
        "INSERT INTO events (entity, entity_id, verb, after) SELECT 'booking', id, 'cancel', jsonb_build_object('reason', $1::text) FROM bookings",
        "INSERT INTO events (entity, entity_id, verb) SELECT 'booking', id, $1 FROM bookings",
    ] {
        sqlx::query(statement).bind(PROBE).execute(&app.db.pool).await.unwrap();
    }
    let typed = "%3C%2Ftitle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    for path in [
        "/crm".to_owned(),
        "/crm/staff".to_owned(),
        "/crm/profile".to_owned(),
        format!("/crm/{typed}"),
        "/crm/bookings".to_owned(),
        format!("/crm/bookings/{id}"),
        format!("/crm/bookings?q={typed}"),
        format!("/crm/bookings?q=onerror&master={}", dina.id),
        format!("/login?next=/crm/{typed}"),
    ] {
        let page = client.get(&path).await;
        assert!(
            path.contains(typed) || path.contains("settings") || page.text.contains("onerror"),
            "{path} shows none of it"
        );
        assert!(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"), "{path}: {}", page.text);
    }
    let page = app.as_stranger().post("/login", &format!("login={typed}&password=x&next={typed}")).await;
    assert!(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"), "{}", page.text);
}
