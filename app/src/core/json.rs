//! Encodings of server functions' arguments and results.

use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use serde::{Serialize, de::DeserializeOwned};
use std::error::Error;

/// JSON, deserialized from text. Leptos' own codec deserializes from bytes, while data embedded in the page is
/// deserialized from text: the browser's program would contain two deserializers for each type.
pub struct JsonText;

/// Arguments and result in the body of a `POST` request, as JSON.
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

/// JSON, or URL-encoded form fields for forms that are submitted before hydration.
pub struct FieldsText;

/// Arguments in the body of a `POST` request, as JSON or form fields.
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
        // URL-encoded fields never start with a brace: it is written `%7B`.
        if bytes.starts_with(b"{") { Ok(JsonText::decode(bytes)?) } else { Ok(serde_urlencoded::from_bytes(&bytes)?) }
    }
}
