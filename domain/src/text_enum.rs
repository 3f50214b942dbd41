//! Enums that are stored and sent as text codes.

/// Declares a fieldless enum with a text code per variant. Generates `ALL`, `code`, `from_code`, serde as the code and,
/// on the server, sqlx as `text`. Decoding an unknown code from the database fails with `UnknownWord`.
#[macro_export]
macro_rules! text_enum {
    ($(#[$attribute:meta])* $visible:vis enum $Name:ident {
        $($(#[$of_variant:meta])* $Variant:ident = $code:literal,)+
    }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $visible enum $Name {
            $($(#[$of_variant])* #[serde(rename = $code)] $Variant,)+
        }

        impl $Name {
            /// All variants, in declaration order.
            $visible const ALL: [$Name; [$($code),+].len()] = [$($Name::$Variant),+];

            /// The variant's code, as in the database, in messages and in URLs.
            $visible const fn code(self) -> &'static str {
                match self { $($Name::$Variant => $code),+ }
            }

            /// The variant with this code; `None` for any other text.
            $visible fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($Name::$Variant),)+ _ => None }
            }
        }

        $crate::text_enum_in_sql!($Name);
    };
}

/// Expands to nothing: the browser has no SQL.
#[cfg(not(feature = "ssr"))]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_in_sql {
    ($Name:ident) => {};
}

/// Implements sqlx's traits: the column type is `text`, of arrays `text[]`.
#[cfg(feature = "ssr")]
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum_in_sql {
    ($Name:ident) => {
        const _: () = {
            use sqlx::{
                Decode, Encode, Postgres, Type,
                encode::IsNull,
                error::BoxDynError,
                postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef},
            };
            use $crate::text_enum::{UnknownWord, sqlx};

            impl Type<Postgres> for $Name {
                fn type_info() -> PgTypeInfo {
                    <str as Type<Postgres>>::type_info()
                }

                fn compatible(column: &PgTypeInfo) -> bool {
                    <str as Type<Postgres>>::compatible(column)
                }
            }

            impl PgHasArrayType for $Name {
                fn array_type_info() -> PgTypeInfo {
                    <&str as PgHasArrayType>::array_type_info()
                }

                fn array_compatible(column: &PgTypeInfo) -> bool {
                    <&str as PgHasArrayType>::array_compatible(column)
                }
            }

            impl Encode<'_, Postgres> for $Name {
                fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                    <&str as Encode<Postgres>>::encode(self.code(), buffer)
                }
            }

            impl<'r> Decode<'r, Postgres> for $Name {
                fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
                    let word = <&str as Decode<Postgres>>::decode(value)?;
                    Self::from_code(word).ok_or_else(|| UnknownWord::new(stringify!($Name), word).into())
                }
            }
        };
    };
}

#[cfg(feature = "ssr")]
#[doc(hidden)]
pub use sqlx;
#[cfg(feature = "ssr")]
pub use stored::{Known, UnknownWord};

#[cfg(feature = "ssr")]
mod stored {
    use sqlx::{
        Decode, Postgres, Type,
        error::BoxDynError,
        postgres::{PgHasArrayType, PgTypeInfo, PgValueRef},
    };

    /// A stored code that no variant of the enum has.
    #[derive(Debug, PartialEq, Eq, thiserror::Error)]
    #[error("unknown {name}: {word:?}")]
    pub struct UnknownWord {
        name: &'static str,
        word: String,
    }

    impl UnknownWord {
        /// `name` is the enum's name, `word` the stored code.
        pub fn new(name: &'static str, word: &str) -> Self {
            UnknownWord { name, word: word.to_owned() }
        }
    }

    /// A stored code that a newer version of the program may have written. Decodes to `None`, and logs a warning, where
    /// a plain enum would fail the whole row.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Known<T>(pub Option<T>);

    impl<T: Type<Postgres>> Type<Postgres> for Known<T> {
        fn type_info() -> PgTypeInfo {
            T::type_info()
        }

        fn compatible(column: &PgTypeInfo) -> bool {
            T::compatible(column)
        }
    }

    impl<T: PgHasArrayType> PgHasArrayType for Known<T> {
        fn array_type_info() -> PgTypeInfo {
            T::array_type_info()
        }

        fn array_compatible(column: &PgTypeInfo) -> bool {
            T::array_compatible(column)
        }
    }

    impl<'r, T: Decode<'r, Postgres>> Decode<'r, Postgres> for Known<T> {
        fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
            match T::decode(value) {
                Ok(known) => Ok(Known(Some(known))),
                Err(error) => match error.downcast::<UnknownWord>() {
                    Ok(unknown) => {
                        tracing::warn!(%unknown, "skipped");
                        Ok(Known(None))
                    }
                    Err(error) => Err(error),
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    text_enum! {
        #[derive(Default)]
        enum Level {
            /// The variant of `Level::default()`.
            #[default]
            Low = "low",
            /// Its code differs from its name.
            High = "very_high",
        }
    }

    #[test]
    fn words_and_variants_correspond() {
        assert_eq!(Level::ALL, [Level::Low, Level::High]);
        for level in Level::ALL {
            assert_eq!(Level::from_code(level.code()), Some(level));
            assert_eq!(serde_json::to_value(level).unwrap(), level.code());
            assert_eq!(serde_json::from_value::<Level>(level.code().into()).unwrap(), level);
        }
        assert_eq!(Level::default(), Level::Low);
    }

    #[test]
    fn unknown_words_are_no_variant() {
        assert_eq!(Level::from_code("High"), None);
        let error = serde_json::from_str::<Level>("\"High\"").unwrap_err().to_string();
        assert!(error.contains("`High`"), "{error}");
    }
}
