use domain::{
    auth::{SignIn, Token, end_session, hash_password, session, sign_in},
    staff::{NewUser, Role, add_user},
};
use jiff::{SignedDuration, Timestamp};
use testkit::TestDb;

const PASSWORD: &str = "a long enough password";

async fn with_maria() -> TestDb {
    let db = TestDb::new().await;
    let password_hash = &hash_password(PASSWORD.into()).await.unwrap();
    let maria = NewUser { login: "Maria@salon.example", name: "Maria", role: Role::Manager, password_hash };
    add_user(&db.pool, maria.clone()).await.unwrap().unwrap();
    assert_eq!(add_user(&db.pool, maria).await.unwrap(), None);
    db
}

fn with<'a>(device: &'a Token, login: &'a str, password: &'a str) -> SignIn<'a> {
    SignIn { login, password, device, user_agent: "phone" }
}

#[tokio::test]
async fn a_session_opens_is_known_and_ends() {
    let db = with_maria().await;
    let (now, device) = (Timestamp::now(), Token::random().unwrap());
    for (login, password) in
        [("maria@salon.example", "wrong"), ("nobody@salon.example", PASSWORD), ("", ""), ("m\0", "\0")]
    {
        assert!(sign_in(&db.pool, with(&device, login, password), now).await.unwrap().is_none(), "{login}");
    }
    let token = sign_in(&db.pool, with(&device, " MARIA@salon.example", PASSWORD), now).await.unwrap().unwrap();
    let (actor, salon) = session(&db.pool, &token, now).await.unwrap().unwrap();
    assert_eq!((actor.name.as_str(), actor.role, salon.zone.as_str()), ("Maria", Role::Manager, "Asia/Dubai"));
    let stored: Vec<u8> =
        sqlx::query_scalar("SELECT token_hash FROM session_tokens").fetch_one(&db.pool).await.unwrap();
    assert_eq!(stored, token.hash());

    assert!(session(&db.pool, &Token::random().unwrap(), now).await.unwrap().is_none());
    let later = now + SignedDuration::from_hours(31 * 24);
    assert!(session(&db.pool, &token, later).await.unwrap().is_none());
    let again = sign_in(&db.pool, with(&device, "maria@salon.example", PASSWORD), later).await.unwrap().unwrap();
    assert!(session(&db.pool, &again, later).await.unwrap().is_some());
    assert!(session(&db.pool, &token, later).await.unwrap().is_none(), "an expired cookie stays expired");
    end_session(&db.pool, &again, later).await.unwrap();
    assert!(session(&db.pool, &again, later).await.unwrap().is_none());
}

#[tokio::test]
async fn five_sign_ins_at_once_share_one_session() {
    let db = with_maria().await;
    let (now, device) = (Timestamp::now(), Token::random().unwrap());
    let tries = (0..5).map(|_| {
        let (pool, device) = (db.pool.clone(), device.clone());
        tokio::spawn(async move { sign_in(&pool, with(&device, "maria@salon.example", PASSWORD), now).await })
    });
    for answer in tries.collect::<Vec<_>>() {
        let token = answer.await.unwrap().unwrap().unwrap();
        assert!(session(&db.pool, &token, now).await.unwrap().is_some());
    }
    let sessions: i64 = sqlx::query_scalar("SELECT count(*) FROM sessions").fetch_one(&db.pool).await.unwrap();
    assert_eq!(sessions, 1);
}

#[tokio::test]
async fn whoever_is_switched_off_is_out() {
    let db = with_maria().await;
    let (now, device) = (Timestamp::now(), Token::random().unwrap());
    let token = sign_in(&db.pool, with(&device, "maria@salon.example", PASSWORD), now).await.unwrap().unwrap();
    sqlx::query("UPDATE users SET active = false").execute(&db.pool).await.unwrap();
    assert!(session(&db.pool, &token, now).await.unwrap().is_none());
    assert!(sign_in(&db.pool, with(&device, "maria@salon.example", PASSWORD), now).await.unwrap().is_none());
}
