use crate::text_enum;

text_enum! {
    /// Status of a booking: `pending → confirmed → arrived → completed`. Until completed it may instead end as
    /// cancelled or no-show.
    #[allow(missing_docs)] // the names are those of product.md, "Bookings"
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
    #[allow(missing_docs)] // the names are those of product.md, "Bookings"
    pub enum Source {
        FrontDesk = "front_desk",
        Phone = "phone",
        Instagram = "instagram",
        Website = "website",
        Import = "import",
    }
}
