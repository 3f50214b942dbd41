//! Instagram handles.

use std::collections::HashSet;

use super::names::Name;
use super::rng::Rng;

/// Makes unique handles. The set is never iterated, so its random order does not affect reproducibility.
#[derive(Default)]
pub(super) struct Handles(HashSet<String>);

impl Handles {
    /// A handle made from the name, with `@`.
    pub(super) fn draw(&mut self, rng: &mut Rng, name: &Name) -> String {
        let stem = stem(rng, name);
        let mut handle = stem.clone();
        while !self.0.insert(handle.clone()) {
            handle = format!("{stem}{}", rng.below(10_000));
        }
        format!("@{handle}")
    }
}

const TRADES: [&str; 8] = ["style", "beauty", "dxb", "life", "photo", "art", "home", "travel"];

fn stem(rng: &mut Rng, name: &Name) -> String {
    let (first, last) = (&name.latin_first, &name.latin_last);
    let initial = first.get(..1).unwrap_or_default();
    match rng.below(12) {
        0 | 1 => format!("{first}.{last}"),
        2 => format!("{first}_{last}"),
        3 => format!("{first}{last}"),
        4 => format!("{initial}.{last}"),
        5 => format!("{last}_{initial}"),
        6 => format!("{first}_{}", rng.between(1975, 2008)),
        7 => format!("{first}.{last}{}", rng.below(100)),
        8 => format!("{first}_{}", rng.pick(&TRADES)),
        9 => format!("_{first}_{last}_"),
        10 => format!("{first}.in.dubai"),
        _ => format!("{last}.{first}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::names::{Names, Origin};

    #[test]
    fn handles_are_distinct_and_well_formed() {
        let (names, mut handles, mut rng) = (Names::new(), Handles::default(), Rng::new(3, 0));
        let mut seen = HashSet::new();
        for _ in 0..30_000 {
            let name = names.draw(&mut rng, Origin::Russian, false);
            let handle = handles.draw(&mut rng, &name);
            let body = handle.strip_prefix('@').unwrap();
            assert!(body.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b)));
            assert!(seen.insert(handle));
        }
    }
}
