use domain::{
    Error,
    clients::find_clients,
    staff::{Actor, Role},
};
use jiff::civil::date;
use testkit::{NewBooking, TestDb};

async fn found(db: &TestDb, actor: &Actor, typed: &str) -> Vec<(String, Option<String>)> {
    let found = find_clients(&db.asker(actor), typed).await.unwrap();
    found.into_iter().map(|client| (client.name, client.phone)).collect()
}

#[tokio::test]
async fn clients_are_found_by_who_may_and_no_further() {
    let db = TestDb::new().await;
    let (director, sales, accountant) =
        (db.director().await, db.person("Sam", Role::Sales).await, db.person("Abe", Role::Accountant).await);
    let (dina, olga) = (db.master("Dina").await, db.master("Olga").await);
    let ten = date(2026, 11, 20).at(10, 0, 0, 0);
    NewBooking::with(&dina, ten).client("Алёна Воскресенская").phone("+971 50 765 4321").book(&db).await;
    NewBooking::with(&olga, ten).client("Amelia Hart").instagram("@amelia").book(&db).await;

    let alena = |phone: &str| vec![("Алёна Воскресенская".to_owned(), Some(phone.to_owned()))];
    assert_eq!(found(&db, &director, "АЛЕНА воскр").await, alena("+971 50 765 4321"));
    assert_eq!(found(&db, &director, "050 765 43").await, alena("+971 50 765 4321"));
    assert_eq!(found(&db, &director, "@amel").await, [("Amelia Hart".to_owned(), None)]);
    assert_eq!(found(&db, &sales, "алена").await, alena("··· 4321"));
    assert_eq!(found(&db, &sales, "7654321").await, [], "whoever sees no contacts finds nobody by them");
    assert_eq!(found(&db, &dina, "алена").await, alena("··· 4321"));
    assert_eq!(found(&db, &dina, "amelia").await, [], "another master's");
    for nothing in ["", "  ", "%", "_", "nobody", "\0", "'"] {
        assert_eq!(found(&db, &director, nothing).await, [], "{nothing:?}");
    }
    assert_eq!(find_clients(&db.asker(&accountant), "алена").await, Err(Error::Forbidden));
}
