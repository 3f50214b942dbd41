use crate::app::{Client, PASSWORD, TestApp, config};
use axum::http::StatusCode;
use domain::staff::Role;
use server::{database::Database, router::router, state::State};
use std::time::{Duration, Instant};

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
    for login in [
        "Director@salon.test",
        "director%40salon.test%00",
        "dir%00ector%40salon.test",
        "director%40salon.test%E2%80%8B",
        "%E2%80%AAdirector%40salon.test%E2%80%AC",
        "%EF%BB%BFdirector%40salon.test%0D%0A",
    ] {
        let answer =
            Client::stranger_to(&production).post("/login", &format!("login={login}&password={PASSWORD}")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{login}");
        let there = app.as_stranger().post("/login", &format!("login={login}&password={PASSWORD}")).await;
        assert_eq!(there.status, StatusCode::SEE_OTHER, "in development it is that account: {login}");
    }
    sqlx::query("UPDATE users SET login = 'director@salon.example'").execute(&app.db.pool).await.unwrap();
    let form = format!("login=director@salon.example&password={PASSWORD}");
    let answer = Client::stranger_to(&production).post("/login", &form).await;
    assert!(
        answer.cookies().iter().any(|c| c.starts_with("__Host-session=") && c.contains("Secure")),
        "{:?}",
        answer.cookies()
    );
}

/// The look-up of a request is held up while the session ends.
#[tokio::test]
async fn a_sign_out_that_races_with_a_request_leaves_no_token_good() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    // A token that is a day old is replaced by the request, which waits for the lock.
    sqlx::query("UPDATE session_tokens SET created_at = created_at - interval '25 hours'")
        .execute(&app.db.pool)
        .await
        .unwrap();
    let mut lock = app.db.pool.begin().await.unwrap();
    sqlx::query("LOCK TABLE sessions IN EXCLUSIVE MODE").execute(&mut *lock).await.unwrap();
    let reads = async {
        let answer = director.get("/crm").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "it ended before it was used");
        answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).map(str::to_owned)
    };
    let signs_out = async {
        let waits = "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'sessions'::regclass AND NOT granted)";
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&app.db.pool).await.unwrap() {
            tokio::task::yield_now().await;
        }
        sqlx::query("UPDATE sessions SET ended_at = now()").execute(&mut *lock).await.unwrap();
        lock.commit().await.unwrap();
    };
    let (fresh, ()) = tokio::join!(reads, signs_out);
    // The same with the server's own sign-out, which also knows what it has cached.
    assert_eq!(director.post("/logout", "").await.status, StatusCode::SEE_OTHER);
    let tokens = fresh.iter().map(|cookie| cookie.split(';').next().unwrap()).chain([director.cookie()]);
    let elsewhere = router(State::new(&config(), Database::of_test(app.db.pool.clone())));
    for token in tokens {
        assert_eq!(Client::with_cookie(&elsewhere, token).get("/crm").await.status, StatusCode::SEE_OTHER, "{token}");
    }
}

#[tokio::test]
async fn signing_out_empties_the_cache_of_all_tokens_of_the_session() {
    let app = TestApp::new().await;
    app.as_role(Role::Manager).await;
    let form = format!("login=manager-one@salon.example&password={PASSWORD}");
    let device = format!("device={}", "ab".repeat(32));
    let phone = Client::with_cookie(&app.router, &device);
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let answer = phone.post("/login", &form).await;
        let cookie = answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap().to_owned();
        tokens.push(cookie.split(';').next().unwrap().to_owned());
    }
    let clients: Vec<_> = tokens.iter().map(|token| Client::with_cookie(&app.router, token)).collect();
    for client in &clients {
        assert_eq!(client.get("/crm").await.status, StatusCode::OK);
    }
    assert_eq!(clients[0].post("/logout", "").await.status, StatusCode::SEE_OTHER);
    for client in &clients {
        assert_eq!(client.get("/crm").await.status, StatusCode::SEE_OTHER, "signed out at once, not in two seconds");
    }
}

#[tokio::test]
async fn a_cookie_that_is_replaced_brings_the_next_one() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    assert_eq!(director.get("/crm").await.cookies(), Vec::<&str>::new());
    sqlx::query("UPDATE session_tokens SET created_at = created_at - interval '25 hours'")
        .execute(&app.db.pool)
        .await
        .unwrap();
    // The server asks the database again in two seconds' time; another one knows nothing yet.
    let elsewhere = router(State::new(&config(), Database::of_test(app.db.pool.clone())));
    let director = director.at(&elsewhere);
    let answer = director.get("/crm").await;
    let cookie = answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let replaced = Client::with_cookie(&elsewhere, cookie.split(';').next().unwrap());
    assert_eq!(replaced.get("/crm").await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_switched_off_is_out_within_five_seconds() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let manager = app.db.person("Max", Role::Manager).await;
    let max = app.as_person(&manager).await;
    assert_eq!(max.get("/crm").await.status, StatusCode::OK);
    assert_eq!(director.call("/api/staff/switch_off", &format!("person={}", manager.id)).await.status, StatusCode::OK);
    let out = async {
        while max.get("/crm").await.status == StatusCode::OK {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), out).await.expect("still in");
    assert_eq!(max.call("/api/auth/list_devices", "{}").await.status, StatusCode::UNAUTHORIZED);
}

