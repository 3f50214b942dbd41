use super::*;

#[tokio::test]
async fn a_session_opens_is_known_and_ends() {
    let db = with_maria().await;
    assert_eq!(hire(&db, LOGIN, Role::Manager).await, None, "the login is taken");
    let (now, phone) = (Timestamp::now(), device());
    for (login, password) in [(LOGIN, "wrong"), ("nobody@salon.example", PASSWORD), ("", ""), ("m\0", "\0")] {
        assert!(is_wrong(&db.pool, with(&phone, login, password), now).await, "{login}");
    }
    let token = enter(&db.pool, " MARIA@salon.example", &phone, now).await;
    let Signed { actor, salon, fresh, .. } = who(&db.pool, &token, now).await.unwrap();
    assert_eq!((actor.name.as_str(), actor.role, salon.zone.as_str()), ("Maria", Role::Manager, "Asia/Dubai"));
    assert_eq!(fresh, None);
    let stored: Vec<u8> =
        sqlx::query_scalar("SELECT token_hash FROM session_tokens").fetch_one(&db.pool).await.unwrap();
    assert_eq!(stored, token.hash());
    assert!(who(&db.pool, &device(), now).await.is_none());
    end_session(&db.pool, &token, now).await.unwrap();
    assert!(who(&db.pool, &token, now).await.is_none());
}

#[tokio::test]
async fn sessions_run_out_by_role() {
    for (role, idle, absolute) in
        [(Role::Manager, 7 * 24, 30 * 24), (Role::Director, 24, 7 * 24), (Role::Admin, 24, 7 * 24)]
    {
        let db = TestDb::new().await;
        hire(&db, LOGIN, role).await;
        let (start, phone) = (Timestamp::now(), device());
        let at = |hours: i64| start + hours.hours();
        let token = enter(&db.pool, LOGIN, &phone, start).await;
        assert!(who(&db.pool, &token, at(idle) - 1.minutes()).await.is_some(), "{role:?}");
        assert!(who(&db.pool, &token, at(2 * idle)).await.is_none(), "{role:?} was idle");
        let again = enter(&db.pool, LOGIN, &phone, at(2 * idle)).await;
        assert!(who(&db.pool, &token, at(2 * idle)).await.is_none(), "{role:?}: what ran out stays so");

        let (mut token, mut hours) = (again, 2 * idle);
        while hours + idle / 2 < 2 * idle + absolute {
            hours += idle / 2;
            let signed = who(&db.pool, &token, at(hours)).await.unwrap_or_else(|| panic!("{role:?} at {hours} h"));
            token = signed.fresh.unwrap_or(token);
        }
        assert!(who(&db.pool, &token, at(2 * idle + absolute)).await.is_none(), "{role:?} had its time");
    }
}

#[tokio::test]
async fn five_sign_ins_at_once_share_one_session() {
    let db = with_maria().await;
    let (now, phone) = (Timestamp::now(), device());
    let tries = (0..5).map(|_| {
        let (pool, phone) = (db.pool.clone(), phone.clone());
        tokio::spawn(async move { enter(&pool, LOGIN, &phone, now).await })
    });
    let mut tokens = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        tokens.push(answer.await.unwrap());
    }
    for token in &tokens {
        assert!(who(&db.pool, token, now).await.is_some());
    }
    assert_eq!(count(&db.pool, "sessions").await, 1);

    // The token that is used first stays; the others are replaced when they are used.
    let soon = now + 59.seconds();
    assert_eq!(who(&db.pool, &tokens[0], soon).await.unwrap().fresh, None);
    let fresh = who(&db.pool, &tokens[1], soon).await.unwrap().fresh.unwrap();
    let later = now + 61.seconds();
    assert!(who(&db.pool, &tokens[0], later).await.is_some());
    for spare in &tokens[1..] {
        assert!(who(&db.pool, spare, later).await.is_none());
    }
    assert!(who(&db.pool, &fresh, later).await.is_some());
    assert_eq!(count(&db.pool, "sessions").await, 1);
}

#[tokio::test]
async fn a_long_lived_cookie_is_replaced_and_a_lost_answer_locks_nobody_out() {
    let db = with_maria().await;
    let (start, phone) = (Timestamp::now(), device());
    let first = enter(&db.pool, LOGIN, &phone, start).await;
    assert_eq!(who(&db.pool, &first, start + 23.hours()).await.unwrap().fresh, None);
    let lost = who(&db.pool, &first, start + 25.hours()).await.unwrap().fresh.unwrap();
    let second = who(&db.pool, &first, start + 26.hours()).await.unwrap().fresh.unwrap();
    assert!(who(&db.pool, &second, start + 27.hours()).await.is_some());
    let later = start + 28.hours();
    assert!(who(&db.pool, &first, later).await.is_none(), "it was replaced");
    assert!(who(&db.pool, &lost, later).await.is_none(), "nobody ever had it");
    assert!(who(&db.pool, &second, later).await.is_some());
}

