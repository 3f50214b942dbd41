use super::export::{CSV_STYLE, CsvStyle};
use domain::bookings::{BookingId, BookingQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Format of an exported file.
#[derive(Clone, Copy)]
pub enum ExportFormat {
    Xlsx,
    Csv(CsvStyle),
}

const LIST: &str = "/crm/bookings";

/// The query in the URL. The router's own parameters are decoded twice, so that a search for `%41` would find `A`.
pub fn use_booking_query() -> Memo<BookingQuery> {
    let search = use_location().search;
    Memo::new(move |_| {
        let parameters = crate::core::url::parameters(&search.read());
        BookingQuery::from_parameters(|name| {
            parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        })
    })
}

pub fn list(query: &BookingQuery) -> String {
    format!("{LIST}{}", parameters(query))
}

/// URL of an export of all bookings that match, or only of these. Filters that could not be read are sent, too: the
/// server refuses them.
pub fn export(query: &BookingQuery, only: Option<&[BookingId]>, format: ExportFormat) -> String {
    // They may have been selected in several lists.
    let query = match only {
        Some(_) => BookingQuery { sort: query.sort, ..BookingQuery::default() },
        None => query.clone().from_start(),
    };
    let ids = |ids: &[BookingId]| ids.iter().map(BookingId::to_string).collect::<Vec<_>>().join(",");
    let mut parameters = query.parameters();
    parameters.extend(query.unreadable.iter().map(|(name, value)| (name.as_str(), value.clone())));
    parameters.extend(only.map(|only| ("only", ids(only))));
    let ending = match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Csv(style) => {
            parameters.push((CSV_STYLE, style.code().to_owned()));
            "csv"
        }
    };
    format!("{LIST}/export.{ending}{}", crate::core::url::query(&parameters))
}

/// URL of a booking beside the unfiltered list.
pub fn address(id: BookingId) -> String {
    format!("{LIST}/{id}")
}

/// URL of a booking beside a list.
pub fn sheet(id: BookingId, query: &BookingQuery) -> String {
    format!("{LIST}/{id}{}", parameters(query))
}

fn parameters(query: &BookingQuery) -> String {
    crate::core::url::query(&query.parameters())
}
