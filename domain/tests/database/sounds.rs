//! Names are found by their sound, after those that are written as typed.

use crate::search::asks;
use domain::{
    bookings::{BookingPage, BookingQuery, Sort, count_matching, figures, list},
    clients::find_clients,
    staff::{Actor, Role},
};
use jiff::{ToSpan as _, civil::date};
use testkit::{NewBooking, TestDb};

/// Each name of a line finds every other.
const SAME: &[&[&str]] = &[
    &["Айжан", "Aizhan", "Ayzhan", "Ayjan", "أيجان"],
    &["Нурлан", "Nurlan", "نورلان"],
    &["аружан", "Aruzhan", "Arujan"],
    &["Мухаммед", "Мухаммад", "Mohammed", "Muhammad", "Mohamed", "محمد"],
    &["Марьям", "Maryam", "Mariam", "مريم"],
    &["Фатима", "Fatima", "Fatimah", "فاطمة"],
    &["Ольга", "Olga", "أولغا"],
    &["Шарифа", "Sharifa", "Sharifah", "شريفة"],
    &["Анна", "Anna", "آنا"],
    &["Хадиджа", "Khadija", "Xadija", "خديجة"],
    &["Джамиля", "Jamila", "Djamila", "جميلة"],
    &["Юсуф", "Yusuf", "Youssef", "يوسف"],
    &["Юлия", "Yulia", "Julia", "Iulia"],
    &["Елена", "Elena", "Yelena", "إيلينا"],
    &["Ибрагим", "Ibrahim", "إبراهيم"],
    &["Абдулла", "Abdullah", "Abdulla", "عبدالله", "عبد الله"],
    &["Александр", "Alexander", "Aleksandr", "الكسندر"],
    &["Ксения", "Xenia", "Kseniya", "كسينيا"],
    &["Цой", "Tsoy", "Tsoi"],
    &["Чолпон", "Cholpon"],
    &["Наваль", "Nawal", "نوال"],
    &["Вафа", "Wafa", "وفاء"],
    &["Аиша", "Aisha", "Ayesha", "عائشة"],
    &["Лейла", "Layla", "Leila", "ليلى"],
    &["Сара", "Sarah", "Sara", "سارة"],
    &["Халид", "Khalid", "Khaled", "خالد"],
    &["Гульнара", "Gulnara", "غولنارا"],
    &["Renée", "Рене"],
    &["George", "Джордж", "جورج"],
    &["Лия", "Liya", "ليا"],
    &["Мансури", "Mansouri", "المنصوري"],
];

/// Neither name of a line finds the other.
const DIFFERENT: &[(&str, &str)] = &[
    ("Анна", "Hanna"),
    ("Анна", "Яна"),
    ("Анна", "Нина"),
    ("Айжан", "Eugenia"),
    ("Лейла", "Алла"),
    ("Саша", "Аиша"),
    ("Мадина", "Амина"),
    ("Ли", "Лейла"),
    ("محمد", "أحمد"),
    ("Ан", "Антон"),
    ("2D", "Диди"),
];

#[tokio::test]
async fn names_sound_alike_across_alphabets_and_others_do_not() {
    let db = TestDb::new().await;
    for (typed, name) in SAME.iter().flat_map(|line| line.iter().flat_map(|a| line.iter().map(move |b| (*a, *b)))) {
        assert!(sounds_alike(&db, typed, name).await, "{typed} finds {name}");
    }
    for (one, other) in DIFFERENT {
        for (typed, name) in [(one, other), (other, one)] {
            assert!(!sounds_alike(&db, typed, name).await, "{typed} does not find {name}");
        }
    }
    assert!(sounds_alike(&db, "Мухам", "Mohammed").await, "the start of a name is enough");
    assert!(!sounds_alike(&db, "щщщщщ", "Шу").await, "a long word is no name of one sound");
}

async fn sounds_alike(db: &TestDb, typed: &str, name: &str) -> bool {
    sqlx::query_scalar("SELECT sound_keys(fold_text($2)) LIKE ANY(sound_patterns(fold_text($1)))")
        .bind(typed)
        .bind(name)
        .fetch_one(&db.pool)
        .await
        .unwrap()
}

/// Bookings of five names, one on each of as many days from the first on.
async fn book(db: &TestDb, master: &Actor, names: &[&str]) {
    for (day, name) in names.iter().enumerate() {
        let starts = date(2026, 11, 20).at(10, 0, 0, 0) + i64::try_from(day).unwrap().days();
        NewBooking::with(master, starts).client(name).service("Маникюр").book(db).await;
    }
}

