//! Pages, components and server functions. Compiles for the browser (`hydrate`) and for the server (`ssr`). Modules
//! import downwards only: `shell` imports `features` and `core`, `features` import `core`.

// The types of views are deeply nested.
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
