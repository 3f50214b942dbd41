//! Numbers, money, dates and times in each language. Server and browser run the same code, so hydration finds the same
//! text.

use crate::core::texts::Texts;
use domain::{Language, LocalTime, Money};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

/// `1204` → `1,204`, `1 204`.
pub fn number(language: Language, n: i64) -> String {
    let mark = if language == Language::Ru { '\u{a0}' } else { ',' };
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(n.unsigned_abs(), mark))
}

fn grouped(n: u64, mark: char) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// Joins facts by dots into one line. Each fact is isolated (Unicode FSI … PDI), so that its direction does not reorder
/// the line.
pub fn facts_in_line(facts: impl IntoIterator<Item = String>) -> String {
    let isolated = |fact: String| format!("\u{2068}{fact}\u{2069}");
    facts.into_iter().map(isolated).collect::<Vec<_>>().join(" · ")
}

/// The amount without its currency: `420.00`, `420,00`.
pub fn amount(language: Language, money: &Money) -> String {
    let (whole, rest) = money.parts();
    let mark = if language == Language::Ru { ',' } else { '.' };
    let mut text = number(language, i64::try_from(whole).unwrap_or(i64::MAX));
    if money.minor < 0 {
        text.insert(0, '−');
    }
    match money.decimals() as usize {
        0 => text,
        width => format!("{text}{mark}{rest:0width$}"),
    }
}

/// Rounded to whole units of the currency.
pub fn rounded(language: Language, money: &Money) -> String {
    let unit = 10i64.pow(money.decimals());
    number(language, money.minor.saturating_add(unit / 2).div_euclid(unit))
}

/// The currency symbol, or else its code.
pub fn currency(language: Language, code: &str) -> &str {
    match (language, code) {
        (Language::Ar, "AED") => "د.إ",
        _ => code,
    }
}

/// `AED 420.00`, `420,00 AED`.
pub fn money(language: Language, money: &Money) -> String {
    let (amount, currency) = (amount(language, money), currency(language, &money.currency));
    match language {
        Language::En => format!("{currency}\u{a0}{amount}"),
        Language::Ru | Language::Ar => format!("{amount}\u{a0}{currency}"),
    }
}

/// `8 %`, `8%`; the sign of the number is left out.
pub fn percent(language: Language, n: i64) -> String {
    let n = number(language, n.saturating_abs());
    match language {
        Language::Ru => format!("{n}\u{a0}%"),
        Language::En | Language::Ar => format!("{n}%"),
    }
}

/// Durations from this number of minutes on are shown in hours.
const IN_HOURS: i64 = 180;

/// `90 min`, `3 h`, `3 h 15 min`
pub fn duration(t: Texts, minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        _ if minutes < IN_HOURS => t.count_minutes(minutes),
        (hours, 0) => t.count_hours(hours),
        (hours, rest) => t.count_hours_and_minutes(t.count_hours(hours), t.count_minutes(rest)),
    }
}

