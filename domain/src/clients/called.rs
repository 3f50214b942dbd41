use crate::search::pattern;
use sqlx::{Postgres, QueryBuilder};

/// ` AND …` for each word: that clients `c` have it in a column, `search` or `names`, by whichever index can tell.
pub(crate) fn push_called(sql: &mut QueryBuilder<Postgres>, column: &str, words: &[String]) {
    for word in words {
        if has_trigram(word) {
            sql.push(format_args!(" AND c.{column} LIKE ")).push_bind(pattern(word));
        } else {
            // pg_trgm finds nothing to look up in it and would read its whole index: its pairs of letters tell. The
            // check is no LIKE, so that the planner cannot ask pg_trgm all the same.
            sql.push(format_args!(" AND short_grams(c.{column}) @> ")).push_bind(short_grams(word));
            sql.push(format_args!(" AND strpos(c.{column}, ")).push_bind(word.clone()).push(") > 0");
        }
    }
}

/// Whether `%word%` has three letters or digits in a row, what pg_trgm needs.
fn has_trigram(word: &str) -> bool {
    let letters: Vec<bool> = word.chars().map(char::is_alphanumeric).collect();
    letters.windows(3).any(|three| three.iter().all(|letter| *letter))
}

/// Pairs of letters, or the only letter: see `short_grams` in the migrations.
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
