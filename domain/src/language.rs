use crate::text_enum;

text_enum! {
    /// A language of the user interface, in the order in which the language switch lists them. Its code is ISO 639-1,
    /// as in `lang` attributes, cookies and URLs.
    #[derive(Default)]
    pub enum Language {
        /// Russian, written left to right.
        Ru = "ru",
        /// English, written left to right; the default where nothing else is known.
        #[default]
        En = "en",
        /// Modern standard Arabic, written right to left.
        Ar = "ar",
    }
}

impl Language {
    /// The language's own name for itself, as the language switch shows it.
    pub fn name(self) -> &'static str {
        match self {
            Language::Ru => "Русский",
            Language::En => "English",
            Language::Ar => "العربية",
        }
    }

    /// Text direction for the `dir` attribute: `rtl` or `ltr`.
    pub fn dir(self) -> &'static str {
        if self == Language::Ar { "rtl" } else { "ltr" }
    }

    /// The language of a BCP 47 tag (RFC 5646). Only the primary subtag counts: `ru-KZ` is Russian. `None` for a
    /// language that the interface does not have.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The supported language with the highest quality in an `Accept-Language` header (RFC 9110, 12.5.4); the first one
    /// of equal quality. `None` when no supported language is acceptable.
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(Language, f32)> = None;
        for part in header.split(',') {
            let mut fields = part.split(';');
            let Some(language) = fields.next().and_then(Self::from_tag) else { continue };
            let quality = fields.find_map(|f| f.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            if quality > 0.0 && best.is_none_or(|(_, q)| quality > q) {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_is_read_by_quality() {
        assert_eq!(Language::from_accept("fr, en;q=0.5, ru-RU;q=0.9"), Some(Language::Ru));
        assert_eq!(Language::from_accept("ar-AE"), Some(Language::Ar));
        assert_eq!(Language::from_accept("en;q=0, de"), None);
        assert_eq!(Language::from_accept(";;,q=,="), None);
    }
}
