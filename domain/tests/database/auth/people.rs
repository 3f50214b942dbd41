use super::*;

#[tokio::test]
async fn whoever_is_switched_off_is_out_everywhere() {
    let db = with_maria().await;
    let director = db.director().await;
    let (now, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let tokens = [enter(&db.pool, LOGIN, &phone, now).await, enter(&db.pool, LOGIN, &desk, now).await];
    let maria = who(&db.pool, &tokens[0], now).await.unwrap().actor;
    switch_off(&db.asker(&director).at(now), maria.id).await.unwrap();
    switch_off(&db.asker(&director).at(now), maria.id).await.unwrap();
    for token in &tokens {
        assert!(who(&db.pool, token, now).await.is_none());
    }
    assert!(is_wrong(&db.pool, with(&phone, LOGIN, PASSWORD), now).await);
    switch_on(&db.asker(&director).at(now), maria.id).await.unwrap();
    assert!(who(&db.pool, &tokens[0], now).await.is_none(), "what was ended stays so");
    enter(&db.pool, LOGIN, &phone, now).await;
    let verbs: Vec<String> = sqlx::query_scalar("SELECT verb FROM events WHERE entity = 'user' ORDER BY id")
        .fetch_all(&db.pool)
        .await
        .unwrap();
    assert_eq!(verbs, ["switch_off", "switch_on"]);
}

#[tokio::test]
async fn only_who_may_switches_people_off_and_nobody_takes_the_salon() {
    let db = TestDb::new().await;
    let (director, admin, manager) =
        (db.director().await, db.person("Ada", Role::Admin).await, db.person("Max", Role::Manager).await);
    let now = Timestamp::now();
    for (actor, user) in [(&manager, &admin), (&admin, &admin), (&admin, &director), (&director, &director)] {
        assert_eq!(
            switch_off(&db.asker(actor).at(now), user.id).await,
            Err(Error::Forbidden),
            "{} {}",
            actor.name,
            user.name
        );
    }
    assert_eq!(switch_off(&db.asker(&admin).at(now), manager.id).await, Ok(()));
    assert_eq!(switch_off(&db.asker(&admin).at(now), UserId(0)).await, Err(Error::NotFound));
    for actor in [&admin, &manager] {
        assert_eq!(make_password_link(&db.asker(actor).at(now), admin.id).await, Err(Error::Forbidden));
    }
    assert_eq!(
        make_password_link(&db.asker(&director).at(now), manager.id).await,
        Err(Error::NotFound),
        "switched off"
    );
}
