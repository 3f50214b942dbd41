use super::Export;
use app::export::{Cell, cells};
use axum::body::Body;
use bytes::Bytes;
use csv::Writer;
use domain::{Error, bookings::ExportRow};
use futures::stream;
use std::io;

/// Spreadsheets recognize UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{feff}";
const ROWS_PER_CHUNK: usize = 256;

pub fn body(export: Export) -> Body {
    let headings = text(|csv| csv.write_record(export.headings()));
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
    text(|csv| {
        for row in rows {
            // An error aborts the response, so that the client detects the incomplete file.
            let row = row.map_err(io::Error::other)?;
            csv.write_record(cells(export.language, export.clients, row).into_iter().map(field))?;
        }
        Ok(())
    })
}

fn text(write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> io::Result<Bytes> {
    let mut csv = Writer::from_writer(Vec::new());
    write(&mut csv).map_err(io::Error::other)?;
    csv.into_inner().map(Bytes::from).map_err(|error| io::Error::other(error.to_string()))
}

fn field(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => escape_formulas(text),
        Cell::Count(count) => count.to_string(),
        Cell::Amount(minor, 0) => minor.to_string(),
        Cell::Amount(minor, digits) => {
            let unit = 10_u64.pow(digits);
            let sign = if minor < 0 { "-" } else { "" };
            let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
            format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn fields_are_plain_and_formulas_are_escaped() {
        let text = |text: &str| field(Cell::Text(text.to_owned()));
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(
            [text("+971 50"), text("@amelia"), text("-1"), text("Noura = 1")],
            ["'+971 50", "'@amelia", "'-1", "Noura = 1"]
        );
        // Spreadsheets with semicolons as separators ignore quotes.
        assert_eq!(text("tea;=HYPERLINK(\"x\")"), "tea;'=HYPERLINK(\"x\")");
        assert_eq!(text("a\n \"=1\"\t+1; - 2"), "a\n' \"=1\"\t'+1;' - 2");
        assert_eq!([text("\tx"), text("a; b - c")], ["'\tx", "a; b - c"]);
        assert_eq!([field(Cell::Amount(18_050, 2)), field(Cell::Amount(-5, 3))], ["180.50", "-0.005"]);
        assert_eq!(field(Cell::Moment(date(2026, 11, 20).at(9, 5, 0, 0))), "2026-11-20 09:05");
    }
}
