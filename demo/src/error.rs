//! Why a database was not filled. In each case it is as it was before.

/// Why a database was not filled. In each case it is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There are bookings or clients: demo data never mixes with real people.
    #[error("the database already has bookings or clients")]
    NotEmpty,
    /// PostgreSQL refused or the connection broke.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The salon's zone is unknown, or `today` lies at an end of the calendar.
    #[error(transparent)]
    Time(#[from] jiff::Error),
    /// A worker thread panicked or the program is shutting down.
    #[error(transparent)]
    Worker(#[from] tokio::task::JoinError),
}