/// The response time must not reveal which logins exist. Comparing a password takes most of the time of a sign-in:
/// without it, the answer would be many times faster. The fastest of several answers is compared, since the machine may
/// be busy.
#[tokio::test]
async fn an_unknown_login_is_answered_as_slowly_as_a_wrong_password() {
    let app = TestApp::new().await;
    app.as_role(Role::Manager).await;
    let time = async |login: &str| {
        sqlx::query("DELETE FROM sign_in_failures").execute(&app.db.pool).await.unwrap();
        let start = Instant::now();
        let answer = app.as_stranger().post("/login", &format!("login={login}&password=a+wrong+one")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        start.elapsed()
    };
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        known = known.min(time("manager-one@salon.example").await);
        unknown = unknown.min(time("nobody@salon.example").await);
    }
    assert!(known < unknown * 2 && unknown < known * 2, "known {known:?}, unknown {unknown:?}");
}

#[tokio::test]
async fn an_address_that_guesses_is_told_to_come_back_later() {
    let app = TestApp::new().await;
    app.as_role(Role::Manager).await;
    let guess = async |number: u32| {
        app.as_stranger().post("/login", &format!("login=nobody-{number}@salon.example&password=guess")).await
    };
    guess(0).await;
    sqlx::query("UPDATE sign_in_failures SET failures = 31 WHERE failures > 0").execute(&app.db.pool).await.unwrap();
    for login in ["nobody-1@salon.example", "manager-one@salon.example"] {
        let answer = app.as_stranger().post("/login", &format!("login={login}&password=guess")).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "the same for whom there is, and whom not");
        assert!((1..=5).contains(&answer.header("retry-after").parse::<u32>().unwrap()));
        assert!(answer.text.contains(login) && answer.text.contains("Try again in"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_by_a_link() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let manager = app.db.person("Max", Role::Manager).await;
    let answer = director.call("/api/staff/make_password_link", &format!(r#"{{"id":{}}}"#, manager.id)).await;
    let link = answer.text.trim_matches('"').to_owned();
    let stranger = app.as_stranger();
    let page = stranger.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("max@salon.example") && !page.text.contains("beauty-crm.js"), "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "same-origin");

    let refused = stranger.post(&link, "password=password1").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("too easy to guess"), "{}", refused.text);
    let chosen = stranger.post(&link, "password=several+good+words").await;
    assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/login?chosen=1"));
    assert!(stranger.get("/login?chosen=1").await.text.contains("Password saved"));
    let signed_in = stranger.post("/login", "login=max@salon.example&password=several+good+words").await;
    assert_eq!(signed_in.status, StatusCode::SEE_OTHER);

    let unknown = format!("/login/link/{}", "0".repeat(64));
    for gone in [link.as_str(), &unknown, "/login/link/nonsense", "/login/link/%00"] {
        assert_eq!(stranger.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
        assert_eq!(stranger.post(gone, "password=several+good+words").await.status, StatusCode::NOT_FOUND, "{gone}");
    }
}

#[tokio::test]
async fn a_session_that_somebody_planted_is_not_the_one_that_opens() {
    let app = TestApp::new().await;
    // A thief has a session of their own, and puts its cookie into the browser of somebody who signs in there.
    let thief = app.as_role(Role::Sales).await;
    app.as_role(Role::Manager).await;
    let planted = thief.cookie().to_owned();
    let browser = Client::with_cookie(&app.router, &planted);
    let form = format!("login=manager-one@salon.example&password={PASSWORD}");
    let answer = browser.post("/login", &form).await;
    let theirs = answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap().to_owned();
    assert!(!theirs.starts_with(&planted), "the planted one is not taken over");
    assert!(thief.get("/crm").await.text.contains("sales-one"), "it opens what it opened, and no more");
}

#[tokio::test]
async fn whoever_is_signed_in_is_not_asked_again() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let answer = director.get("/login?next=/crm/bookings").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/crm/bookings"));
    assert_eq!(director.get("/login?next=https://evil.test").await.header("location"), "/crm");
}
