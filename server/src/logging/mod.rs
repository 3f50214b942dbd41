//! Structured logs, and what the program says on its standard output. Neither is waited for: a log that is full, closed
//! or broken costs lines and nothing else.

mod flood;
mod line;
mod queue;
mod resilient;

use crate::config::Config;
use flood::Flood;
pub use queue::Queue;
pub use resilient::Resilient;
use std::{
    fmt::Display,
    io::{self, Write},
    panic,
    sync::OnceLock,
    thread,
    time::Duration,
};
use tracing::Metadata;
use tracing_subscriber::{EnvFilter, Layer as _, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Interval of the lines about other lines.
const REPORT_INTERVAL: Duration = Duration::from_secs(1);
/// Longest wait for what is still to be written at the end.
const END_TIMEOUT: Duration = Duration::from_millis(500);

static OUTPUT: OnceLock<Queue> = OnceLock::new();
static ERRORS: OnceLock<Queue> = OnceLock::new();

/// Logs to standard error: JSON in production, text otherwise.
///
/// # Errors
/// Those of starting threads.
pub fn start(config: &Config) -> io::Result<()> {
    let (filter, problem) = match EnvFilter::try_new(&config.log) {
        Ok(filter) => (filter, None),
        Err(problem) => (EnvFilter::new("info"), Some(problem)),
    };
    let queue = Queue::new("log", Resilient(io::stderr()))?;
    let (flood, json) = (Flood::default(), config.is_production());
    let lines = fmt::layer().with_writer(Lines { queue: queue.clone(), flood: flood.clone(), json });
    let lines = if json { lines.json().boxed() } else { lines.with_target(false).boxed() };
    // Tests may call this more than once per process.
    let started = tracing_subscriber::registry().with(lines.with_filter(filter)).try_init();
    if started.is_ok() {
        report(queue.clone(), flood)?;
        // The default hook writes to standard error and waits for it.
        panic::set_hook(Box::new(|panic| {
            let location = panic.location().map(ToString::to_string);
            tracing::error!(location, what = panic.payload_as_str(), "panic");
        }));
        // The queues live as long as the process.
        let _ = ERRORS.set(queue);
        let _ = OUTPUT.set(Queue::new("output", Resilient(io::stdout()))?);
    }
    if let (Ok(()), Some(problem)) = (started, problem) {
        tracing::warn!(%problem, "CRM_LOG is not a filter; logging at info");
    }
    Ok(())
}

/// Prints a line for whoever started the program, on standard output.
pub fn print(text: impl Display) {
    write(OUTPUT.get(), &mut io::stdout(), text);
}

/// Prints a line on standard error, whatever the log's filter is.
pub fn print_error(text: impl Display) {
    write(ERRORS.get(), &mut io::stderr(), text);
}

/// Waits a moment for what is still to be written.
pub fn finish() {
    for queue in [&OUTPUT, &ERRORS].into_iter().filter_map(OnceLock::get) {
        queue.finish(END_TIMEOUT);
    }
}

fn write(queue: Option<&Queue>, direct: &mut dyn Write, text: impl Display) {
    let line = format!("{text}\n");
    match queue {
        Some(queue) => queue.push(line.into_bytes()),
        // Without a log nobody can be told of a failure.
        None => drop(direct.write_all(line.as_bytes())),
    }
}

/// Reports what is missing in the log, in a thread of its own: the runtime may be busy.
fn report(queue: Queue, flood: Flood) -> io::Result<()> {
    let every_second = move || {
        loop {
            thread::sleep(REPORT_INTERVAL);
            for left_out in flood.take_left_out() {
                tracing::warn!(left_out.lines, left_out.place, "log lines of one place were left out");
            }
            let lines = queue.take_lost();
            if lines > 0 {
                tracing::warn!(lines, "log lines were lost: the log was not taken in time");
            }
        }
    };
    thread::Builder::new().name("log-report".into()).spawn(every_second)?;
    Ok(())
}

/// Where lines are written: each in one piece, by a writer of its own.
#[derive(Clone)]
struct Lines {
    queue: Queue,
    flood: Flood,
    json: bool,
}

struct LineWriter<'a> {
    lines: &'a Lines,
    is_left_out: bool,
}

impl<'a> fmt::MakeWriter<'a> for Lines {
    type Writer = LineWriter<'a>;

    fn make_writer(&'a self) -> LineWriter<'a> {
        LineWriter { lines: self, is_left_out: false }
    }

    fn make_writer_for(&'a self, place: &Metadata<'_>) -> LineWriter<'a> {
        LineWriter { lines: self, is_left_out: !self.flood.admits(place) }
    }
}

impl Write for LineWriter<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if !self.is_left_out {
            self.lines.queue.push(line::shortened(line, self.lines.json).into_owned());
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flood::LeftOut;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<String>>);

    impl Write for Sink {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push_str(str::from_utf8(line).unwrap());
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_first_lines_of_a_flood_are_written_and_the_others_counted() {
        let (sink, flood) = (Sink::default(), Flood::default());
        let queue = Queue::new("test", sink.clone()).unwrap();
        let written = |text: &str| {
            assert!(queue.finish(Duration::from_secs(10)));
            sink.0.lock().unwrap().matches(text).count()
        };
        let lines = Lines { queue: queue.clone(), flood: flood.clone(), json: false };
        let _log = tracing::subscriber::set_default(fmt().with_writer(lines).finish());
        let say = || tracing::warn!("again and again");
        (0..100).for_each(|_| say());
        tracing::warn!(path = "x".repeat(60_000), "something else");
        assert_eq!((written("again and again"), written("something else")), (20, 1), "another place is heard");
        assert!(sink.0.lock().unwrap().lines().all(|line| line.len() < 9_000), "and shortened");
        let left_out = flood.take_left_out();
        assert!(
            matches!(&left_out[..], [LeftOut { lines: 80, place }] if place.contains("logging/mod.rs:")),
            "{left_out:?}"
        );
        assert_eq!(flood.take_left_out(), []);
        say();
        assert_eq!(written("again and again"), 21, "it is heard again afterwards");
    }
}
