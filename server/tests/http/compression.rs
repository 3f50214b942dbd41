use crate::app::{Client, TestApp};
use axum::{
    body::{Body, to_bytes},
    http::{StatusCode, header},
};
use std::collections::BTreeSet;
use tower::ServiceExt as _;

/// Encoding, padding and length in bytes of an answer to a browser that reads brotli.
async fn compressed(app: &TestApp, client: &Client<'_>, path: &str) -> (String, usize, usize) {
    let request = client.request("GET", path).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty()).unwrap();
    let answer = app.router.clone().oneshot(request).await.unwrap();
    let text = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let (encoding, padding) = (text("content-encoding"), text("x-padding").len());
    (encoding, padding, to_bytes(answer.into_body(), 10_000_000).await.unwrap().len())
}

#[tokio::test]
async fn pages_are_compressed_and_their_length_varies() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    let plain = director.get("/crm/bookings").await;
    assert_eq!((plain.header("content-encoding"), plain.header("x-padding")), ("", ""));
    let mut paddings = BTreeSet::new();
    for _ in 0..20 {
        let (encoding, padding, length) = compressed(&app, &director, "/crm/bookings").await;
        assert_eq!(encoding, "br");
        assert!(length * 3 < plain.text.len(), "{length} of {}", plain.text.len());
        paddings.insert(padding);
    }
    assert!(paddings.len() > 3, "{paddings:?}");
}

#[tokio::test]
async fn short_answers_are_not_compressed() {
    let app = TestApp::new().await;
    let (encoding, padding, _) = compressed(&app, &app.as_stranger(), "/livez").await;
    assert_eq!((encoding.as_str(), padding), ("", 0));
}

#[tokio::test]
async fn a_page_names_the_texts_of_its_language_and_they_never_change() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    for (language, word) in [("en", "Bookings"), ("ru", "Записи"), ("ar", "الحجوزات")] {
        let cookie = format!("{}; language={language}", director.cookie());
        let page = Client::with_cookie(&app.router, &cookie).get("/crm").await.text;
        let address = page.split("data-texts=\"").nth(1).unwrap().split('"').next().unwrap();
        let texts = app.as_stranger().get(address).await;
        assert_eq!(texts.status, StatusCode::OK, "{address}");
        assert!(texts.header("cache-control").contains("immutable") && texts.text.lines().any(|line| line == word));
        let other = address.replace("/texts/", "/texts/0");
        assert_eq!(app.as_stranger().get(&other).await.status, StatusCode::NOT_FOUND);
    }
}
