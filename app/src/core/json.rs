//! How server functions are asked and answered.

use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use serde::{Serialize, de::DeserializeOwned};
use std::error::Error;

/// JSON, read from text. Leptos' own codec reads it from bytes, while what the page brings with it is read from text:
/// the browser's program would hold every type's reader twice.
pub struct JsonText;

/// Arguments and answer in the body of a `POST` request.
pub type Json = Post<JsonText>;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<bytes::Bytes, Self::Error> {
        serde_json::to_vec(value).map(Into::into)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: bytes::Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(str::from_utf8(&bytes).map_err(serde::de::Error::custom)?)
    }
}

/// Arguments that a form may send too, where there is no script yet: as JSON, or as the fields of a form.
pub struct FieldsText;

/// Arguments in the body of a `POST` request, from a script or from a form.
pub type Fields = Post<FieldsText>;

impl ContentType for FieldsText {
    const CONTENT_TYPE: &'static str = JsonText::CONTENT_TYPE;
}

impl FormatType for FieldsText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for FieldsText {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<bytes::Bytes, Self::Error> {
        JsonText::encode(value)
    }
}

impl<T: DeserializeOwned> Decodes<T> for FieldsText {
    type Error = Box<dyn Error>;

    fn decode(bytes: bytes::Bytes) -> Result<T, Self::Error> {
        // A form writes a brace as `%7B`.
        if bytes.starts_with(b"{") { Ok(JsonText::decode(bytes)?) } else { Ok(serde_urlencoded::from_bytes(&bytes)?) }
    }
}
