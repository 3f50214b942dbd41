use serde::{Deserialize, Serialize};

/// An amount in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: fils, cents, kopecks.
    pub minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Money {
    /// How many digits the minor unit has (ISO 4217).
    pub fn decimals(&self) -> u32 {
        match self.currency.as_str() {
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "XAF" | "XOF" => 0,
            _ => 2,
        }
    }

    /// Whole units and the rest in minor units; both carry no sign.
    pub fn parts(&self) -> (u64, u64) {
        let unit = 10u64.pow(self.decimals());
        (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_the_currency() {
        let money = |minor, currency: &str| Money { minor, currency: currency.into() };
        assert_eq!(money(18_050, "AED").parts(), (180, 50));
        assert_eq!(money(18_050, "KWD").parts(), (18, 50));
        assert_eq!(money(18_050, "JPY").parts(), (18_050, 0));
        assert_eq!(money(i64::MIN, "AED").parts().1, 8);
    }
}
