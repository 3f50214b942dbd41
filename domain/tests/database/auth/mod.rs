use domain::{
    Db, Error, FieldError,
    auth::{
        Login, Looks, NewUser, SignIn, SignInAnswer, Signed, Token, add_user, change_password, choose_password,
        deactivate_demo_accounts, devices, end_device, end_other_devices, end_session, hash_password, keep_looks,
        link_owner, make_password_link, remove_expired, session, sign_in, switch_off, switch_on,
    },
    staff::{Role, UserId},
};
use jiff::{Timestamp, ToSpan as _};
use testkit::TestDb;

mod guessing;
mod looks;
mod passwords;
mod people;
mod sessions;

const LOGIN: &str = "maria@salon.example";
const PASSWORD: &str = "a long enough password";

async fn with_maria() -> TestDb {
    let db = TestDb::new().await;
    hire(&db, "Maria@salon.example", Role::Manager).await.unwrap();
    db
}

async fn hire(db: &TestDb, login: &str, role: Role) -> Option<UserId> {
    let password_hash = &hash_password(PASSWORD.into()).await.unwrap();
    add_user(&db.pool, NewUser { login: &Login::of(login), name: "Maria", role, password_hash }).await.unwrap()
}

fn with<'a>(device: &'a Token, login: &str, password: &'a str) -> SignIn<'a> {
    // A test's logins are few and live as long as its process.
    let login = Box::leak(Box::new(Login::of(login)));
    SignIn { login, password, device, user_agent: "Firefox/1 Windows", address: "192.0.2.1", barred: false }
}

fn device() -> Token {
    Token::random().unwrap()
}

async fn enter(db: &Db, login: &str, device: &Token, now: Timestamp) -> Token {
    match sign_in(db, with(device, login, PASSWORD), now).await.unwrap() {
        SignInAnswer::In { token, .. } => token,
        SignInAnswer::Wrong => panic!("wrong"),
    }
}

async fn is_wrong(db: &Db, sign_in_with: SignIn<'_>, now: Timestamp) -> bool {
    match sign_in(db, sign_in_with, now).await {
        Ok(answer) => matches!(answer, SignInAnswer::Wrong),
        Err(Error::TooManyRequests { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

async fn who(db: &Db, token: &Token, now: Timestamp) -> Option<Signed> {
    session(db, token, now).await.unwrap()
}

async fn count(db: &Db, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"))).fetch_one(db).await.unwrap()
}
