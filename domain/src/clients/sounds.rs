use super::{called::has_trigram, push_called};
use crate::{Db, Result, search::pattern};
use sqlx::{Postgres, QueryBuilder};

/// A folded word that names of clients may sound like.
#[derive(Clone, Debug)]
pub(crate) struct SoundWord {
    text: String,
    /// `LIKE` patterns of its keys, see the migrations' `sound_patterns`; none for numbers and handles.
    patterns: Vec<String>,
}

impl SoundWord {
    /// The words with their keys; `None` if none of them has a sound.
    pub async fn with_keys(db: &Db, words: Vec<String>) -> Result<Option<Vec<Self>>> {
        let patterns: Vec<Vec<String>> = sqlx::query_scalar(
            "SELECT sound_patterns(word) FROM unnest($1::text[]) WITH ORDINALITY words(word, number) ORDER BY number",
        )
        .bind(&words)
        .fetch_all(db)
        .await?;
        let words: Vec<_> =
            words.into_iter().zip(patterns).map(|(text, patterns)| SoundWord { text, patterns }).collect();
        Ok(words.iter().any(|word| !word.patterns.is_empty()).then_some(words))
    }
}

/// Appends ` AND …` per word: a name of clients `c` sounds like it, or the column `search` or `names` contains it.
pub(crate) fn push_sounding(sql: &mut QueryBuilder<Postgres>, column: &str, words: &[SoundWord]) {
    for SoundWord { text, patterns } in words {
        if patterns.is_empty() {
            push_called(sql, column, std::slice::from_ref(text));
            continue;
        }
        sql.push(" AND (c.sounds LIKE ANY(").push_bind(patterns.clone()).push(")");
        // Shorter words would need a scan, see `push_called`.
        if has_trigram(text) {
            sql.push(format_args!(" OR c.{column} LIKE ")).push_bind(pattern(text));
        }
        sql.push(")");
    }
}
