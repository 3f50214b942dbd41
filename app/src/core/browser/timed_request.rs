//! A request of the page that ends in time.

use super::document::window;
use crate::core::error::{AppError, Result};
use js_sys::Promise;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, RequestInit, Response};

/// A running request: aborted when its time is over, and when it is dropped.
pub struct TimedRequest {
    controller: AbortController,
    timer: Option<TimeoutHandle>,
    is_late: Rc<Cell<bool>>,
}

impl TimedRequest {
    /// Starts the time.
    pub fn begin(time: Duration) -> Result<Self> {
        let controller = AbortController::new().map_err(transport)?;
        let mut timed = TimedRequest { controller, timer: None, is_late: Rc::default() };
        timed.allow(time)?;
        Ok(timed)
    }

    /// Starts the time anew.
    pub fn allow(&mut self, time: Duration) -> Result<()> {
        let (controller, is_late) = (self.controller.clone(), self.is_late.clone());
        let end = move || {
            is_late.set(true);
            controller.abort();
        };
        let timer = set_timeout_with_handle(end, time).map_err(transport)?;
        if let Some(before) = self.timer.replace(timer) {
            before.clear();
        }
        Ok(())
    }

    pub fn fetch(&self, request: &Request) -> Result<Promise> {
        let init = RequestInit::new();
        init.set_signal(Some(&self.controller.signal()));
        let window = window().ok_or_else(|| AppError::Transport("no window".to_owned()))?;
        Ok(window.fetch_with_request_and_init(request, &init))
    }

    /// Waits for a part of the answer.
    pub async fn wait(&self, promise: Promise) -> Result<JsValue> {
        let failed = |error| if self.is_late.get() { AppError::NoAnswer } else { transport(error) };
        JsFuture::from(promise).await.map_err(failed)
    }
}

impl Drop for TimedRequest {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        // Without effect when the answer is complete.
        self.controller.abort();
    }
}

/// Whether the answer is of our program.
pub fn is_json(response: &Response) -> bool {
    response.headers().get("content-type").ok().flatten().is_some_and(|kind| kind.starts_with("application/json"))
}

/// The error for a status with which another program than ours answers, such as a proxy before it.
pub fn of_other_program(status: u16) -> AppError {
    match status {
        429 => AppError::TooManyRequests { seconds: 5 },
        502..=504 => AppError::Unavailable,
        status => AppError::Transport(format!("status {status}")),
    }
}

/// The error of a request that failed on the way.
pub fn transport(error: JsValue) -> AppError {
    AppError::Transport(format!("{error:?}"))
}
