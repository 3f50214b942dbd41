//! Time since the page was loaded.

use jiff::SignedDuration;

#[cfg(feature = "ssr")]
mod here {
    pub fn milliseconds() -> f64 {
        0.0
    }
}

#[cfg(not(feature = "ssr"))]
mod here {
    thread_local! {
        // Initialized during hydration, by the first call.
        static LOADED: f64 = js_sys::Date::now();
    }

    pub fn milliseconds() -> f64 {
        LOADED.with(|loaded| js_sys::Date::now() - loaded)
    }
}

/// Time since the page was loaded, by the device's clock, including time asleep. Zero on the server.
pub fn elapsed() -> SignedDuration {
    SignedDuration::from_millis(here::milliseconds() as i64)
}