async fn page(db: &TestDb, actor: &Actor, query: &BookingQuery) -> BookingPage {
    list(&db.asker(actor), query).await.unwrap()
}

fn names(page: &BookingPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.client.as_str()).collect()
}

#[tokio::test]
async fn what_is_written_as_typed_comes_first_and_alone_counts() {
    let db = TestDb::new().await;
    let (director, dina) = (db.director().await, db.master("Dina").await);
    book(&db, &dina, &["Mohammed Ali", "Мухаммед Али", "محمد", "Hanna", "Марк"]).await;
    for (sort, similar) in [(Sort::Newest, ["محمد", "Mohammed Ali"]), (Sort::Oldest, ["Mohammed Ali", "محمد"])]
    {
        let query = BookingQuery { sort, ..asks("мухаммед") };
        let first = page(&db, &director, &query).await;
        assert_eq!((names(&first), first.similar), (vec!["Мухаммед Али"], false));
        let second = page(&db, &director, &BookingQuery { after: first.next, ..query.clone() }).await;
        assert_eq!((names(&second), second.similar, second.next), (similar.to_vec(), true, None));
        assert_eq!(figures(&db.asker(&director), &query).await.unwrap().now.total, 1);
        assert_eq!(count_matching(&db.asker(&director), &query).await.unwrap().count, 1);
    }
    for (typed, found) in [("мухаммед али", vec!["Mohammed Ali"]), ("мухаммед маникюр", vec!["محمد", "Mohammed Ali"])]
    {
        let first = page(&db, &director, &asks(typed)).await;
        assert_eq!(names(&first), ["Мухаммед Али"]);
        let second = page(&db, &director, &BookingQuery { after: first.next, ..asks(typed) }).await;
        assert_eq!(names(&second), found, "{typed}");
    }
}

#[tokio::test]
async fn names_that_sound_alike_are_the_matches_where_there_are_no_others() {
    let db = TestDb::new().await;
    let (director, dina, olga) = (db.director().await, db.master("Dina").await, db.master("Olga").await);
    book(&db, &dina, &["Aizhan"; 30]).await;
    book(&db, &olga, &["Айгуль", "Aizhan"]).await;
    let mut found = Vec::new();
    let mut query = asks("айжан");
    loop {
        let page = page(&db, &director, &query).await;
        assert!(page.similar);
        found.extend(page.rows.iter().map(|row| (row.starts, row.master.id, row.client.clone())));
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(found.len(), 31);
    assert!(found.iter().all(|(.., client)| client == "Aizhan"));
    assert!(found.is_sorted_by_key(|(starts, ..)| std::cmp::Reverse(*starts)));
    assert_eq!(figures(&db.asker(&director), &asks("айжан")).await.unwrap().now.total, 31);
    assert_eq!(count_matching(&db.asker(&director), &asks("айжан")).await.unwrap().count, 0, "no bulk change");
    assert_eq!(page(&db, &olga, &asks("айжан")).await.rows.len(), 1, "a master's own bookings only");
    assert_eq!(page(&db, &director, &asks("айжан педикюр")).await.rows, []);
    assert_eq!(page(&db, &director, &asks("айжан 99")).await.rows, []);
}

#[tokio::test]
async fn a_new_client_is_recognised_before_a_second_card_is_made() {
    let db = TestDb::new().await;
    let (director, dina) = (db.director().await, db.master("Dina").await);
    book(&db, &dina, &["Maryam Khan", "Марьям", "Hanna", "مريم"]).await;
    let sam = db.person("Sam", Role::Sales).await;
    for actor in [&director, &sam] {
        let found = find_clients(&db.asker(actor), "марьям").await.unwrap();
        let names: Vec<_> = found.iter().map(|client| client.name.as_str()).collect();
        assert_eq!(names[0], "Марьям");
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(!names.contains(&"Hanna"));
    }
    assert_eq!(find_clients(&db.asker(&director), "марьям хан").await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_renamed_client_sounds_like_the_new_name() {
    let db = TestDb::new().await;
    let (director, dina) = (db.director().await, db.master("Dina").await);
    book(&db, &dina, &["Aizhan"]).await;
    sqlx::query("UPDATE clients SET name = 'Olga'").execute(&db.pool).await.unwrap();
    for (typed, found) in [("айжан", 0), ("ольга", 1)] {
        assert_eq!(find_clients(&db.asker(&director), typed).await.unwrap().len(), found, "{typed}");
    }
}
