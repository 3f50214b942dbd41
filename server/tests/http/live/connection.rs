//! Opening and closing of sockets: who is refused, and with which close code.

use super::*;
use axum::http::StatusCode;

#[tokio::test]
async fn nobody_comes_in_from_outside() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let refused = async |cookie: &str, origin: Option<&str>| {
        let mut request = format!("ws://{}{PATH}", process.address).into_client_request().unwrap();
        request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        if let Some(origin) = origin {
            request.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        }
        match connect_async(request).await {
            Err(Error::Http(answer)) => answer.status(),
            other => panic!("{other:?}"),
        }
    };
    let own = format!("http://{}", process.address);
    assert_eq!(refused("session=none", Some(&own)).await, StatusCode::UNAUTHORIZED);
    assert_eq!(refused(&stage.cookie, None).await, StatusCode::FORBIDDEN);
    assert_eq!(refused(&stage.cookie, Some("https://evil.test")).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_session_has_so_many_sockets_and_no_more() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let mut pages = Vec::new();
    let refusal = loop {
        match process.open(&stage.cookie).await {
            Ok(page) => pages.push(page),
            Err(Error::Http(answer)) => break answer.status(),
            Err(other) => panic!("{other}"),
        }
        assert!(pages.len() < 1_000, "no end");
    };
    assert_eq!((refusal, pages.len()), (StatusCode::TOO_MANY_REQUESTS, 64));
    // Others are not the poorer for it, and whoever closes a page may open another.
    process.page(&stage.cookie(&stage.dina).await, None).await;
    pages.pop();
    let begun = Instant::now();
    while process.open(&stage.cookie).await.is_err() {
        assert!(begun.elapsed() < PATIENCE, "a place that was left stays taken");
    }
}

#[tokio::test]
async fn whoever_is_switched_off_loses_the_link_within_five_seconds() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie(&stage.dina).await, None).await;
    domain::auth::switch_off(&stage.asker(), stage.dina.id).await.unwrap();
    let code = timeout(Duration::from_secs(5), page.closed()).await.expect("within five seconds");
    assert_eq!(code, 4401);
}

#[tokio::test]
async fn a_process_that_ends_says_when_to_come_back_and_does_not_wait() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let mut pages = Vec::new();
    for _ in 0..20 {
        pages.push(process.page(&stage.cookie, None).await.0);
    }
    let live = process.live.clone();
    let closing = tokio::spawn(async move { live.close().await });
    let mut times = Vec::new();
    for page in &mut pages {
        let bye = page.hear_of(|message| match message {
            ToPage::Bye { code, come_back_in_ms } => Some((code, come_back_in_ms)),
            _ => None,
        });
        let (code, after) = bye.await;
        assert_eq!(code, 1012);
        times.push(after);
        assert_eq!(page.closed().await, 1012);
    }
    times.sort_unstable();
    times.dedup();
    assert!(times.len() > 15 && times.iter().all(|after| *after <= 5_000), "{times:?}");
    assert!(process.open(&stage.cookie).await.is_err(), "nobody new is taken");
    timeout(PATIENCE, closing).await.expect("everybody has been told").unwrap();
    assert_eq!(process.live.count(), 0);
    process.stop.send(()).unwrap();
    timeout(PATIENCE, process.served).await.expect("it ends").unwrap();
    process.dispatcher.abort();
}

#[tokio::test]
async fn what_is_no_message_of_ours_changes_nothing() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    for odd in ["", "{", "null", r#"{"kind":"dance"}"#, r#"{"kind":"read","up_to":"all"}"#, "\u{0}"] {
        page.0.send(Message::text(odd)).await.unwrap();
    }
    stage.step(Verb::Confirm).await;
    process.live.wake();
    assert_eq!(page.changed().await.1, stage.booking.0);
    // Longer than any message of ours: the socket ends.
    page.0.send(Message::text("x".repeat(65 * 1024))).await.unwrap();
    let end = timeout(PATIENCE, async {
        while let Some(Ok(message)) = page.0.next().await {
            if matches!(message, Message::Close(_)) {
                break;
            }
        }
    });
    end.await.expect("it ends");
}

#[tokio::test]
async fn who_does_not_read_is_cut_off_and_hurts_nobody() {
    let stage = Stage::set().await;
    let process = stage.process().await;
    let _deaf = process.narrow_page(&stage.cookie).await;
    let (mut page, _) = process.page(&stage.cookie, None).await;
    // More than the connection's buffers hold.
    for round in 0..10 {
        let events =
            "INSERT INTO events (entity, entity_id, verb) SELECT 'booking', $1, 'note' FROM generate_series(1, 1000)";
        sqlx::query(events).bind(stage.booking).execute(&stage.app.db.pool).await.unwrap();
        process.live.wake();
        let reached = Seq((round + 1) * 1000);
        page.hear_of(|message| match message {
            ToPage::Changed { seq, .. } | ToPage::Resync { seq } if seq >= reached => Some(()),
            _ => None,
        })
        .await;
    }
    let gone = timeout(Duration::from_secs(30), async {
        while process.live.count() > 1 {
            sleep(Duration::from_millis(100)).await;
        }
    });
    gone.await.expect("the deaf one is gone");
}
