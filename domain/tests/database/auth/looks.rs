use super::*;

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
    keep_looks(&db.asker(&maria.actor), maria.session, &dark).await.unwrap();
    let (at_desk, last) = looks(LOGIN, &desk).await;
    assert_eq!(last, dark, "a new device begins as the last one was left");
    keep_looks(&db.asker(&at_desk.actor), at_desk.session, &Looks { theme: Some("light".into()), ..Looks::default() })
        .await
        .unwrap();
    assert_eq!(looks(LOGIN, &phone).await.1, dark);
    assert_eq!(looks(LOGIN, &desk).await.1, Looks { language: Some("ar".into()), theme: Some("light".into()) });
    assert_eq!(looks("vera@salon.example", &phone).await.1, Looks::default());
}
