//! Keeps a person who waits informed while one long statement runs.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

/// Awaits `work` and calls `tick` twice a second meanwhile.
pub(super) async fn ticking<T>(work: impl Future<Output = T>, mut tick: impl FnMut()) -> T {
    let mut work = pin!(work);
    let mut clock = interval(Duration::from_millis(500));
    clock.set_missed_tick_behavior(MissedTickBehavior::Skip);
    clock.reset();
    loop {
        tokio::select! {
            biased;
            done = &mut work => return done,
            _ = clock.tick() => tick(),
        }
    }
}
