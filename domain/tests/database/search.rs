use domain::{
    bookings::{BookingQuery, Sort, Status, figures, list},
    staff::{Actor, Role},
};
use jiff::{ToSpan, civil::date};
use testkit::{NewBooking, TestDb};

pub fn asks(q: &str) -> BookingQuery {
    BookingQuery { q: q.into(), ..BookingQuery::default() }
}

async fn found(db: &TestDb, actor: &Actor, query: &BookingQuery) -> Vec<String> {
    let page = list(&db.asker(actor), query).await.unwrap();
    let mut names: Vec<String> = page.rows.into_iter().map(|row| row.client).collect();
    names.sort();
    names
}

/// Three clients whose names are in three alphabets.
async fn stage(db: &TestDb) -> Actor {
    let dina = db.master("Dina").await;
    let day = date(2026, 11, 20);
    NewBooking::with(&dina, day.at(9, 0, 0, 0))
        .client("Алёна Воскресенская-Долгорукова")
        .phone("8 (916) 123-45-67")
        .phone_e164("+79161234567")
        .service("Наращивание ресниц")
        .book(db)
        .await;
    NewBooking::with(&dina, day.at(11, 0, 0, 0))
        .client("Amelia Hart")
        .phone("+971 50 765 4321")
        .instagram("@Amelia.Hart")
        .service("Lash lift 50% off_now")
        .book(db)
        .await;
    NewBooking::with(&dina, day.at(13, 0, 0, 0))
        .client("نورة الشامسي")
        .phone("050-111-2222")
        .phone_e164("+971501112222")
        .service("صبغة شعر")
        .book(db)
        .await;
    dina
}

#[tokio::test]
async fn any_part_of_name_service_phone_and_handle_is_found() {
    let db = TestDb::new().await;
    stage(&db).await;
    let director = db.director().await;
    let (alena, amelia, noura) = ("Алёна Воскресенская-Долгорукова", "Amelia Hart", "نورة الشامسي");
    for (typed, expected) in [
        ("алена", vec![alena]),
        ("ДОЛГОР", vec![alena]),
        ("ресн", vec![alena]),
        ("алён ресниц", vec![alena]),
        ("алён lash", vec![]),
        ("+7 916 123-45-67", vec![alena]),
        ("+971 50 111 2222", vec![noura]),
        ("00971501112222", vec![noura]),
        ("алёна +7 916", vec![alena]),
        ("lash +7 916", vec![]),
        ("8 916 123 45 67", vec![alena]),
        ("9161234567", vec![alena]),
        ("123-45", vec![alena]),
        ("00971 50 765", vec![amelia]),
        ("050 765 43 21", vec![amelia]),
        ("amelia.hart", vec![amelia]),
        ("@amelia", vec![amelia]),
        ("lia", vec![amelia]),
        ("50%", vec![amelia]),
        ("off_", vec![amelia]),
        ("o_f", vec![]),
        ("\u{202a}+971 50 111 2222\u{202c}", vec![noura]),
        ("tel:+971501112222", vec![noura]),
        ("+971 (0)50 111 2222", vec![noura]),
        ("050_111_2222", vec![noura]),
        ("https://wa.me/971501112222", vec![noura]),
        ("+971–50–111–2222;", vec![noura]),
        ("'+971501112222", vec![noura]),
        ("\u{feff}\u{2068}Amelia Hart\u{2069}", vec![amelia]),
        ("«Amelia, Hart»;", vec![amelia]),
        ("https://www.instagram.com/amelia.hart/", vec![amelia]),
        ("Ａｍｅｌｉａ", vec![amelia]),
        ("воскресенская‑долгорукова", vec![alena]),
        ("نوره", vec![noura]),
        ("الشامسى", vec![noura]),
        ("٠٥٠١١١", vec![noura]),
        ("صب", vec![noura]),
        ("ш", vec![]),
        ("ъ", vec![]),
        ("л", vec![alena]),
        ("qz", vec![]),
    ] {
        assert_eq!(found(&db, &director, &asks(typed)).await, expected, "{typed:?}");
        let count = figures(&db.asker(&director), &asks(typed)).await.unwrap().now;
        assert_eq!((count.total, count.more), (expected.len() as i64, false), "{typed:?}");
    }
}

