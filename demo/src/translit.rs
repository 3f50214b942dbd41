//! Transliteration for handles and email addresses.

/// Transliterates Cyrillic to lower-case `a-z` and drops other characters.
pub(super) fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_lowercase() {
            out.push(letter);
        } else {
            out.push_str(spelling(letter));
        }
    }
    out
}

fn spelling(letter: char) -> &'static str {
    match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn cyrillic_is_transliterated() {
        assert_eq!(latin("Юлия Щербакова-Жукова"), "yuliyasherbakovazhukova");
        assert_eq!(latin("Mary-Jane"), "maryjane");
    }
}
