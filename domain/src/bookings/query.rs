use super::{Cursor, Status};
use crate::{Period, staff::UserId, text_enum};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

text_enum! {
    /// Order of the list of bookings, by start.
    #[derive(Default)]
    pub enum Sort {
        /// Descending: the latest start first.
        #[default]
        Newest = "newest",
        /// Ascending: the earliest start first.
        Oldest = "oldest",
    }
}

/// Filters, order and cursor of the list of bookings, as in the URL of the page. Serializes as a map of URL parameters;
/// deserializing ignores unknown and invalid ones (protocols.md, "Addresses").
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BookingQuery {
    /// Search text as typed; empty for no search.
    pub q: String,
    /// Only bookings with this status; `None` for all.
    pub status: Option<Status>,
    /// Only bookings of this master; `None` for all.
    pub master: Option<UserId>,
    /// Only bookings that start on these local days.
    pub period: Period,
    /// Order of the bookings; the default is the latest first.
    pub sort: Sort,
    /// Cursor of the page; `None` for the first one.
    pub after: Option<Cursor>,
}

impl BookingQuery {
    /// Reads URL parameters. Unknown and invalid ones are ignored.
    pub fn from_parameters(get: impl Fn(&str) -> Option<String>) -> Self {
        let day = |name| get(name)?.parse().ok();
        let period = Period::asked(day("from"), day("to"));
        BookingQuery {
            q: get("q").unwrap_or_default(),
            status: get("status").and_then(|word| Status::from_code(&word)),
            master: get("master").and_then(|id| id.parse().ok()),
            period,
            sort: get("sort").and_then(|word| Sort::from_code(&word)).unwrap_or_default(),
            after: get("after").and_then(|cursor| cursor.parse().ok()),
        }
    }

    /// The URL parameters, without those that have their default value.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut said = Vec::new();
        if !self.q.is_empty() {
            said.push(("q", self.q.clone()));
        }
        said.extend(self.status.map(|status| ("status", status.code().to_owned())));
        said.extend(self.master.map(|master| ("master", master.to_string())));
        said.extend(self.period.from.map(|day| ("from", day.to_string())));
        said.extend(self.period.to.map(|day| ("to", day.to_string())));
        if self.sort != Sort::default() {
            said.push(("sort", self.sort.code().to_owned()));
        }
        said.extend(self.after.map(|cursor| ("after", cursor.to_string())));
        said
    }

    /// The same query without a cursor: its first page.
    pub fn from_start(self) -> Self {
        BookingQuery { after: None, ..self }
    }
}

impl Serialize for BookingQuery {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.parameters())
    }
}

impl<'de> Deserialize<'de> for BookingQuery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let said = BTreeMap::<String, String>::deserialize(deserializer)?;
        Ok(BookingQuery::from_parameters(|name| said.get(name).cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bookings::BookingId;
    use jiff::civil::date;

    fn read(pairs: &[(&str, &str)]) -> BookingQuery {
        BookingQuery::from_parameters(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn parameters_come_back_as_they_went() {
        let query = BookingQuery {
            q: "ресниц & 50%".into(),
            status: Some(Status::NoShow),
            master: Some(UserId(3)),
            period: Period::between(date(2026, 11, 1), date(2026, 11, 30)),
            sort: Sort::Oldest,
            after: Some(Cursor { start: 1, id: BookingId(2), similar: false }),
        };
        let said = query.parameters();
        let pairs: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(read(&pairs), query);
        let json = serde_json::to_string(&query).unwrap();
        assert_eq!(serde_json::from_str::<BookingQuery>(&json).unwrap(), query);
        assert_eq!(BookingQuery::default().parameters(), []);
    }

    #[test]
    fn broken_parameters_are_ignored_and_turned_days_swapped() {
        let nonsense =
            [("status", "gone"), ("master", "x"), ("from", "2026-13-01"), ("sort", "up"), ("after", "?"), ("x", "y")];
        assert_eq!(read(&nonsense), BookingQuery::default());
        assert_eq!(
            read(&[("from", "2026-11-30"), ("to", "2026-11-01")]).period,
            Period::between(date(2026, 11, 1), date(2026, 11, 30))
        );
    }
}
