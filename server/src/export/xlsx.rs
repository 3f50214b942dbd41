use super::Export;
use app::export::{Cell, cells};
use axum::body::Body;
use domain::{Error, Result};
use jiff::civil::DateTime;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use tokio_util::io::ReaderStream;

/// Excel's limit without the heading.
const MAX_ROWS_PER_SHEET: u32 = 1_048_575;

/// Writes the workbook row by row to an anonymous temporary file and streams that.
pub async fn body(export: Export) -> Result<Body> {
    let file = tokio::task::spawn_blocking(move || write(export)).await.map_err(internal_error)??;
    Ok(Body::from_stream(ReaderStream::with_capacity(tokio::fs::File::from_std(file), 64 * 1024)))
}

fn write(mut export: Export) -> Result<File> {
    let mut workbook = Workbook::new();
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let bold = Format::new().set_bold();
    let mut next = export.rows.blocking_recv();
    loop {
        let sheet = workbook.add_worksheet_with_constant_memory();
        for (column, heading) in (0..).zip(export.headings()) {
            sheet.write_with_format(0, column, heading, &bold).map_err(internal_error)?;
        }
        for line in 1..=MAX_ROWS_PER_SHEET {
            let Some(row) = next else { break };
            for (column, cell) in (0..).zip(cells(export.language, export.clients, row?)) {
                write_cell(sheet, (line, column), cell, &moment).map_err(internal_error)?;
            }
            next = export.rows.blocking_recv();
        }
        // Further rows go to the next sheet.
        if next.is_none() {
            break;
        }
    }
    let file = tempfile::tempfile().and_then(|file| Ok((file.try_clone()?, file)));
    let (written, mut file) = file.map_err(internal_error)?;
    workbook.save_to_writer(written).map_err(internal_error)?;
    std::io::Seek::rewind(&mut file).map_err(internal_error)?;
    Ok(file)
}

fn internal_error(error: impl std::error::Error) -> Error {
    tracing::error!(%error, "a workbook could not be written");
    Error::Internal
}

/// Texts are written as string cells, which Excel never evaluates as formulas.
fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), cell: Cell, moment: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) | Cell::Phone(text) => sheet.write_string(row, column, text)?,
        Cell::Count(count) => sheet.write_number(row, column, count as f64)?,
        Cell::Amount(minor, digits) => sheet.write_number(row, column, minor as f64 / 10_f64.powi(digits as i32))?,
        Cell::Moment(at) => sheet.write_number_with_format(row, column, serial_date(at), moment)?,
    };
    Ok(())
}

/// Excel's serial date: days since 1899-12-30.
fn serial_date(at: DateTime) -> f64 {
    let start = jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0);
    at.duration_since(start).as_secs_f64() / 86_400.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn serial_dates_match_excel() {
        let noon = jiff::civil::date(2026, 11, 20).at(12, 0, 0, 0);
        assert_eq!(super::serial_date(noon), 46_346.5);
    }
}
