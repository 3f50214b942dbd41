use crate::app::{TestApp, config};
use axum::http::StatusCode;
use domain::{bookings::Status, staff::Role};
use jiff::civil::date;
use server::{database::Database, router::router, state::State};
use testkit::NewBooking;

#[tokio::test]
async fn rows_figures_and_sheet_are_in_the_servers_html() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    let noon = date(2026, 11, 20).at(12, 0, 0, 0);
    let id = NewBooking::with(&dina, noon).client("Noura").status(Status::Completed).price(42_000).book(&app.db).await;
    let director = app.as_director().await;

    let page = director.get("/crm/bookings").await;
    assert_eq!(page.status, StatusCode::OK);
    // Leptos marks where texts end.
    let html = page.text.replace("<!>", "");
    for part in ["Noura", "12:00", "Manicure", "420.00", "is-completed", "<b>420</b>", "<b>1</b>"] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    let sheet = director.get(&format!("/crm/bookings/{id}?status=completed")).await;
    assert!(sheet.text.contains(r#"class="side""#) && sheet.text.contains("AED\u{a0}420.00"), "{}", sheet.text);
    assert!(sheet.text.contains(r#"href="/crm/bookings?status=completed""#));
}

#[tokio::test]
async fn a_page_names_the_masters_whose_bookings_are_for_its_reader() {
    let app = TestApp::new().await;
    let [dina, lola] = [app.db.master("Dina").await, app.db.master("Lola").await];
    let director = app.as_director().await.get("/crm/bookings").await;
    assert!([&dina, &lola].iter().all(|master| director.text.contains(&master.name)), "{}", director.text);
    for role in [Role::Master, Role::Marketer] {
        let page = app.as_role(role).await.get("/crm").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(![&dina, &lola].iter().any(|master| page.text.contains(&master.name)), "{role:?}: {}", page.text);
    }
}

#[tokio::test]
async fn wrong_addresses_have_their_status_and_words() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    for path in ["/crm/bookings/99", "/crm/bookings/x", "/crm/bookings/99999999999999999999", "/crm/bookings/-1"] {
        let page = director.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text.contains("Booking not found"), "{path}: {}", page.text);
    }
    for path in ["/crm/nothing", "/nothing", "/pkg/nothing.js"] {
        let page = director.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text.contains("Page not found"), "{path}: {}", page.text);
    }
    let marketer = app.as_role(Role::Marketer).await;
    let page = marketer.get("/crm/bookings").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("You don’t have access to this page"), "{}", page.text);
    assert!(!marketer.get("/crm").await.text.contains("/crm/bookings"));
}

