//! The whole router with a database of its own, and clients with sessions of staff members.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header, request::Builder},
};
use clap::Parser as _;
use domain::{
    auth::{Login, SignIn, SignInAnswer, Token, hash_password, sign_in},
    database::{PoolSettings, connect},
    staff::{Actor, Role},
};
use jiff::Timestamp;
use server::{commands::Program, config::Config, database::Database, router::router, state::State};
use std::time::Duration;
use testkit::TestDb;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

pub const PASSWORD: &str = "a long enough password";

/// Hash of the password of all staff members, computed once: hashing is slow on purpose.
static HASH: OnceCell<String> = OnceCell::const_new();

pub struct TestApp {
    pub db: TestDb,
    pub router: Router,
}

/// An HTTP client with or without a session.
pub struct Client<'a> {
    router: &'a Router,
    cookie: Option<String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

/// Settings of a start without options.
pub fn config() -> Config {
    config_with(&[])
}

/// Settings of a start with these options.
pub fn config_with(options: &[&str]) -> Config {
    Program::try_parse_from([&["crm"], options].concat()).unwrap().config
}

impl TestApp {
    pub async fn new() -> Self {
        let db = TestDb::new().await;
        let router = router(State::new(&config(), Database::of_test(db.pool.clone())));
        TestApp { db, router }
    }

    pub fn as_stranger(&self) -> Client<'_> {
        Client { router: &self.router, cookie: None }
    }

    pub async fn as_director(&self) -> Client<'_> {
        self.as_role(Role::Director).await
    }

    pub async fn as_role(&self, role: Role) -> Client<'_> {
        let actor = self.db.person(&format!("{}-one", role.code()), role).await;
        self.as_person(&actor).await
    }

    /// A client with a session of this staff member.
    pub async fn as_person(&self, actor: &Actor) -> Client<'_> {
        let hash = HASH.get_or_init(async || hash_password(PASSWORD.into()).await.unwrap()).await;
        let login: String = sqlx::query_scalar("UPDATE users SET password_hash = $1 WHERE id = $2 RETURNING login")
            .bind(hash)
            .bind(actor.id)
            .fetch_one(&self.db.pool)
            .await
            .unwrap();
        let device = &Token::random().unwrap();
        let typed = Login::of(&login);
        let with = SignIn {
            login: &typed,
            password: PASSWORD,
            device,
            user_agent: "test",
            address: "192.0.2.1",
            barred: false,
        };
        let SignInAnswer::In { token, .. } = sign_in(&self.db.pool, with, Timestamp::now()).await.unwrap() else {
            panic!("{login} could not sign in");
        };
        Client { router: &self.router, cookie: Some(format!("session={}", token.hex())) }
    }
}

/// A router whose database is unreachable.
pub fn without_database() -> Router {
    router(State::new(&config(), Database::disconnected(&config())))
}

/// A pool with a short timeout.
pub fn hasty_pool(options: sqlx::postgres::PgConnectOptions) -> domain::Db {
    connect(options, PoolSettings { min: 0, max: 4, wait: Duration::from_millis(300) })
}

impl<'a> Client<'a> {
    pub fn stranger_to(router: &'a Router) -> Self {
        Client { router, cookie: None }
    }

    /// A client that sends this `Cookie` header, as in `name=value`.
    pub fn with_cookie(router: &'a Router, cookie: &str) -> Self {
        Client { router, cookie: Some(cookie.to_owned()) }
    }

    /// The session cookie, as in `session=value`.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// The same client at another router.
    pub fn at(self, router: &Router) -> Client<'_> {
        Client { router, cookie: self.cookie }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// Calls a server function as a page's script does, with JSON or form fields.
    pub async fn call(&self, path: &str, input: &str) -> Answer {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, content_type(input));
        self.send(request.header(header::ACCEPT, "application/json").body(Body::from(input.to_owned())).unwrap()).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub fn request(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "salon.example");
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, 10_000_000).await.unwrap().into()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

/// JSON begins with a brace; anything else is a form.
pub fn content_type(input: &str) -> &'static str {
    if input.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }
}
