use domain::{bookings::BookingQuery, staff::Actor};

/// One kind of question, asked in many ways.
pub struct Case {
    /// As the table calls it.
    pub name: &'static str,
    /// What is asked for.
    pub kind: Kind,
    /// At most these milliseconds in the database, where something is promised.
    pub target: Option<f64>,
    /// The ways of asking, taken in turn.
    pub asks: Vec<Ask>,
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A piece of the list.
    List,
    /// The figures above it.
    Figures,
    /// Nothing of ours: `SELECT 1`.
    Nothing,
}

/// One way of asking.
pub struct Ask {
    /// Who asks.
    pub actor: Actor,
    /// What.
    pub query: BookingQuery,
}

impl Ask {
    /// In words, for whoever wants to know which one is slow: its address.
    pub fn words(&self) -> String {
        let parameters = self.query.parameters().into_iter().map(|(name, value)| format!("{name}={value}"));
        let words = parameters.collect::<Vec<_>>().join(" ");
        format!("{} {}", self.actor.role.code(), if words.is_empty() { "everything" } else { &words })
    }
}