#[tokio::test]
async fn hostile_searches_give_a_plain_answer() {
    let db = TestDb::new().await;
    stage(&db).await;
    let director = db.director().await;
    let long = "ъ".repeat(10_000);
    for typed in [
        "'",
        "\"",
        "%",
        "_",
        "%%%",
        "___",
        "\\",
        "\\\\\\",
        "🙂",
        "🙂🙂🙂",
        "\u{200F}",
        "\u{0}",
        "a\u{0}b",
        "'; DROP TABLE bookings;--",
        "(",
        "+",
        "()",
        "&",
        "|",
        "!",
        "a & !b",
        "\u{1F}",
        "\n",
        &long,
        "{}",
        "$1",
        "NULL",
        "½",
        "ﷺ",
        "ß",
        "İ",
    ] {
        for sort in Sort::ALL {
            let query = BookingQuery { sort, status: Some(Status::Confirmed), ..asks(typed) };
            list(&db.asker(&director), &query).await.unwrap_or_else(|error| panic!("{typed:?}: {error}"));
        }
        figures(&db.asker(&director), &asks(typed)).await.unwrap_or_else(|error| panic!("{typed:?}: {error}"));
    }
    assert_eq!(found(&db, &director, &asks("%")).await, Vec::<String>::new());
    assert_eq!(found(&db, &director, &asks("50%")).await, ["Amelia Hart"]);
    assert_eq!(found(&db, &director, &asks("'")).await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_sees_no_contacts_finds_nobody_by_them() {
    let db = TestDb::new().await;
    let dina = stage(&db).await;
    let sales = db.person("Sam", Role::Sales).await;
    for actor in [&dina, &sales] {
        assert_eq!(found(&db, actor, &asks("765 4321")).await, Vec::<String>::new());
        assert_eq!(found(&db, actor, &asks("@amelia")).await, Vec::<String>::new());
        assert_eq!(found(&db, actor, &asks("amelia")).await, ["Amelia Hart"]);
        assert_eq!(figures(&db.asker(actor), &asks("7654321")).await.unwrap().now.total, 0);
    }
}

#[tokio::test]
async fn an_old_name_still_finds_the_bookings_made_under_it() {
    let db = TestDb::new().await;
    let (director, sales) = (db.director().await, db.person("Sam", Role::Sales).await);
    let dina = db.master("Dina").await;
    let ten = date(2026, 11, 20).at(10, 0, 0, 0);
    NewBooking::with(&dina, ten).client("Anna Petrova").book(&db).await;
    sqlx::query("UPDATE clients SET name = 'Anna Ivanova'").execute(&db.pool).await.unwrap();
    sqlx::query("UPDATE services SET name = '{\"en\": \"Nails\"}'").execute(&db.pool).await.unwrap();
    assert_eq!(found(&db, &director, &asks("petrova")).await, ["Anna Petrova"]);
    assert_eq!(found(&db, &sales, &asks("petrova")).await, ["Anna Petrova"]);
    let renamed = list(&db.asker(&director), &asks("ivanova")).await.unwrap();
    assert!(renamed.similar, "the client's new name is not the booking's");
    assert_eq!(renamed.rows.len(), 1);
    assert_eq!(found(&db, &director, &asks("manic")).await, ["Anna Petrova"]);
    // A name and a phone that only the bookings have, not the clients' cards.
    sqlx::query("UPDATE bookings SET name = 'A. Sidorova', phone = '+7 701 000 11 22'")
        .execute(&db.pool)
        .await
        .unwrap();
    assert_eq!(found(&db, &director, &asks("sidor")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &director, &asks("7010001122")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &sales, &asks("sidor")).await, ["A. Sidorova"]);
    assert_eq!(found(&db, &sales, &asks("7010001122")).await, Vec::<String>::new());
    NewBooking::with(&dina, ten + 2.hours()).client("Anna Ivanova").book(&db).await;
    assert_eq!(found(&db, &director, &asks("ivanova")).await, ["Anna Ivanova"]);
}

#[tokio::test]
async fn a_loaded_salons_clients_were_called_all_that_bookings_call_them() {
    let db = TestDb::new().await;
    demo::fill(&db.pool, demo::Size::S, date(2026, 11, 20), 7, "-", |_| {}).await.unwrap();
    let missed: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM bookings b JOIN clients c ON c.id = b.client_id
         WHERE strpos(c.names, fold_text(b.name)) = 0 OR strpos(c.search, fold_text(b.name)) = 0
            OR strpos(c.search, ltrim(b.phone_e164, '+')) = 0 OR strpos(c.names, ltrim(b.phone_e164, '+')) > 0",
    )
    .fetch_one(&db.pool)
    .await
    .unwrap();
    assert_eq!(missed, 0);
}

#[tokio::test]
async fn spellings_that_a_reader_cannot_tell_apart_are_the_same() {
    let db = TestDb::new().await;
    let dina = db.master("Dina").await;
    let director = db.director().await;
    let names = ["И\u{306}орданова", "Renée Müller", "Pat O’Brien", "عبد الله", "İpek", "علی کریمی", "Łucja", "آية"];
    for (hour, name) in (8..).zip(names) {
        NewBooking::with(&dina, date(2026, 11, 20).at(hour, 0, 0, 0)).client(name).book(&db).await;
    }
    for (typed, name) in [
        ("йорданова", "И\u{306}орданова"),
        ("и\u{306}орд", "И\u{306}орданова"),
        ("renee", "Renée Müller"),
        ("Rene\u{301}e", "Renée Müller"),
        ("muller", "Renée Müller"),
        ("O'Brien", "Pat O’Brien"),
        ("O`Brien", "Pat O’Brien"),
        ("obrien", "Pat O’Brien"),
        ("عبدالله", "عبد الله"),
        ("عبد الله", "عبد الله"),
        ("ipek", "İpek"),
        ("İpek", "İpek"),
        ("علي كريمي", "علی کریمی"),
        ("lucja", "Łucja"),
        ("ايه", "آية"),
        ("ا\u{653}ية", "آية"),
    ] {
        assert_eq!(found(&db, &director, &asks(typed)).await, [name], "{typed:?}");
    }
}

#[tokio::test]
async fn a_service_is_found_by_its_name_in_any_language() {
    let db = TestDb::new().await;
    let dina = db.master("Dina").await;
    let (director, sales) = (db.director().await, db.person("Sam", Role::Sales).await);
    let day = date(2026, 11, 20);
    NewBooking::with(&dina, day.at(9, 0, 0, 0)).client("Anna").service("Маникюр").book(&db).await;
    NewBooking::with(&dina, day.at(11, 0, 0, 0)).client("Olga").service("Manicure").book(&db).await;
    sqlx::query(r#"UPDATE services SET name = '{"ru": "Маникюр", "en": "Manicure", "ar": "مانيكير"}'"#)
        .execute(&db.pool)
        .await
        .unwrap();
    for typed in ["маникюр", "manicure", "مانيكير", "МАНИК"] {
        for actor in [&director, &sales] {
            assert_eq!(found(&db, actor, &asks(typed)).await, ["Anna", "Olga"], "{typed}");
            assert_eq!(figures(&db.asker(actor), &asks(typed)).await.unwrap().now.total, 2, "{typed}");
        }
    }
    assert_eq!(found(&db, &director, &asks("anna مانيكير")).await, ["Anna"]);
    assert_eq!(found(&db, &director, &asks("anna pedicure")).await, Vec::<String>::new());
}
