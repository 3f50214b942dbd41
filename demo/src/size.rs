use std::str::FromStr;

/// Amount of demo data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A small salon: 10,000 bookings.
    S,
    /// A large salon: 100,000 bookings.
    M,
    /// More than any salon has, for measurements: 1,000,000 bookings.
    L,
}

impl Size {
    /// The exact number of bookings.
    pub fn bookings(self) -> u32 {
        match self {
            Self::S => 10_000,
            Self::M => 100_000,
            Self::L => 1_000_000,
        }
    }

    /// The exact number of clients: five bookings per client on average.
    pub fn clients(self) -> u32 {
        self.bookings() / 5
    }
}

/// A size that is none of S, M and L.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the size is S, M or L, not {0:?}")]
pub struct UnknownSize(String);

impl FromStr for Size {
    type Err = UnknownSize;

    fn from_str(text: &str) -> Result<Self, UnknownSize> {
        match text.to_ascii_uppercase().as_str() {
            "S" => Ok(Self::S),
            "M" => Ok(Self::M),
            "L" => Ok(Self::L),
            _ => Err(UnknownSize(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_is_parsed_in_any_case() {
        assert_eq!(("s".parse(), "M".parse(), "l".parse()), (Ok(Size::S), Ok(Size::M), Ok(Size::L)));
        assert!("XL".parse::<Size>().is_err());
    }
}
