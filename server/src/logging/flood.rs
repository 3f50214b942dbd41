//! Floods of equal log lines: the first of a second are written, the others are counted.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tracing::{Metadata, callsite::Identifier};

/// Lines of one place in the program that are written between two calls of [`Flood::take_left_out`], which is called
/// every second.
const WRITTEN: u64 = 20;

/// Counts the lines of each place in the program. Cheap to clone.
#[derive(Clone, Default)]
pub struct Flood(Arc<Mutex<HashMap<Identifier, Lines>>>);

struct Lines {
    place: String,
    count: u64,
}

/// Lines that were left out.
#[derive(Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The place in the program that they are of.
    pub place: String,
    /// Their number.
    pub lines: u64,
}

impl Flood {
    /// What was left out since the last call.
    pub fn take_left_out(&self) -> Vec<LeftOut> {
        let places = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let flooded = places.into_values().filter(|lines| lines.count > WRITTEN);
        flooded.map(|Lines { place, count }| LeftOut { place, lines: count - WRITTEN }).collect()
    }

    /// Counts a line of this place. Returns whether it is to be written.
    pub fn admits(&self, place: &Metadata<'_>) -> bool {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = || {
            let line = place.line().map_or_else(String::new, |line| format!(":{line}"));
            format!("{}{line}", place.file().unwrap_or(place.target()))
        };
        let lines = places.entry(place.callsite()).or_insert_with(|| Lines { place: name(), count: 0 });
        lines.count += 1;
        lines.count <= WRITTEN
    }
}