#[tokio::test]
async fn a_failure_stands_in_the_frame_with_the_number_that_the_log_has() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    sqlx::query("ALTER TABLE bookings RENAME TO gone").execute(&app.db.pool).await.unwrap();
    for path in ["/crm/bookings", "/crm"] {
        let page = director.get(path).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let number = page.header("x-request-id");
        let words = format!("give the administrator this number: {number}");
        assert!(!number.is_empty() && page.text.contains(&words), "{path}: {}", page.text);
        assert!(page.text.contains(r#"class="rail""#), "{path}: without its frame");
        assert!(!page.text.contains("relation"), "{path}: what the database says is for the log");
    }
}

#[tokio::test]
async fn strange_addresses_are_answered_plainly() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    NewBooking::with(&dina, date(2026, 11, 20).at(12, 0, 0, 0)).client("Noura").book(&app.db).await;
    let director = app.as_director().await;
    for query in
        ["after=broken", "after=1.", "x=y", "status=gone", "from=2026-99-99", "sort=up", "master=me", "master=", "q="]
    {
        let page = director.get(&format!("/crm/bookings?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text.contains("Noura"), "{query}: {}", page.text);
    }
    let long = "%D1%8A".repeat(9_000);
    for q in ["%27", "%25", "_", "%F0%9F%99%82", "%E2%80%8F", "%00", "a%00b", "%FF", "%22%3E%3Cscript%3E", "%5C", &long]
    {
        let page = director.get(&format!("/crm/bookings?q={q}")).await;
        assert_eq!(page.status, StatusCode::OK, "{q}");
    }
}

#[tokio::test]
async fn pages_speak_the_language_that_was_chosen() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let get = async |language: &str| {
        let request = director.request("GET", "/crm/bookings").header("accept-language", language);
        director.send(request.body(axum::body::Body::empty()).unwrap()).await.text
    };
    assert!(get("ar").await.contains(r#"lang="ar" dir="rtl""#));
    let russian = get("ru-RU,ru;q=0.9").await;
    assert!(russian.contains(r#"lang="ru" dir="ltr""#) && russian.contains("Записи"), "{russian}");
    assert!(get("fr").await.contains(r#"lang="en""#));

    let chosen = director.post("/preferences", "language=ar&theme=dark").await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert!(chosen.cookies()[0].starts_with("language=ar;") && chosen.cookies()[1].starts_with("theme=dark;"));
    assert!(director.post("/preferences", "side=narrow").await.cookies()[0].starts_with("side=narrow;"));
    assert_eq!(director.post("/preferences", "language=xx&side=x&theme=%0d%0a").await.cookies(), Vec::<&str>::new());
}

#[tokio::test]
async fn the_design_system_is_shown_outside_production_only() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let shown = director.get("/crm/ui").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains("role=\"combobox\"") && !shown.text.contains(" style="), "{}", shown.text);
    assert!(!director.get("/crm").await.text.contains("/crm/ui"));
    let mut state = State::new(&config(), Database::of_test(app.db.pool.clone()));
    state.production = true;
    let hidden = director.at(&router(state)).get("/crm/ui").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert!(hidden.text.contains("Page not found"), "{}", hidden.text);
}

/// Each of them names its days, so none of them means "everything".
#[tokio::test]
async fn periods_at_the_ends_of_the_calendar_are_pages() {
    let app = TestApp::new().await;
    let dina = app.db.master("Dina").await;
    NewBooking::with(&dina, date(2026, 11, 20).at(12, 0, 0, 0)).client("Noura").book(&app.db).await;
    let director = app.as_director().await;
    let (past, future) = (["-004713-01-01", "-009999-01-01", "0000-01-01"], ["9999-12-30", "9999-12-31"]);
    let shown = |query: String| {
        let director = &director;
        async move {
            let page = director.get(&format!("/crm/bookings?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            let csv = director.get(&format!("/crm/bookings/export.csv?{query}")).await;
            assert_eq!(csv.status, StatusCode::OK, "{query}");
            let (page, csv) = (page.text.contains("Noura"), csv.text.contains("Noura"));
            assert_eq!(page, csv, "{query}");
            page
        }
    };
    for day in past {
        assert!(shown(format!("from={day}")).await && !shown(format!("to={day}")).await, "{day}");
        assert!(!shown(format!("from={day}&to={day}")).await, "{day}");
    }
    for day in future {
        assert!(!shown(format!("from={day}")).await && shown(format!("to={day}")).await, "{day}");
        assert!(!shown(format!("from={day}&to={day}")).await, "{day}");
    }
    assert!(shown("from=-009999-01-01&to=9999-12-31".to_owned()).await);
}

#[tokio::test]
async fn names_that_no_file_can_have_are_not_found() {
    let app = TestApp::new().await;
    let long = "a".repeat(60_000);
    let deep = "a/".repeat(3_000);
    for path in
        [&long, &deep, "%00", "a%00b.js", "pkg/%00", "%2e%2e/%2e%2e/etc/passwd", "robots.txt/x", &"%ff".repeat(300)]
    {
        let answer = app.as_stranger().get(&format!("/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", &path[..path.len().min(40)]);
    }
}