/// A sentence for use after a colon: with a lower-case first letter.
pub fn after_colon(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `15:30`
pub fn time(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `15:30`; the later of two equal times as `01:00, second time`.
pub fn clock(t: Texts, at: impl Into<LocalTime>) -> String {
    let LocalTime { civil, second } = at.into();
    if second { t.day_second(time(civil)) } else { time(civil) }
}

/// `15:30–17:00`
pub fn span(from: DateTime, to: DateTime) -> String {
    format!("{}–{}", time(from), time(to))
}

/// `Friday 20 November`; with the year if it differs from that of `today`.
pub fn long_day(language: Language, day: Date, today: Date) -> String {
    let comma = if language == Language::Ru { "," } else { "" };
    let month = nth(&months(language), day.month() - 1);
    let name = nth(&weekdays(language), weekday(day));
    with_year(format!("{name}{comma} {} {month}", day.day()), day, today)
}

/// `Fri 20 Nov`
pub fn short_day(language: Language, day: Date, today: Date) -> String {
    let comma = if language == Language::Ru { "," } else { "" };
    let name = nth(&short_weekdays(language), weekday(day));
    format!("{name}{comma} {}", date(language, day, today))
}

/// `20 Nov`
pub fn date(language: Language, day: Date, today: Date) -> String {
    with_year(format!("{} {}", day.day(), nth(&short_months(language), day.month() - 1)), day, today)
}

fn with_year(text: String, day: Date, today: Date) -> String {
    if day.year() == today.year() { text } else { format!("{text} {}", day.year()) }
}

fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_zero_offset()
}

fn nth(names: &[&'static str], at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at).copied()).unwrap_or_default()
}

fn weekdays(language: Language) -> [&'static str; 7] {
    match language {
        Language::Ru => ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
        Language::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Language::Ar => ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    }
}

fn short_weekdays(language: Language) -> [&'static str; 7] {
    match language {
        Language::Ru => ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        Language::Ar => weekdays(Language::Ar),
    }
}

fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::Ru => [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::Ar => [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
    }
}

fn short_months(language: Language) -> [&'static str; 12] {
    match language {
        Language::Ru => {
            ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."]
        }
        Language::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        Language::Ar => months(Language::Ar),
    }
}

/// `today, 15:30`, `yesterday, 18:05`, `Tue 17 Nov, 21:40`
pub fn at(t: Texts, at: impl Into<LocalTime>, today: Date) -> String {
    let at = at.into();
    let clock = clock(t, at);
    if at.date() == today {
        return t.day_today_at(clock);
    }
    if today.checked_sub(1.day()).is_ok_and(|yesterday| yesterday == at.date()) {
        return t.day_yesterday_at(clock);
    }
    t.day_at(short_day(t.0, at.date(), today), clock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn numbers_and_money_follow_the_language() {
        assert_eq!(number(Language::En, 1_234_567), "1,234,567");
        assert_eq!(number(Language::Ru, -1_234), "−1\u{a0}234");
        assert_eq!(number(Language::Ar, 999), "999");
        let price = Money { minor: 42_005, currency: "AED".into() };
        assert_eq!(money(Language::En, &price), "AED\u{a0}420.05");
        assert_eq!(money(Language::Ru, &price), "420,05\u{a0}AED");
        assert_eq!(money(Language::Ar, &price), "420.05\u{a0}د.إ");
        assert_eq!(rounded(Language::En, &Money { minor: 150, currency: "AED".into() }), "2");
        assert_eq!(amount(Language::En, &Money { minor: 1_500, currency: "JPY".into() }), "1,500");
        assert_eq!(Language::ALL.map(|language| percent(language, -3)), ["3\u{a0}%", "3%", "3%"]);
    }

    #[test]
    fn long_durations_are_in_hours() {
        let durations = |language| [5, 179, 180, 195, 1_440].map(|minutes| duration(Texts(language), minutes));
        assert_eq!(durations(Language::En), ["5 min", "179 min", "3 h", "3 h 15 min", "24 h"]);
        assert_eq!(durations(Language::Ru), ["5 мин", "179 мин", "3 ч", "3 ч 15 мин", "24 ч"]);
        assert_eq!(durations(Language::Ar), ["5 دقائق", "179 دقيقة", "3 ساعات", "3 ساعات و15 دقيقة", "24 ساعة"]);
    }

    #[test]
    fn only_the_first_letter_changes_after_a_colon() {
        assert_eq!(after_colon("Запись уже изменили. Обновите страницу."), "запись уже изменили. Обновите страницу.");
        assert_eq!(after_colon("\u{2068}Anna\u{2069} changed this"), "\u{2068}Anna\u{2069} changed this");
        assert_eq!(after_colon(""), "");
    }

    #[test]
    fn days_follow_the_language() {
        let (friday, today) = (day(2026, 11, 20), day(2026, 1, 1));
        assert_eq!(long_day(Language::En, friday, today), "Friday 20 November");
        assert_eq!(long_day(Language::Ru, friday, today), "пятница, 20 ноября");
        assert_eq!(long_day(Language::Ar, friday, day(2025, 1, 1)), "الجمعة 20 نوفمبر 2026");
        assert_eq!(short_day(Language::En, friday, today), "Fri 20 Nov");
        assert_eq!(time(friday.at(9, 5, 0, 0)), "09:05");
    }
}
