use serde::{Deserialize, Serialize};

/// How far along a booking is: `pending → confirmed → arrived → completed`; before that it may end otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words of product.md
pub enum Status {
    Pending,
    Confirmed,
    Arrived,
    Completed,
    Cancelled,
    NoShow,
}

impl Status {
    /// In the order of a booking's life.
    pub const ALL: [Status; 6] =
        [Status::Pending, Status::Confirmed, Status::Arrived, Status::Completed, Status::Cancelled, Status::NoShow];

    /// The word in URLs and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Confirmed => "confirmed",
            Status::Arrived => "arrived",
            Status::Completed => "completed",
            Status::Cancelled => "cancelled",
            Status::NoShow => "no_show",
        }
    }

    /// The status of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// How a booking reached the salon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words of product.md
pub enum Source {
    FrontDesk,
    Phone,
    Instagram,
    Website,
    Import,
}

impl Source {
    /// All sources.
    pub const ALL: [Source; 5] = [Source::FrontDesk, Source::Phone, Source::Instagram, Source::Website, Source::Import];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Source::FrontDesk => "front_desk",
            Source::Phone => "phone",
            Source::Instagram => "instagram",
            Source::Website => "website",
            Source::Import => "import",
        }
    }

    /// The source of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.code() == code)
    }
}
