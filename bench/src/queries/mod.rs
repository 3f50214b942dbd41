//! Queries of the domain crate, timed by PostgreSQL.

mod case;
mod figures;
mod list;
mod sample;
mod search;
mod timing;
mod words;

pub use sample::Sample;
pub use search::mix as search_mix;
pub use timing::{QueryResult, measure};
