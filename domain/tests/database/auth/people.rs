use super::*;
use domain::staff::people;

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

#[tokio::test]
async fn demo_accounts_are_shut_with_all_that_they_opened() {
    let db = with_maria().await;
    hire(&db, "director@salon.test", Role::Director).await.unwrap();
    hire(&db, "master@salon.test", Role::Master).await.unwrap();
    let (now, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let demo = enter(&db.pool, "director@salon.test", &phone, now).await;
    let maria = enter(&db.pool, LOGIN, &desk, now).await;
    let demo_director = who(&db.pool, &demo, now).await.unwrap().actor;
    let real = who(&db.pool, &maria, now).await.unwrap().actor;
    let link = make_password_link(&db.asker(&demo_director).at(now), real.id).await.unwrap();

    assert_eq!(deactivate_demo_accounts(&db.pool, now).await, Ok(2));
    assert!(who(&db.pool, &demo, now).await.is_none());
    assert_eq!(link_owner(&db.pool, &link, now).await, Ok(None), "a link that a demo director made");
    assert!(is_wrong(&db.pool, with(&phone, "director@salon.test", PASSWORD), now).await);
    assert!(who(&db.pool, &maria, now).await.is_some(), "nobody else is signed out");
    assert_eq!(deactivate_demo_accounts(&db.pool, now).await, Ok(2), "they are still there");
    let events: Vec<(String, Option<UserId>)> =
        sqlx::query_as("SELECT verb, actor_id FROM events WHERE entity = 'user' AND verb = 'switch_off' ORDER BY id")
            .fetch_all(&db.pool)
            .await
            .unwrap();
    assert_eq!(events, [("switch_off".to_owned(), None), ("switch_off".to_owned(), None)], "once each");
}

#[tokio::test]
async fn a_login_is_found_with_whatever_was_pasted_around_it() {
    let db = with_maria().await;
    for login in ["maria@salon.example\0", "\u{202a}Maria@Salon.example\u{202c}", "\u{feff} maria@salon.example\r\n"] {
        assert!(!is_wrong(&db.pool, with(&device(), login, PASSWORD), Timestamp::now()).await, "{login:?}");
        assert_eq!(hire(&db, login, Role::Manager).await, None, "taken: {login:?}");
    }
}

#[tokio::test]
async fn logins_are_for_those_who_change_accounts() {
    let db = TestDb::new().await;
    let actors = [db.director().await, db.person("Ada", Role::Admin).await];
    let others = [db.person("Max", Role::Manager).await, db.person("Sam", Role::Sales).await];
    for (actors, shown) in [(&actors, true), (&others, false)] {
        for actor in actors {
            let people = people(&db.asker(actor)).await.unwrap();
            assert!(people.len() == 4 && people.iter().all(|it| it.login.is_some() == shown), "{}", actor.name);
        }
    }
}
