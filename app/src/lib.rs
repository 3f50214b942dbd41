//! What people see: pages, components and server functions. Compiles for the browser (`hydrate`) and for the server
//! (`ssr`). Imports go down only: `shell` stands on `features`, and these on `core`.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod core;
mod features;
mod shell;

#[cfg(feature = "ssr")]
pub use crate::core::context;
pub use crate::{
    core::{
        browser,
        error::AppError,
        error_pages::{Plain, plain_page},
        preferences, url,
    },
    features::{auth, bookings::export},
    shell::{routes::App, shell},
};
