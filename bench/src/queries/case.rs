use domain::{bookings::BookingQuery, staff::Asker};

/// One kind of query, in several variants.
pub struct Case {
    pub name: &'static str,
    /// The domain function to call.
    pub kind: Kind,
    /// Target of the execution time, in milliseconds.
    pub target: Option<f64>,
    pub variants: Vec<QueryVariant>,
}

/// The domain function to call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    List,
    Figures,
    Baseline,
}

pub struct QueryVariant {
    /// Who asks: their permissions change the statement.
    pub asker: Asker,
    pub query: BookingQuery,
}

impl QueryVariant {
    /// Role and URL parameters, to identify a slow variant in the report.
    pub fn description(&self) -> String {
        let parameters = self.query.parameters().into_iter().map(|(name, value)| format!("{name}={value}"));
        let description = parameters.collect::<Vec<_>>().join(" ");
        format!("{} {}", self.asker.actor.role.code(), if description.is_empty() { "everything" } else { &description })
    }
}
