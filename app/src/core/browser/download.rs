//! Files that the server makes.

use super::{
    document::{document, window},
    timed_request::{TimedRequest, is_json, of_other_program, transport},
};
use crate::core::{
    error::{AppError, Result},
    json::JsonText,
};
use js_sys::Uint8Array;
use leptos::{prelude::set_timeout, server_fn::Decodes as _};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlAnchorElement, Request, Response, Url};

/// How long the browser may take to begin saving.
const SAVING: Duration = Duration::from_secs(60);

/// Time for an answer to begin: a workbook is made before it is sent.
const BEGIN: Duration = Duration::from_secs(60);
/// Time for the whole file.
const WHOLE: Duration = Duration::from_secs(600);

/// Fetches a file, and saves it under the name that the server gives it. The browser keeps large ones on the disk.
///
/// # Errors
/// The server's typed error; `NoAnswer` when none comes in time; `Transport` for any other answer, and for a file that
/// ends too early.
pub async fn download(url: &str) -> Result<()> {
    let request = Request::new_with_str(url).map_err(transport)?;
    request.headers().set("Accept", "application/json").map_err(transport)?;
    let mut timed = TimedRequest::begin(BEGIN)?;
    let response: Response = timed.wait(timed.fetch(&request)?).await?.unchecked_into();
    if !response.ok() {
        if !is_json(&response) {
            return Err(of_other_program(response.status()));
        }
        let error = timed.wait(response.array_buffer().map_err(transport)?).await?;
        let error = Uint8Array::new(&error).to_vec().into();
        return Err(JsonText::decode(error).unwrap_or_else(|error| AppError::Transport(error.to_string())));
    }
    // A page in place of a file has no name: that of the sign-in, or of a proxy.
    let name = response.headers().get("content-disposition").ok().flatten().as_deref().and_then(file_name);
    let name = name.ok_or_else(|| AppError::Transport("not a file".to_owned()))?;
    timed.allow(WHOLE)?;
    let blob: Blob = timed.wait(response.blob().map_err(transport)?).await?.unchecked_into();
    save(&blob, &name).map_err(transport)
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
