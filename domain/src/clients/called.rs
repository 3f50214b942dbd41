use crate::search::pattern;
use sqlx::{Postgres, QueryBuilder};

/// Appends ` AND …` per word: the column `search` or `names` of clients `c` contains it. Chooses the index that can
/// find the word.
pub(crate) fn push_called(sql: &mut QueryBuilder<Postgres>, column: &str, words: &[String]) {
    for word in words {
        if has_trigram(word) {
            sql.push(format_args!(" AND c.{column} LIKE ")).push_bind(pattern(word));
        } else {
            // Without a trigram, pg_trgm would scan its whole index; the index of letter pairs finds the word. `strpos`
            // instead of `LIKE`, because the planner could use pg_trgm for `LIKE`.
            sql.push(format_args!(" AND short_grams(c.{column}) @> ")).push_bind(short_grams(word));
            sql.push(format_args!(" AND strpos(c.{column}, ")).push_bind(word.clone()).push(") > 0");
        }
    }
}

/// Whether the word has three adjacent letters or digits, which pg_trgm needs.
pub(super) fn has_trigram(word: &str) -> bool {
    let letters: Vec<bool> = word.chars().map(char::is_alphanumeric).collect();
    letters.windows(3).any(|three| three.iter().all(|letter| *letter))
}

/// The word's pairs of adjacent characters, or its only character: the same as `short_grams` in the migrations.
fn short_grams(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let size = letters.len().clamp(1, 2);
    letters.windows(size).map(|pair| pair.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_strange_words_are_looked_up_by_pairs() {
        assert!(has_trigram("анна") && has_trigram("50м") && !has_trigram("ли") && !has_trigram("🙂🙂🙂"));
        assert!(!has_trigram("a.b.c"));
        assert_eq!(short_grams("щ"), ["щ"]);
        assert_eq!(short_grams("%%%"), ["%%", "%%"]);
    }
}
