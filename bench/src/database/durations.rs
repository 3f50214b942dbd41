use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, filter::Targets, layer::Context, registry::LookupSpan};

/// Durations of the steps of each statement, as logged by PostgreSQL.
///
/// With `log_min_duration_statement = 0` PostgreSQL logs a line per step, with `client_min_messages = log` it sends the
/// line to the client as a notice, and sqlx emits a tracing event for it. Unlike times measured by the client these
/// include no round trip, and unlike `EXPLAIN ANALYZE` they need no modified statements. Notices precede the end of the
/// response.
#[derive(Clone, Default)]
pub struct Durations(Arc<Mutex<Vec<Step>>>);

/// A timed step, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Parse or bind. Bind includes planning unless there is a generic plan.
    Plan(f64),
    /// Execution, including writing the rows to the socket.
    Execute(f64),
}

/// Target of the events that sqlx emits for notices.
const NOTICES: &str = "sqlx::postgres::notice";

impl Durations {
    /// Settings of timed connections. Some need a superuser. `log_min_messages` keeps the lines out of the server's log.
    pub const SETTINGS: [(&str, &str); 4] = [
        ("log_min_duration_statement", "0"),
        ("client_min_messages", "log"),
        ("log_min_messages", "panic"),
        ("log_parameter_max_length", "0"),
    ];

    /// Removes and returns the steps recorded since the last call.
    pub fn take(&self) -> Vec<Step> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A tracing layer that records the steps.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        NoticeLayer(self.clone()).with_filter(Targets::new().with_target(NOTICES, Level::TRACE))
    }
}

struct NoticeLayer(Durations);

impl<S: Subscriber> Layer<S> for NoticeLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut NoticeVisitor(&self.0));
    }
}

struct NoticeVisitor<'a>(&'a Durations);

impl Visit for NoticeVisitor<'_> {
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
    /// Format: `duration: 0.123 ms  execute sqlx_s_1: SELECT …`.
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
    fn log_lines_are_parsed() {
        assert_eq!(Step::read("duration: 0.123 ms  execute sqlx_s_1: SELECT 1"), Some(Step::Execute(0.123)));
        assert_eq!(Step::read("duration: 10.5 ms  bind sqlx_s_1/C_1: SELECT 1"), Some(Step::Plan(10.5)));
        assert_eq!(Step::read("duration: 1.000 ms  parse sqlx_s_1: SELECT 1"), Some(Step::Plan(1.0)));
        assert_eq!(Step::read("relation exists, skipping"), None);
    }
}
