use super::*;

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let db = with_maria().await;
    let (now, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let (here, there) = (enter(&db.pool, LOGIN, &phone, now).await, enter(&db.pool, LOGIN, &desk, now).await);
    let me = who(&db.pool, &here, now).await.unwrap();
    let new = "another good password";
    for (current, typed, field, error) in [
        ("wrong", new, "current", FieldError::Wrong),
        (PASSWORD, "short", "new", FieldError::TooShort { least: 8 }),
        (PASSWORD, "password123", "new", FieldError::TooCommon),
    ] {
        assert_eq!(
            change_password(&db.asker(&me.actor).at(now), me.session, current, typed).await,
            Err(Error::invalid(field, error))
        );
    }
    change_password(&db.asker(&me.actor).at(now), me.session, PASSWORD, new).await.unwrap();
    assert!(who(&db.pool, &here, now).await.is_some());
    assert!(who(&db.pool, &there, now).await.is_none(), "signed out elsewhere");
    assert!(is_wrong(&db.pool, with(&phone, LOGIN, PASSWORD), now).await);
    assert!(!is_wrong(&db.pool, with(&phone, LOGIN, new), now).await);

    // Wrong current passwords are throttled, before the new one is judged.
    let mut refused = 0;
    for _ in 0..8 {
        match change_password(&db.asker(&me.actor).at(now), me.session, "wrong", "password123").await {
            Err(Error::TooManyRequests { seconds }) if seconds > 0 => refused += 1,
            answer => assert_eq!(answer, Err(Error::invalid("current", FieldError::Wrong))),
        }
    }
    assert_eq!(refused, 3);
}

#[tokio::test]
async fn a_link_lets_one_choose_a_password_once() {
    let db = with_maria().await;
    let director = db.director().await;
    let (now, phone) = (Timestamp::now(), device());
    let token = enter(&db.pool, LOGIN, &phone, now).await;
    let maria = who(&db.pool, &token, now).await.unwrap().actor;
    let replaced = make_password_link(&db.asker(&director).at(now), maria.id).await.unwrap();
    let link = make_password_link(&db.asker(&director).at(now), maria.id).await.unwrap();
    assert_eq!(link_owner(&db.pool, &replaced, now).await, Ok(None));
    assert_eq!(link_owner(&db.pool, &link, now + 25.hours()).await, Ok(None));
    assert_eq!(link_owner(&db.pool, &link, now).await, Ok(Some(LOGIN.to_owned())));
    let new = "chosen by herself";
    assert_eq!(choose_password(&db.pool, &replaced, new, now).await, Err(Error::NotFound));
    assert_eq!(
        choose_password(&db.pool, &link, "password123", now).await,
        Err(Error::invalid("new", FieldError::TooCommon))
    );
    choose_password(&db.pool, &link, new, now).await.unwrap();
    assert_eq!(choose_password(&db.pool, &link, new, now).await, Err(Error::NotFound));
    assert!(who(&db.pool, &token, now).await.is_none(), "signed out everywhere");
    assert!(!is_wrong(&db.pool, with(&phone, LOGIN, new), now).await);
}

#[tokio::test]
async fn refused_passwords_of_a_link_are_throttled() {
    let db = with_maria().await;
    let director = db.director().await;
    let now = Timestamp::now();
    let maria: UserId =
        sqlx::query_scalar("SELECT id FROM users WHERE login = $1").bind(LOGIN).fetch_one(&db.pool).await.unwrap();
    let link = make_password_link(&db.asker(&director).at(now), maria).await.unwrap();
    let mut refused = 0;
    for _ in 0..8 {
        match choose_password(&db.pool, &link, "password123", now).await {
            Err(Error::TooManyRequests { seconds }) if seconds > 0 => refused += 1,
            answer => assert_eq!(answer, Err(Error::invalid("new", FieldError::TooCommon))),
        }
    }
    assert_eq!(refused, 3);
    let later = now + 1.hour();
    choose_password(&db.pool, &link, "chosen by herself", later).await.unwrap();
}

/// Ending sessions includes a session that is about to be opened.
#[tokio::test]
async fn a_password_that_is_changed_while_it_is_compared_opens_nothing() {
    let db = with_maria().await;
    let now = Timestamp::now();
    // The row is locked: the sign-in has compared the old password and waits to open its session.
    let mut held = db.pool.begin().await.unwrap();
    sqlx::query("UPDATE users SET password_hash = 'changed' WHERE login = $1")
        .bind(LOGIN)
        .execute(&mut *held)
        .await
        .unwrap();
    let pool = db.pool.clone();
    let waiting = tokio::spawn(async move { is_wrong(&pool, with(&device(), LOGIN, PASSWORD), now).await });
    while count(&db.pool, "pg_locks WHERE NOT granted").await == 0 {
        tokio::task::yield_now().await;
    }
    held.commit().await.unwrap();
    assert!(waiting.await.unwrap());
    assert_eq!(count(&db.pool, "sessions").await, 0);
}
