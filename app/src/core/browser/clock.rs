//! How long the page has been open.

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
        // First asked while the page begins to answer.
        static LOADED: f64 = js_sys::Date::now();
    }

    pub fn milliseconds() -> f64 {
        LOADED.with(|loaded| js_sys::Date::now() - loaded)
    }
}

/// The time since the page was loaded, by the device's clock; a device that slept has slept that long.
pub fn elapsed() -> SignedDuration {
    SignedDuration::from_millis(here::milliseconds() as i64)
}
