//! Rate limits per address (protocols.md, "Limits per address").

use crate::app::{Answer, Client, TestApp, config_with};
use axum::{
    Router,
    body::Body,
    http::{StatusCode, header},
};
use server::{database::Database, router::router, state::State};
use std::time::{Duration, Instant};
use testkit::Redis;

/// A process that waited this long for Redis may have counted locally, and continues so for a second.
const SLOW: Duration = Duration::from_millis(100);
const REST: Duration = Duration::from_millis(1_200);

const ON: [&str; 4] = ["--rate-limit", "on", "--trusted-proxies", "0.0.0.0/32"];

fn limited(app: &TestApp, options: &[&str]) -> Router {
    router(State::new(&config_with(&[&ON, options].concat()), Database::of_test(app.db.pool.clone())))
}

/// Sends a request with `X-Forwarded-For`: in tests, all connections come from a trusted proxy.
async fn ask_for(router: &Router, path: &str, forwarded: &str, accept: &str) -> Answer {
    let client = Client::stranger_to(router);
    let request = client.request("GET", path).header("x-forwarded-for", forwarded).header(header::ACCEPT, accept);
    client.send(request.body(Body::empty()).unwrap()).await
}

async fn ask(router: &Router, forwarded: &str) -> Answer {
    ask_for(router, "/login", forwarded, "text/html").await
}

/// Number of allowed requests of thirty within a second; repeated when a busy machine took longer.
async fn burst(router: &Router, network: u8) -> usize {
    for host in 0..=u8::MAX {
        let (begun, mut served, mut slowest) = (Instant::now(), 0, Duration::ZERO);
        for _ in 0..30 {
            let asked = Instant::now();
            let answer = ask_for(router, "/crm", &format!("198.51.{network}.{host}"), "*/*").await;
            served += usize::from(answer.status != StatusCode::TOO_MANY_REQUESTS);
            slowest = slowest.max(asked.elapsed());
        }
        if begun.elapsed() < Duration::from_secs(1) && slowest < SLOW {
            return served;
        }
        if slowest >= SLOW {
            tokio::time::sleep(REST).await;
        }
    }
    panic!("thirty requests always take more than a second");
}

/// Remaining requests after each of four requests to two processes in turn; `None` when one of them took too long.
async fn remaining_in_turn(here: &Router, there: &Router, address: &str) -> Option<Vec<String>> {
    let (mut remaining, mut slowest) = (Vec::new(), Duration::ZERO);
    for router in [here, there, here, there] {
        let asked = Instant::now();
        let answer = ask(router, address).await;
        remaining.push(answer.header("x-ratelimit-remaining").to_owned());
        slowest = slowest.max(asked.elapsed());
    }
    (slowest < SLOW).then_some(remaining)
}

/// The first answer with status 429.
async fn refusal(router: &Router, path: &str, address: &str, accept: &str) -> Answer {
    for _ in 0..=120 {
        let answer = ask_for(router, path, address, accept).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return answer;
        }
    }
    panic!("{path} is never refused");
}

#[tokio::test]
async fn in_production_only_unless_it_is_said() {
    let limits = |options: &[&str]| config_with(options).limits_rate();
    assert!(!limits(&[]) && limits(&["--env", "production"]));
    assert!(limits(&["--rate-limit", "on"]) && !limits(&["--rate-limit", "off", "--env", "production"]));
    let app = TestApp::new().await;
    let free = app.as_stranger().get("/login").await;
    assert_eq!((free.status, free.header("x-ratelimit-limit")), (StatusCode::OK, ""));
}

#[tokio::test]
async fn every_answer_says_what_is_left() {
    let app = TestApp::new().await;
    let router = limited(&app, &[]);
    for (path, status) in [("/login", 200), ("/crm", 303), ("/crm/bookings/export.csv", 303)] {
        let answer = ask_for(&router, path, "198.51.100.1", "text/html").await;
        assert_eq!((path, answer.status.as_u16()), (path, status));
        assert_eq!(answer.header("x-ratelimit-limit"), "120", "{path}");
        assert_eq!(answer.header("ratelimit-policy"), "\"minute\";q=120;w=60, \"second\";q=20;w=1");
        assert!(answer.header("ratelimit").starts_with("\"minute\";r=11"), "{}", answer.header("ratelimit"));
        assert!((1..=60).contains(&answer.header("x-ratelimit-reset").parse::<u32>().unwrap()));
    }
    let fourth = ask(&router, "198.51.100.1").await;
    assert_eq!(fourth.header("x-ratelimit-remaining"), "116");
}

