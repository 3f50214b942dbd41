use domain::search::fold;
use testkit::TestDb;

#[tokio::test]
async fn rust_and_sql_fold_every_character_alike() {
    let db = TestDb::new().await;
    let of = |code: u32| char::from_u32(code).filter(|_| code > 0);
    let mut wrong: Vec<String> = Vec::new();
    for start in (0..=0x10_FFFF).step_by(0x1_0000) {
        let codes: Vec<i32> = (start..start + 0x1_0000).filter_map(|code| of(code).map(|_| code as i32)).collect();
        let folded: Vec<String> = sqlx::query_scalar(
            "SELECT fold_text('a' || chr(code) || 'b') FROM unnest($1::int[]) WITH ORDINALITY t(code, number) ORDER BY number",
        )
        .bind(&codes)
        .fetch_all(&db.pool)
        .await
        .unwrap();
        wrong.extend(codes.iter().zip(folded).filter_map(|(code, by_sql)| {
            let by_rust = fold(&format!("a{}b", of(*code as u32)?));
            (by_rust != by_sql).then(|| format!("{code:X}: {by_rust:?}, in SQL {by_sql:?}"))
        }));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn rust_and_sql_fold_texts_alike() {
    let db = TestDb::new().await;
    let texts = [
        "Алёна ЁЖ",
        "أحمد إيمان آمنة ٱلله",
        "مكتبةٌ كُبرى",
        "٠١٢٣٤٥٦٧٨٩",
        "ـــ",
        "Straße",
        "И\u{306}орданова Ўзбек Ёж",
        "عبد الله نور الدين ﷲ",
        "O’Brien «x» — ½ ﬁ Ⅷ",
        "ÀÉÎ",
        "Қазақ Ұлы Ғ",
        "a\u{200F}b\u{200E}c\u{200B}d",
        "@Amelia.Hart_99",
        "50%",
        "🙂",
    ];
    for text in texts {
        let folded: String = sqlx::query_scalar("SELECT fold_text($1)").bind(text).fetch_one(&db.pool).await.unwrap();
        assert_eq!(folded, fold(text), "{text}");
    }
}
