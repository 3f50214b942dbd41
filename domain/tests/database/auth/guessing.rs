use super::*;

#[tokio::test]
async fn a_stranger_locks_nobody_out() {
    let db = with_maria().await;
    let (now, [phone, stranger]) = (Timestamp::now(), [device(), device()]);
    enter(&db.pool, LOGIN, &phone, now).await;
    let guess = |address| SignIn { address, ..with(&stranger, LOGIN, "a guess") };
    // Sets the count directly, since each real failure would make the next attempt wait.
    for _ in 0..6 {
        assert!(is_wrong(&db.pool, guess("198.51.100.7"), now).await);
    }
    sqlx::query("UPDATE sign_in_failures SET failures = 100 WHERE failures > 0").execute(&db.pool).await.unwrap();
    let answer = sign_in(&db.pool, guess("198.51.100.7"), now).await.err();
    assert!(
        matches!(answer, Some(Error::TooManyRequests { seconds }) if seconds > 60),
        "the address is told to wait, not {answer:?}"
    );
    // The account's owner can sign in: with a known device from the blocked address, and with a new device from another
    // one.
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
