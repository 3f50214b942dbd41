use crate::app::{Client, PASSWORD, TestApp, config};
use axum::http::StatusCode;
use domain::staff::Role;
use server::{
    database::Database,
    router::{State, router},
};

#[tokio::test]
async fn a_stranger_signs_in_and_returns_to_where_they_were_going() {
    let app = TestApp::new().await;
    app.as_role(Role::Manager).await;
    let stranger = app.as_stranger();
    for page in ["/crm", "/crm/bookings", "/crm/bookings/7", "/crm/no-such-page"] {
        let answer = stranger.get(page).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, format!("/login?next={page}").as_str())
        );
    }
    let sent = stranger.get("/crm/bookings?q=a%20b&status=pending").await;
    assert_eq!(sent.header("location"), "/login?next=/crm/bookings%3Fq%3Da%2520b%26status%3Dpending");
    let page = stranger.get(sent.header("location")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(r#"value="/crm/bookings?q=a%20b&amp;status=pending""#), "{}", page.text);
    assert!(!page.text.contains("/pkg/beauty-crm.js"), "the page works without script");
    assert!(page.cookies()[0].starts_with("device="), "{:?}", page.cookies());

    let form = format!("login=manager-one@salon.example&password={PASSWORD}&next=/crm/bookings%3Fstatus=pending");
    let answer = stranger.post("/login", &form).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/crm/bookings?status=pending"));
    let session = answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap().to_owned();
    assert!(
        session.contains("HttpOnly") && session.contains("SameSite=Lax") && session.contains("Path=/"),
        "{session}"
    );
}

#[tokio::test]
async fn a_wrong_password_keeps_what_was_typed_and_says_no_more_than_needed() {
    let app = TestApp::new().await;
    app.as_role(Role::Manager).await;
    let texts = async |login: &str| {
        let form = format!("login={login}&password=wrong&next=/crm/bookings");
        let answer = app.as_stranger().post("/login", &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.text.contains(&format!(r#"value="{login}""#)), "{}", answer.text);
        assert!(answer.text.contains(r#"value="/crm/bookings""#), "{}", answer.text);
        answer.text.replace(login, "LOGIN")
    };
    // The same page, but for what was typed, whether there is such a person or not.
    let nonce = |text: String| text.split("nonce").next().unwrap().to_owned();
    assert_eq!(nonce(texts("manager-one@salon.example").await), nonce(texts("nobody@salon.example").await));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    assert_eq!(director.get("/crm").await.status, StatusCode::OK);
    let answer = director.post("/logout", "").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(director.get("/crm").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn demo_accounts_are_refused_in_production() {
    let app = TestApp::new().await;
    let person = app.db.person("Demo", Role::Director).await;
    app.as_person(&person).await;
    sqlx::query("UPDATE users SET login = 'director@salon.test'").execute(&app.db.pool).await.unwrap();
    let mut production = config();
    production.environment = server::config::Environment::Production;
    let production = router(State::new(&production, Database::of_test(app.db.pool.clone())));
    let form = format!("login=Director@salon.test&password={PASSWORD}");
    assert_eq!(Client::stranger_to(&production).post("/login", &form).await.status, StatusCode::UNAUTHORIZED);
    sqlx::query("UPDATE users SET login = 'director@salon.example'").execute(&app.db.pool).await.unwrap();
    let form = format!("login=director@salon.example&password={PASSWORD}");
    let answer = Client::stranger_to(&production).post("/login", &form).await;
    assert!(
        answer.cookies().iter().any(|c| c.starts_with("__Host-session=") && c.contains("Secure")),
        "{:?}",
        answer.cookies()
    );
}
