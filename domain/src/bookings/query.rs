use super::{Cursor, Status};
use crate::{Error, FieldError, Invalid, Period, Result, read_day, staff::UserId, text_enum};
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

/// Filters, order and cursor of the list of bookings, as in the URL of the page. Serializes as a map of URL parameters.
///
/// A filter that cannot be read stands for everything, and is kept in `unreadable`: lists ignore it, and whatever changes or
/// exports refuses the query by [`BookingQuery::check`] (protocols.md, "Addresses").
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
    /// Name and value of each filter that could not be read.
    pub unreadable: Vec<(String, String)>,
}

/// Names of all parameters.
const NAMES: [&str; 7] = ["q", "status", "master", "from", "to", "sort", "after"];

impl BookingQuery {
    /// Reads URL parameters. An empty filter is none; an order or cursor that cannot be read is the default.
    pub fn from_parameters(get: impl Fn(&str) -> Option<String>) -> Self {
        let mut filters = Filters { get: &get, unreadable: Vec::new() };
        BookingQuery {
            q: get("q").unwrap_or_default(),
            status: filters.read("status", Status::from_code),
            master: filters.read("master", |id| id.parse().ok()),
            period: Period::asked(filters.read("from", read_day), filters.read("to", read_day)),
            sort: get("sort").and_then(|word| Sort::from_code(&word)).unwrap_or_default(),
            after: get("after").and_then(|cursor| cursor.parse().ok()),
            unreadable: filters.unreadable,
        }
    }

    /// Reads a complete map of parameters; those with other names are filters that cannot be read.
    pub fn from_map(said: BTreeMap<String, String>) -> Self {
        let mut query = BookingQuery::from_parameters(|name| said.get(name).cloned());
        query.unreadable.extend(said.into_iter().filter(|(name, _)| !NAMES.contains(&name.as_str())));
        query
    }

    /// Checks that every filter was read, before something is done to all bookings that match.
    ///
    /// # Errors
    /// `Invalid` for each filter that could not be read.
    pub fn check(&self) -> Result<()> {
        if self.unreadable.is_empty() {
            return Ok(());
        }
        let invalid = |(name, _): &(String, String)| Invalid { field: name.clone(), error: FieldError::Wrong };
        Err(Error::Invalid(self.unreadable.iter().map(invalid).collect()))
    }

    /// The URL parameters, without those that have their default value or could not be read.
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

/// Reads filters, and collects those that cannot be read.
struct Filters<'a, G> {
    get: &'a G,
    unreadable: Vec<(String, String)>,
}

impl<G: Fn(&str) -> Option<String>> Filters<'_, G> {
    fn read<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        // A form without script sends its empty fields, too.
        let given = (self.get)(name).filter(|given| !given.is_empty())?;
        let read = parse(&given);
        if read.is_none() {
            self.unreadable.push((name.to_owned(), given));
        }
        read
    }
}

impl Serialize for BookingQuery {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unreadable = self.unreadable.iter().map(|(name, value)| (name.as_str(), value.clone()));
        serializer.collect_map(self.parameters().into_iter().chain(unreadable))
    }
}

impl<'de> Deserialize<'de> for BookingQuery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(BookingQuery::from_map)
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
            unreadable: Vec::new(),
        };
        let said = query.parameters();
        let pairs: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(read(&pairs), query);
        let json = serde_json::to_string(&query).unwrap();
        assert_eq!(serde_json::from_str::<BookingQuery>(&json).unwrap(), query);
        assert_eq!(BookingQuery::default().parameters(), []);
    }

    #[test]
    fn filters_that_cannot_be_read_are_named_and_turned_days_swapped() {
        let broken = [("status", "cancelledd"), ("master", "abc"), ("from", "2027-13-01"), ("to", "2027-01-01T10:00")];
        let query = read(&[&broken[..], &[("sort", "up"), ("after", "?"), ("x", "y")]].concat());
        let unreadable: Vec<(&str, &str)> = query.unreadable.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(unreadable, broken);
        assert_eq!(BookingQuery { unreadable: Vec::new(), ..query.clone() }, BookingQuery::default());
        let wrong = broken.map(|(name, _)| Invalid { field: name.to_owned(), error: FieldError::Wrong });
        assert_eq!(query.check(), Err(Error::Invalid(wrong.to_vec())));
        assert_eq!(query.parameters(), [], "links are without them");
        let sent = serde_json::to_string(&query).unwrap();
        assert_eq!(
            serde_json::from_str::<BookingQuery>(&sent).unwrap().unreadable.len(),
            4,
            "requests are not: {sent}"
        );
        assert_eq!(read(&[("from", ""), ("to", ""), ("status", "")]).check(), Ok(()), "an empty filter is none");
        assert_eq!(
            read(&[("from", "2026-11-30"), ("to", "2026-11-01")]).period,
            Period::between(date(2026, 11, 1), date(2026, 11, 30))
        );
    }

    #[test]
    fn a_filter_under_another_name_is_not_everything() {
        let query: BookingQuery = serde_json::from_str(r#"{"statuss":"cancelled","sort":"oldest"}"#).unwrap();
        assert_eq!(query.check(), Err(Error::invalid("statuss", FieldError::Wrong)));
    }
}
