use domain::{
    Db, Error, Flaw,
    auth::{
        Looks, SignIn, SignInAnswer, Signed, Token, change_password, choose_password, devices, end_device,
        end_other_devices, end_session, hash_password, keep_looks, link_owner, make_password_link, remove_expired,
        session, sign_in,
    },
    staff::{NewUser, Role, UserId, add_user, switch_off, switch_on},
};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use testkit::TestDb;

const LOGIN: &str = "maria@salon.example";
const PASSWORD: &str = "a long enough password";

async fn with_maria() -> TestDb {
    let db = TestDb::new().await;
    hire(&db, "Maria@salon.example", Role::Manager).await.unwrap();
    db
}

async fn hire(db: &TestDb, login: &str, role: Role) -> Option<UserId> {
    let password_hash = &hash_password(PASSWORD.into()).await.unwrap();
    add_user(&db.pool, NewUser { login, name: "Maria", role, password_hash }).await.unwrap()
}

fn with<'a>(device: &'a Token, login: &'a str, password: &'a str) -> SignIn<'a> {
    SignIn { login, password, device, user_agent: "Firefox/1 Windows", address: "192.0.2.1" }
}

fn device() -> Token {
    Token::random().unwrap()
}

/// Signs in with the right password.
async fn enter(db: &Db, login: &str, device: &Token, now: Timestamp) -> Token {
    match sign_in(db, with(device, login, PASSWORD), now).await.unwrap() {
        SignInAnswer::In { token, .. } => token,
        SignInAnswer::Wrong => panic!("wrong"),
        SignInAnswer::Later(wait) => panic!("not before {wait}"),
    }
}

async fn is_wrong(db: &Db, sign_in_with: SignIn<'_>, now: Timestamp) -> bool {
    matches!(sign_in(db, sign_in_with, now).await.unwrap(), SignInAnswer::Wrong)
}

async fn who(db: &Db, token: &Token, now: Timestamp) -> Option<Signed> {
    session(db, token, now).await.unwrap()
}