#[tokio::test]
async fn files_and_questions_after_health_are_free() {
    let app = TestApp::new().await;
    let router = limited(&app, &[]);
    for path in ["/livez", "/readyz", "/offline", "/icons.svg", "/no-such-file.js"] {
        for _ in 0..30 {
            let answer = ask_for(&router, path, "198.51.100.1", "*/*").await;
            assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            assert_eq!(answer.header("x-ratelimit-limit"), "");
        }
    }
    assert_eq!(ask(&router, "198.51.100.1").await.header("x-ratelimit-remaining"), "119");
}

#[tokio::test]
async fn what_is_too_much_is_refused_in_words_and_is_not_counted() {
    let app = TestApp::new().await;
    let router = limited(&app, &[]);
    assert_eq!(burst(&router, 100).await, 20);
    // No page is rendered until it is refused: twenty are asked for in less than a second.
    let page = refusal(&router, "/crm", "203.0.113.7", "text/html").await;
    assert!(page.text.contains("<title>") && page.text.contains("http-equiv=\"refresh\""), "{}", page.text);
    assert!(page.header("content-security-policy").contains("default-src"), "as safe as any answer");
    assert_eq!(page.header("x-ratelimit-remaining"), "0");
    let call = refusal(&router, "/api/bookings/list", "203.0.113.8", "application/json").await;
    assert_eq!(call.header("content-type"), "application/json");
    assert!(call.text.contains("TooManyRequests"), "{}", call.text);
    let wait = page.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));
    tokio::time::sleep(Duration::from_secs(wait)).await;
    assert_eq!(ask(&router, "203.0.113.7").await.status, StatusCode::OK, "what was refused is not counted");
}

#[tokio::test]
async fn the_nearest_address_that_is_no_proxy_counts() {
    let app = TestApp::new().await;
    let router = limited(&app, &[]);
    let remaining = async |forwarded: &str| ask(&router, forwarded).await.header("x-ratelimit-remaining").to_owned();
    assert_eq!(remaining("6.6.6.6, 198.51.100.9").await, "119");
    assert_eq!(remaining("7.7.7.7, 198.51.100.9").await, "118", "what stands further left is made up");
    assert_eq!(remaining("2001:db8:1:2::1").await, "119");
    assert_eq!(remaining("2001:db8:1:2:ffff::2").await, "118", "one customer has a /64");
    assert_eq!(remaining("2001:db8:1:3::1").await, "119");
}

#[tokio::test]
async fn processes_count_together_over_redis_and_each_for_itself_without() {
    let app = TestApp::new().await;
    let mut redis = Redis::start();
    let options = ["--redis-url", &redis.address()];
    let (here, there) = (limited(&app, &options), limited(&app, &options));
    let mut judged = 0;
    // On a busy machine Redis is too slow now and then; whenever it is not, both count together.
    for host in 1..=50 {
        match remaining_in_turn(&here, &there, &format!("198.51.100.{host}")).await {
            Some(remaining) => {
                assert_eq!(remaining, ["119", "118", "117", "116"]);
                judged += 1;
            }
            None => tokio::time::sleep(REST).await,
        }
        if judged == 10 {
            break;
        }
    }
    assert_eq!(judged, 10, "Redis is nearly always too slow");
    assert_eq!(burst(&there, 101).await, 20);
    redis.kill();
    let alone = ask(&here, "203.0.113.1").await;
    assert_eq!((alone.status, alone.header("x-ratelimit-remaining")), (StatusCode::OK, "119"), "counted here alone");
    redis.restart();
    // It is asked again after a moment; the revived one knows nothing of before.
    let begun = Instant::now();
    loop {
        let address = "203.0.113.2";
        let (first, second) = (ask(&here, address).await, ask(&there, address).await);
        let left = |answer: &Answer| answer.header("x-ratelimit-remaining").parse::<u32>().unwrap();
        if left(&second) + 1 == left(&first) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "Redis is back and not asked");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}
