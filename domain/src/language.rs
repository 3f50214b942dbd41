use crate::text_enum;

text_enum! {
    /// A language that staff and clients are served in, in the order a switch shows them. Its word is the ISO 639-1 code,
    /// as in `lang` attributes, cookies and URLs.
    #[derive(Default)]
    pub enum Language {
        /// Russian
        Ru = "ru",
        /// English
        #[default]
        En = "en",
        /// Arabic
        Ar = "ar",
    }
}

impl Language {
    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::Ru => "Русский",
            Language::En => "English",
            Language::Ar => "العربية",
        }
    }

    /// Direction of script, for the `dir` attribute.
    pub fn dir(self) -> &'static str {
        if self == Language::Ar { "rtl" } else { "ltr" }
    }

    /// The language of a tag (RFC 5646), `None` for one that is not served. A region (`ru-KZ`) makes no difference.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The best served language of an `Accept-Language` header (RFC 9110, 12.5.4).
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