async fn count(db: &Db, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"))).fetch_one(db).await.unwrap()
}

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

    // The first that was used stays; the others make way, with a fresh one in their place.
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
    let mine = devices(&db.pool, &me, now + 3.seconds()).await.unwrap();
    assert_eq!(mine.iter().map(|device| device.here).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!((mine[0].name.browser.as_str(), mine[0].name.system.as_str()), ("Firefox", "Windows"));

    // Another person's is not touched.
    let veras = who(&db.pool, &vera, now).await.unwrap().session;
    end_device(&db.pool, &me, veras, now).await.unwrap();
    assert!(who(&db.pool, &vera, now).await.is_some());

    let tablets = who(&db.pool, &there, now).await.unwrap().session;
    end_device(&db.pool, &me, tablets, now).await.unwrap();
    assert!(who(&db.pool, &there, now).await.is_none());
    assert!(who(&db.pool, &elsewhere, now).await.is_some());
    end_other_devices(&db.pool, &me, now).await.unwrap();
    assert!(who(&db.pool, &elsewhere, now).await.is_none());
    assert!(who(&db.pool, &here, now).await.is_some() && who(&db.pool, &vera, now).await.is_some());
    assert_eq!(devices(&db.pool, &me, now + 3.seconds()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_is_switched_off_is_out_everywhere() {
    let db = with_maria().await;
    let director = db.director().await;
    let (now, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let tokens = [enter(&db.pool, LOGIN, &phone, now).await, enter(&db.pool, LOGIN, &desk, now).await];
    let maria = who(&db.pool, &tokens[0], now).await.unwrap().actor;
    switch_off(&db.pool, &director, maria.id, now).await.unwrap();
    switch_off(&db.pool, &director, maria.id, now).await.unwrap();
    for token in &tokens {
        assert!(who(&db.pool, token, now).await.is_none());
    }
    assert!(is_wrong(&db.pool, with(&phone, LOGIN, PASSWORD), now).await);
    switch_on(&db.pool, &director, maria.id, now).await.unwrap();
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
            switch_off(&db.pool, actor, user.id, now).await,
            Err(Error::Forbidden),
            "{} {}",
            actor.name,
            user.name
        );
    }
    assert_eq!(switch_off(&db.pool, &admin, manager.id, now).await, Ok(()));
    assert_eq!(switch_off(&db.pool, &admin, UserId(0), now).await, Err(Error::NotFound));
    for actor in [&admin, &manager] {
        assert_eq!(make_password_link(&db.pool, actor, admin.id, now).await, Err(Error::Forbidden));
    }
    assert_eq!(make_password_link(&db.pool, &director, manager.id, now).await, Err(Error::NotFound), "switched off");
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let db = with_maria().await;
    let (now, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let (here, there) = (enter(&db.pool, LOGIN, &phone, now).await, enter(&db.pool, LOGIN, &desk, now).await);
    let me = who(&db.pool, &here, now).await.unwrap();
    let new = "another good password";
    for (current, typed, field, flaw) in [
        ("wrong", new, "current", Flaw::Wrong),
        (PASSWORD, "short", "new", Flaw::TooShort { least: 8 }),
        (PASSWORD, "password123", "new", Flaw::TooCommon),
    ] {
        assert_eq!(change_password(&db.pool, &me, current, typed, now).await, Err(Error::invalid(field, flaw)));
    }
    change_password(&db.pool, &me, PASSWORD, new, now).await.unwrap();
    assert!(who(&db.pool, &here, now).await.is_some());
    assert!(who(&db.pool, &there, now).await.is_none(), "signed out elsewhere");
    assert!(is_wrong(&db.pool, with(&phone, LOGIN, PASSWORD), now).await);
    assert!(!is_wrong(&db.pool, with(&phone, LOGIN, new), now).await);

    // A thief of an open device does not guess for ever.
    let mut refused = 0;
    for _ in 0..8 {
        match change_password(&db.pool, &me, "wrong", new, now).await {
            Err(Error::TooManyRequests { seconds }) if seconds > 0 => refused += 1,
            answer => assert_eq!(answer, Err(Error::invalid("current", Flaw::Wrong))),
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
    let replaced = make_password_link(&db.pool, &director, maria.id, now).await.unwrap();
    let link = make_password_link(&db.pool, &director, maria.id, now).await.unwrap();
    assert_eq!(link_owner(&db.pool, &replaced, now).await, Ok(None));
    assert_eq!(link_owner(&db.pool, &link, now + 25.hours()).await, Ok(None));
    assert_eq!(link_owner(&db.pool, &link, now).await, Ok(Some(LOGIN.to_owned())));
    let new = "chosen by herself";
    assert_eq!(choose_password(&db.pool, &replaced, new, now).await, Err(Error::NotFound));
    assert_eq!(choose_password(&db.pool, &link, "password123", now).await, Err(Error::invalid("new", Flaw::TooCommon)));
    choose_password(&db.pool, &link, new, now).await.unwrap();
    assert_eq!(choose_password(&db.pool, &link, new, now).await, Err(Error::NotFound));
    assert!(who(&db.pool, &token, now).await.is_none(), "signed out everywhere");
    assert!(!is_wrong(&db.pool, with(&phone, LOGIN, new), now).await);
}

#[tokio::test]
async fn a_stranger_locks_nobody_out() {
    let db = with_maria().await;
    let (now, [phone, stranger]) = (Timestamp::now(), [device(), device()]);
    enter(&db.pool, LOGIN, &phone, now).await;
    let guess = |address| SignIn { address, ..with(&stranger, LOGIN, "a guess") };
    // An hour's guessing: failures are written down, or each guess would make the next wait.
    for _ in 0..6 {
        assert!(is_wrong(&db.pool, guess("198.51.100.7"), now).await);
    }
    sqlx::query("UPDATE sign_in_failures SET failures = 100 WHERE failures > 0").execute(&db.pool).await.unwrap();
    let answer = sign_in(&db.pool, guess("198.51.100.7"), now).await.unwrap();
    assert!(
        matches!(answer, SignInAnswer::Later(wait) if wait > SignedDuration::from_secs(60)),
        "the address is told to wait"
    );
    // Maria comes in: with her phone from the very same address, and with a new device from another one.
    let same = SignIn { address: "198.51.100.7", ..with(&phone, LOGIN, PASSWORD) };
    assert!(matches!(sign_in(&db.pool, same, now).await.unwrap(), SignInAnswer::In { .. }));
    enter(&db.pool, LOGIN, &device(), now).await;
    let later = now + 6.minutes();
    assert!(is_wrong(&db.pool, guess("198.51.100.7"), later).await, "the address may try again");
}

#[tokio::test]
async fn tries_at_once_are_counted_each() {
    let db = with_maria().await;
    let now = Timestamp::now();
    let tries = (0..60).map(|number| {
        let pool = db.pool.clone();
        let login = format!("nobody-{number}@salon.example");
        tokio::spawn(async move { is_wrong(&pool, with(&device(), &login, "a guess"), now).await })
    });
    let mut wrong = 0;
    for answer in tries.collect::<Vec<_>>() {
        wrong += usize::from(answer.await.unwrap());
    }
    assert_eq!(wrong, 30, "of one address, however many ask at once");
}

#[tokio::test]
async fn looks_are_kept_for_each_person_and_device() {
    let db = with_maria().await;
    hire(&db, "vera@salon.example", Role::Sales).await;
    let now = Timestamp::now();
    let [phone, desk] = [device(), device()];
    let looks = async |login: &str, device: &Token| match sign_in(&db.pool, with(device, login, PASSWORD), now)
        .await
        .unwrap()
    {
        SignInAnswer::In { token, looks } => (who(&db.pool, &token, now).await.unwrap(), looks),
        _ => panic!("{login}"),
    };
    let (maria, none) = looks(LOGIN, &phone).await;
    assert_eq!(none, Looks::default());
    let dark = Looks { language: Some("ar".into()), theme: Some("dark".into()) };
    keep_looks(&db.pool, &maria, &dark).await.unwrap();
    let (at_desk, last) = looks(LOGIN, &desk).await;
    assert_eq!(last, dark, "a new device begins as the last one was left");
    keep_looks(&db.pool, &at_desk, &Looks { theme: Some("light".into()), ..Looks::default() }).await.unwrap();
    assert_eq!(looks(LOGIN, &phone).await.1, dark);
    assert_eq!(looks(LOGIN, &desk).await.1, Looks { language: None, theme: Some("light".into()) });
    assert_eq!(looks("vera@salon.example", &phone).await.1, Looks::default());
}

#[tokio::test]
async fn what_ran_out_is_removed() {
    let db = with_maria().await;
    let director = db.director().await;
    let (start, [phone, desk]) = (Timestamp::now(), [device(), device()]);
    let (over, alive) = (enter(&db.pool, LOGIN, &phone, start).await, enter(&db.pool, LOGIN, &desk, start).await);
    let maria = who(&db.pool, &over, start).await.unwrap().actor;
    make_password_link(&db.pool, &director, maria.id, start).await.unwrap();
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
    remove_expired(&db.pool, start + (24 * 200).hours()).await.unwrap();
    assert_eq!(counts(tables).await, [0, 0, 0, 0, 0]);
}
