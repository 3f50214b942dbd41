use crate::{Error, Result};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Secret of a cookie: 256 random bits. The database stores only their SHA-256.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    /// Prints no secret, so that it cannot reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// Generates a token from the operating system's random numbers.
    ///
    /// # Errors
    /// `Internal` when the operating system has no random numbers.
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| {
            tracing::error!(%error, "no randomness");
            Error::Internal
        })?;
        Ok(Token(bytes))
    }

    /// Parses a cookie's value, 64 hexadecimal digits; `None` for anything else.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
        }
        Some(Token(bytes))
    }

    /// The cookie's value: 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// SHA-256 of the token, as the database stores it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_a_cookie() {
        let token = Token::random().unwrap();
        assert!(Token::parse(&token.hex()) == Some(token.clone()));
        assert!(Token::random().unwrap() != token);
        for broken in ["", "0", &"g".repeat(64), &"+1".repeat(32), &"é".repeat(32)] {
            assert!(Token::parse(broken).is_none(), "{broken}");
        }
    }
}
