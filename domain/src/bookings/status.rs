use crate::text_enum;

text_enum! {
    /// How far along a booking is: `pending → confirmed → arrived → completed`; before that it may end otherwise.
    #[allow(missing_docs)] // the words of product.md
    pub enum Status {
        Pending = "pending",
        Confirmed = "confirmed",
        Arrived = "arrived",
        Completed = "completed",
        Cancelled = "cancelled",
        NoShow = "no_show",
    }
}

text_enum! {
    /// How a booking reached the salon.
    #[allow(missing_docs)] // the words of product.md
    pub enum Source {
        FrontDesk = "front_desk",
        Phone = "phone",
        Instagram = "instagram",
        Website = "website",
        Import = "import",
    }
}
