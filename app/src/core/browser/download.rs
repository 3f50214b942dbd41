//! Files that the server makes.

use super::document::{document, window};
use crate::core::{
    error::{AppError, Result},
    json::JsonText,
};
use gloo_net::http::Request;
use leptos::{prelude::set_timeout, server_fn::Decodes as _};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// How long the browser may take to begin saving.
const SAVING: Duration = Duration::from_secs(60);

/// Fetches a file, and saves it under the name that the server gives it. The browser keeps large ones on the disk.
///
/// # Errors
/// The server's typed error; `Transport` for any other answer, and for a file that ends too early.
pub async fn download(url: &str) -> Result<()> {
    let lost = |error: &dyn std::fmt::Debug| AppError::Transport(format!("{error:?}"));
    let request = Request::get(url).header("Accept", "application/json");
    let response = request.send().await.map_err(|error| lost(&error))?;
    if !response.ok() {
        let error = response.binary().await.map_err(|error| lost(&error))?;
        return Err(JsonText::decode(error.into()).unwrap_or_else(|error| lost(&error)));
    }
    // A page in place of a file has no name: that of the sign-in, or of a proxy.
    let name = response.headers().get("content-disposition").as_deref().and_then(file_name);
    let name = name.ok_or_else(|| lost(&"not a file"))?;
    let response: web_sys::Response = response.into();
    let blob = response.blob().map_err(|error| lost(&error))?;
    let blob: Blob = JsFuture::from(blob).await.and_then(|blob| blob.dyn_into()).map_err(|error| lost(&error))?;
    save(&blob, &name).map_err(|error| lost(&error))
}

/// The name in `attachment; filename="…"`.
fn file_name(disposition: &str) -> Option<String> {
    let (_, name) = disposition.split_once("filename=\"")?;
    name.split_once('"').map(|(name, _)| name.to_owned())
}

fn save(blob: &Blob, name: &str) -> std::result::Result<(), wasm_bindgen::JsValue> {
    let (Some(_), Some(document)) = (window(), document()) else { return Ok(()) };
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // Fails for a document that is gone, whose files are gone too.
            let _ = Url::revoke_object_url(&url);
        },
        SAVING,
    );
    Ok(())
}
