//! Bookings as a table for CSV and XLSX files.

use crate::core::{
    texts::Texts,
    words::{source_name, status_name},
};
use domain::{Language, bookings::ExportRow, text_enum};
use jiff::civil::DateTime;

/// Parameter of the URL of a CSV file that names a [`CsvStyle`].
pub const CSV_STYLE: &str = "style";

text_enum! {
    /// Separator and decimal sign of a CSV file. Spreadsheets expect those of their language.
    pub enum CsvStyle {
        /// `;` between fields and `,` before decimals.
        Semicolon = "semicolon",
        /// `,` between fields and `.` before decimals.
        Comma = "comma",
    }
}

impl CsvStyle {
    /// The style of spreadsheets in a language.
    pub fn of(language: Language) -> Self {
        match language {
            Language::Ru => CsvStyle::Semicolon,
            Language::En | Language::Ar => CsvStyle::Comma,
        }
    }
}

/// A cell of an exported table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, to be written as text: it may look like a formula.
    Text(String),
    /// A phone number as typed.
    Phone(String),
    /// A whole number.
    Count(i64),
    /// An amount of money in minor units, and the number of decimals.
    Amount(i64, u32),
    /// A moment in the salon's local time.
    Moment(DateTime),
}

/// Column headings; with or without the client's columns.
pub fn headings(language: Language, clients: bool) -> Vec<&'static str> {
    let t = Texts(language);
    let whose = [t.bookings_client(), t.sheet_phone(), t.sheet_instagram()];
    let mut headings = vec![t.sheet_when(), t.new_minutes()];
    headings.extend(whose.into_iter().filter(|_| clients));
    headings.extend([
        t.sheet_service(),
        t.sheet_master(),
        t.sheet_price(),
        t.sheet_currency(),
        t.bookings_status(),
        t.source_label(),
    ]);
    headings.extend(clients.then(|| t.sheet_notes()));
    headings
}

/// The cells of a booking, in the order of [`headings`].
pub fn cells(language: Language, clients: bool, row: ExportRow) -> Vec<Cell> {
    let t = Texts(language);
    let text = |text: Option<String>| Cell::Text(text.unwrap_or_default());
    let digits = row.price.decimals();
    let mut cells = vec![Cell::Moment(row.starts), Cell::Count(row.minutes.into())];
    if clients {
        let phone = Cell::Phone(row.phone.unwrap_or_default());
        cells.extend([text(row.client), phone, text(row.instagram)]);
    }
    cells.extend([
        Cell::Text(row.service),
        Cell::Text(row.master),
        Cell::Amount(row.price.minor, digits),
        Cell::Text(row.price.currency),
        Cell::Text(status_name(t, row.status).to_owned()),
        Cell::Text(source_name(t, row.source).to_owned()),
    ]);
    if clients {
        cells.push(text(row.notes));
    }
    cells
}
