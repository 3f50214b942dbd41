/// Why the database was not filled. It is unchanged in each case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Bookings or clients exist: demo data are never mixed with real data.
    #[error("the database already has bookings or clients")]
    NotEmpty,
    /// PostgreSQL refused or the connection broke.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The salon's time zone is unknown, or `today` is near the end of the calendar's range.
    #[error(transparent)]
    Time(#[from] jiff::Error),
    /// A worker thread panicked or the program is shutting down.
    #[error(transparent)]
    Worker(#[from] tokio::task::JoinError),
}
