use super::Export;
use app::export::{Cell, CsvStyle, cells};
use axum::body::Body;
use bytes::Bytes;
use csv::{Writer, WriterBuilder};
use domain::{Error, bookings::ExportRow};
use futures::stream;
use std::io;

/// Spreadsheets recognize UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{feff}";
const ROWS_PER_CHUNK: usize = 256;

pub fn body(export: Export) -> Body {
    let headings = text(export.style, |csv| csv.write_record(export.headings()));
    let first =
        headings.map(|headings| Bytes::from(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&headings))));
    let rest = stream::unfold(export, async |mut export| {
        let mut rows = Vec::with_capacity(ROWS_PER_CHUNK);
        if export.rows.recv_many(&mut rows, ROWS_PER_CHUNK).await == 0 {
            return None;
        }
        Some((chunk(&export, rows), export))
    });
    Body::from_stream(stream::StreamExt::chain(stream::iter([first]), rest))
}

fn chunk(export: &Export, rows: Vec<Result<ExportRow, Error>>) -> io::Result<Bytes> {
    text(export.style, |csv| {
        for row in rows {
            // An error aborts the response, so that the client detects the incomplete file.
            let row = row.map_err(io::Error::other)?;
            let cells = cells(export.language, export.clients, row).into_iter();
            csv.write_record(cells.map(|cell| field(cell, export.style)))?;
        }
        Ok(())
    })
}

fn text(style: CsvStyle, write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> io::Result<Bytes> {
    let separator = match style {
        CsvStyle::Semicolon => b';',
        CsvStyle::Comma => b',',
    };
    let mut csv = WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    write(&mut csv).map_err(io::Error::other)?;
    csv.into_inner().map(Bytes::from).map_err(|error| io::Error::other(error.to_string()))
}

fn field(cell: Cell, style: CsvStyle) -> String {
    match cell {
        Cell::Text(text) => escape_formulas(text),
        Cell::Phone(phone) => escape_phone(phone),
        Cell::Count(count) => count.to_string(),
        Cell::Amount(minor, 0) => minor.to_string(),
        Cell::Amount(minor, digits) => {
            let unit = 10_u64.pow(digits);
            let sign = if minor < 0 { "-" } else { "" };
            let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
            let mark = if style == CsvStyle::Semicolon { ',' } else { '.' };
            format!("{sign}{whole}{mark}{rest:0width$}", width = digits as usize)
        }
        Cell::Moment(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Characters that begin a formula in spreadsheets, including full-width variants.
const FORMULA_PREFIXES: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// Separators that a spreadsheet may use instead of commas, ignoring quotes.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// Prefixes formulas with an apostrophe (OWASP, "CSV Injection"): at the beginning, and after anything that may be
/// read as a separator.
fn escape_formulas(text: String) -> String {
    let blank = text.starts_with(['\t', '\r', '\n']);
    if !blank && !text.contains(FORMULA_PREFIXES) {
        return text;
    }
    let formula = |piece: &str| piece.trim_start_matches([' ', '"']).starts_with(FORMULA_PREFIXES);
    let cells = text.split_inclusive(SEPARATORS);
    cells.enumerate().fold(String::with_capacity(text.len() + 1), |mut safe, (at, piece)| {
        if formula(piece) || (blank && at == 0) {
            safe.push('\'');
        }
        safe + piece
    })
}

/// Prefixes a phone with an apostrophe only where a spreadsheet would run it as a formula, or change it into a number or
/// a date.
fn escape_phone(phone: String) -> String {
    let digits = phone.strip_prefix('+').unwrap_or(&phone);
    let plain = |c: char| c.is_ascii_digit() || SPACES.contains(&c);
    if digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(plain) {
        return if is_number(digits) { format!("'{phone}") } else { phone };
    }
    if is_number(&phone) || is_date(&phone) {
        return format!("'{phone}");
    }
    escape_formulas(phone)
}

/// Spaces that a spreadsheet may read as separators of thousands.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// Whether all digits may be read as one number: together, in brackets (a negative one), or in groups of thousands.
fn is_number(text: &str) -> bool {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')');
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}', ',', '.', '\'']);
    let is_group = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let thousands = |group: &&str| group.len() == 3;
    is_group(first)
        && rest.iter().all(|group| is_group(group))
        // One separator may be the decimal sign.
        && (rest.len() == 1 || rest.iter().all(thousands))
}

/// Whether the digits may be read as a day, a month and a year, or two of them.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['-', '.', '/']).collect();
    let is_part = |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.chars().all(|c| c.is_ascii_digit());
    matches!(parts.len(), 2 | 3) && parts.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn fields_are_plain_and_formulas_are_escaped() {
        let text = |text: &str| field(Cell::Text(text.to_owned()), CsvStyle::Comma);
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(
            [text("+971 50"), text("@amelia"), text("-1"), text("Noura = 1")],
            ["'+971 50", "'@amelia", "'-1", "Noura = 1"]
        );
        // Spreadsheets with semicolons as separators ignore quotes.
        assert_eq!(text("tea;=HYPERLINK(\"x\")"), "tea;'=HYPERLINK(\"x\")");
        assert_eq!(text("a\n \"=1\"\t+1; - 2"), "a\n' \"=1\"\t'+1;' - 2");
        assert_eq!([text("\tx"), text("a; b - c")], ["'\tx", "a; b - c"]);
        let amounts = |style| [field(Cell::Amount(18_050, 2), style), field(Cell::Amount(-5, 3), style)];
        assert_eq!(amounts(CsvStyle::Comma), ["180.50", "-0.005"]);
        assert_eq!(amounts(CsvStyle::Semicolon), ["180,50", "-0,005"]);
        let moment = Cell::Moment(date(2026, 11, 20).at(9, 5, 0, 0));
        assert_eq!(field(moment, CsvStyle::Semicolon), "2026-11-20 09:05");
    }

    #[test]
    fn phones_are_escaped_where_a_spreadsheet_would_run_or_change_them() {
        for kept in [
            "",
            "+971 50 123 4567",
            "050 123 4567",
            "050-123-4567",
            "+7 916 123 45 67",
            "8 (916) 123-45-67",
            "050 123 4567 доб. 12",
        ] {
            assert_eq!(escape_phone(kept.to_owned()), kept);
        }
        for changed in [
            "+971501234567",
            "0501234567",
            "971 501 234 567",
            "+971 501 234 567",
            "(0501234567)",
            "0501.234567",
            "+971-50-123-4567",
            "+971 (0)50 123 4567",
            "=1+1",
            "@x",
            "-5",
            "10-11-12",
            "12.11.2026",
        ] {
            assert_eq!(escape_phone(changed.to_owned()), format!("'{changed}"));
        }
    }
}
