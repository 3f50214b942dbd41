use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, filter::Targets, layer::Context, registry::LookupSpan};

/// What PostgreSQL itself says each step of each statement took.
///
/// With `log_min_duration_statement = 0` it logs a line per step, with `client_min_messages = log` the line comes back
/// as a notice, and sqlx makes an event of it: true times of the product's own statements, with nothing rewritten and
/// no round trip in them. Lines are noted in the order of their arrival, before the answer's end is.
#[derive(Clone, Default)]
pub struct Durations(Arc<Mutex<Vec<Step>>>);

/// A step that PostgreSQL has timed, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Parse or bind: bind includes the plan, where there is no generic one.
    Plan(f64),
    /// Running it, and writing its rows to the socket.
    Execute(f64),
}

/// Where sqlx puts what PostgreSQL remarks.
const NOTICES: &str = "sqlx::postgres::notice";

impl Durations {
    /// Settings of the connections that are to be timed. A superuser's; the server's own log is spared the lines.
    pub const SETTINGS: [(&str, &str); 4] = [
        ("log_min_duration_statement", "0"),
        ("client_min_messages", "log"),
        ("log_min_messages", "panic"),
        ("log_parameter_max_length", "0"),
    ];

    /// The steps since this was last asked.
    pub fn take(&self) -> Vec<Step> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Listens for the lines.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        Listener(self.clone()).with_filter(Targets::new().with_target(NOTICES, Level::TRACE))
    }
}

struct Listener(Durations);

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut Reader(&self.0));
    }
}

struct Reader<'a>(&'a Durations);

impl Visit for Reader<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message"
            && let Some(step) = Step::read(value)
        {
            self.0.0.lock().unwrap_or_else(PoisonError::into_inner).push(step);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl Step {
    /// `duration: 0.123 ms  execute sqlx_s_1: SELECT …`
    fn read(line: &str) -> Option<Self> {
        let (ms, what) = line.strip_prefix("duration: ")?.split_once(" ms  ")?;
        let ms = ms.parse().ok()?;
        match what.split([' ', ':']).next()? {
            "parse" | "bind" => Some(Step::Plan(ms)),
            "execute" | "statement" => Some(Step::Execute(ms)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_postgresql_are_read() {
        assert_eq!(Step::read("duration: 0.123 ms  execute sqlx_s_1: SELECT 1"), Some(Step::Execute(0.123)));
        assert_eq!(Step::read("duration: 10.5 ms  bind sqlx_s_1/C_1: SELECT 1"), Some(Step::Plan(10.5)));
        assert_eq!(Step::read("duration: 1.000 ms  parse sqlx_s_1: SELECT 1"), Some(Step::Plan(1.0)));
        assert_eq!(Step::read("relation exists, skipping"), None);
    }
}
