use super::Export;
use app::export::{Cell, cells};
use axum::body::Body;
use bytes::Bytes;
use csv::Writer;
use domain::{Error, bookings::ExportRow};
use futures::stream;
use std::io;

/// Spreadsheets take a text for UTF-8 by this.
const MARK: &str = "\u{feff}";
/// Rows that are written at once.
const PIECE: usize = 256;

/// The table as it comes.
pub fn body(export: Export) -> Body {
    let headings = text(|csv| csv.write_record(export.headings()));
    let first = headings.map(|headings| Bytes::from(format!("{MARK}{}", String::from_utf8_lossy(&headings))));
    let rest = stream::unfold(export, async |mut export| {
        let mut rows = Vec::with_capacity(PIECE);
        if export.rows.recv_many(&mut rows, PIECE).await == 0 {
            return None;
        }
        Some((piece(&export, rows), export))
    });
    Body::from_stream(stream::StreamExt::chain(stream::iter([first]), rest))
}

fn piece(export: &Export, rows: Vec<Result<ExportRow, Error>>) -> io::Result<Bytes> {
    text(|csv| {
        for row in rows {
            // The answer breaks off: what has come is not taken for all.
            let row = row.map_err(io::Error::other)?;
            csv.write_record(cells(export.language, export.clients, row).into_iter().map(written))?;
        }
        Ok(())
    })
}

fn text(write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> io::Result<Bytes> {
    let mut csv = Writer::from_writer(Vec::new());
    write(&mut csv).map_err(io::Error::other)?;
    csv.into_inner().map(Bytes::from).map_err(|error| io::Error::other(error.to_string()))
}

fn written(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
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

/// What a spreadsheet would take for the beginning of a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What begins a cell where a spreadsheet reads the file by other separators than it was written with, whatever is quoted.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// What a spreadsheet would take for a formula is text (OWASP, "CSV Injection"): at its beginning, and behind whatever
/// may be taken for a separator.
fn harmless(text: String) -> String {
    let blank = text.starts_with(['\t', '\r', '\n']);
    if !blank && !text.contains(FORMULA) {
        return text;
    }
    let formula = |piece: &str| piece.trim_start_matches([' ', '"']).starts_with(FORMULA);
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
    fn cells_are_plain_and_no_formula() {
        let text = |text: &str| written(Cell::Text(text.to_owned()));
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(
            [text("+971 50"), text("@amelia"), text("-1"), text("Noura = 1")],
            ["'+971 50", "'@amelia", "'-1", "Noura = 1"]
        );
        // A spreadsheet that takes semicolons for separators does so whatever is quoted.
        assert_eq!(text("tea;=HYPERLINK(\"x\")"), "tea;'=HYPERLINK(\"x\")");
        assert_eq!(text("a\n \"=1\"\t+1; - 2"), "a\n' \"=1\"\t'+1;' - 2");
        assert_eq!([text("\tx"), text("a; b - c")], ["'\tx", "a; b - c"]);
        assert_eq!([written(Cell::Amount(18_050, 2)), written(Cell::Amount(-5, 3))], ["180.50", "-0.005"]);
        assert_eq!(written(Cell::Moment(date(2026, 11, 20).at(9, 5, 0, 0))), "2026-11-20 09:05");
    }
}