#[tokio::test]
async fn a_planted_cookie_opens_nothing() {
    let db = with_maria().await;
    let (now, phone, planted) = (Timestamp::now(), device(), device());
    let token = enter(&db.pool, LOGIN, &phone, now).await;
    assert!(token != planted && token != phone);
    assert!(who(&db.pool, &planted, now).await.is_none());
    assert!(who(&db.pool, &phone, now).await.is_none(), "a device's cookie is no session's");
}

#[tokio::test]
async fn a_device_has_one_person_at_a_time() {
    let db = with_maria().await;
    hire(&db, "vera@salon.example", Role::Sales).await;
    let (now, tablet) = (Timestamp::now(), device());
    let maria = enter(&db.pool, LOGIN, &tablet, now).await;
    let vera = enter(&db.pool, "vera@salon.example", &tablet, now).await;
    assert!(who(&db.pool, &maria, now).await.is_none());
    assert!(who(&db.pool, &vera, now).await.is_some());
}

#[tokio::test]
async fn devices_are_seen_and_ended_one_or_all_others() {
    let db = with_maria().await;
    hire(&db, "vera@salon.example", Role::Sales).await;
    let now = Timestamp::now();
    let [phone, tablet, desk, foreign] = [device(), device(), device(), device()];
    let here = enter(&db.pool, LOGIN, &phone, now).await;
    let there = enter(&db.pool, LOGIN, &tablet, now + 1.seconds()).await;
    let elsewhere = enter(&db.pool, LOGIN, &desk, now + 2.seconds()).await;
    let vera = enter(&db.pool, "vera@salon.example", &foreign, now).await;
    let me = who(&db.pool, &here, now).await.unwrap();
    let mine = devices(&db.asker(&me.actor).at(now + 3.seconds()), me.session).await.unwrap();
    assert_eq!(mine.iter().map(|device| device.here).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!((mine[0].name.browser.as_str(), mine[0].name.system.as_str()), ("Firefox", "Windows"));

    // The session of another person continues.
    let veras = who(&db.pool, &vera, now).await.unwrap().session;
    end_device(&db.asker(&me.actor).at(now), veras).await.unwrap();
    assert!(who(&db.pool, &vera, now).await.is_some());

    let tablets = who(&db.pool, &there, now).await.unwrap().session;
    end_device(&db.asker(&me.actor).at(now), tablets).await.unwrap();
    assert!(who(&db.pool, &there, now).await.is_none());
    assert!(who(&db.pool, &elsewhere, now).await.is_some());
    end_other_devices(&db.asker(&me.actor).at(now), me.session).await.unwrap();
    assert!(who(&db.pool, &elsewhere, now).await.is_none());
    assert!(who(&db.pool, &here, now).await.is_some() && who(&db.pool, &vera, now).await.is_some());
    assert_eq!(devices(&db.asker(&me.actor).at(now + 3.seconds()), me.session).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_ran_out_is_removed() {
    let db = with_maria().await;
    let director = db.director().await;
    let (start, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let (over, alive) = (enter(&db.pool, LOGIN, &phone, start).await, enter(&db.pool, LOGIN, &desk, start).await);
    let maria = who(&db.pool, &over, start).await.unwrap().actor;
    make_password_link(&db.asker(&director).at(start), maria.id).await.unwrap();
    assert!(is_wrong(&db.pool, with(&device(), LOGIN, "wrong"), start).await);
    end_session(&db.pool, &over, start).await.unwrap();
    remove_expired(&db.pool, start + 2.hours()).await.unwrap();
    assert!(who(&db.pool, &alive, start + 2.hours()).await.is_some());
    let counts = async |tables: [&str; 5]| {
        let mut counts = Vec::new();
        for table in tables {
            counts.push(count(&db.pool, table).await);
        }
        counts
    };
    let tables = ["sessions", "session_tokens", "sign_in_failures", "password_links", "devices"];
    assert_eq!(counts(tables).await, [2, 1, 0, 1, 2]);
    // Unused for longer than any role's idle limit, before its absolute limit.
    remove_expired(&db.pool, start + (24 * 7 + 3).hours()).await.unwrap();
    assert_eq!(counts(tables).await, [2, 0, 0, 0, 2]);
    remove_expired(&db.pool, start + (24 * 200).hours()).await.unwrap();
    assert_eq!(counts(tables).await, [0, 0, 0, 0, 0]);
}
