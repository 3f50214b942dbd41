//! Progress reports during a long operation.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

/// Awaits `future` and calls `report` twice a second meanwhile.
pub(super) async fn with_periodic_reports<T>(future: impl Future<Output = T>, mut report: impl FnMut()) -> T {
    let mut future = pin!(future);
    let mut clock = interval(Duration::from_millis(500));
    clock.set_missed_tick_behavior(MissedTickBehavior::Skip);
    clock.reset();
    loop {
        tokio::select! {
            biased;
            done = &mut future => return done,
            _ = clock.tick() => report(),
        }
    }
}
