//! How the page calls server functions: each call ends in time, with an answer or an error.

use super::document::window;
use crate::core::error::{AppError, Result};
use bytes::Bytes;
use futures::{Sink, Stream, stream};
use js_sys::Uint8Array;
use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    server_fn::{
        client::{Client, browser::BrowserClient},
        redirect::REDIRECT_HEADER,
        request::browser::BrowserRequest,
        response::ClientRes,
    },
};
use send_wrapper::SendWrapper;
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Request, RequestInit, Response};

/// Client of server functions whose whole answer must be there within a number of seconds. A call that is dropped is
/// aborted.
pub struct ServerClient<const SECONDS: u64>;

/// Client of server functions that read.
pub type ReadClient = ServerClient<10>;

/// Client of server functions that change something.
pub type WriteClient = ServerClient<20>;

/// Client of server functions that change up to ten thousand bookings, for which the server takes two minutes at most.
pub type LongClient = ServerClient<130>;

impl<const SECONDS: u64> Client<AppError> for ServerClient<SECONDS> {
    type Request = BrowserRequest;
    type Response = ServerAnswer;

    fn send(request: BrowserRequest) -> impl Future<Output = Result<ServerAnswer>> + Send {
        SendWrapper::new(async move {
            let request = Request::from(request);
            let call = Call::begin(Duration::from_secs(SECONDS))?;
            let response: Response = call.wait(call.fetch(&request)?).await?.unchecked_into();
            Ok(ServerAnswer(SendWrapper::new((call, response))))
        })
    }

    async fn open_websocket(
        path: &str,
    ) -> Result<(
        impl Stream<Item = std::result::Result<Bytes, Bytes>> + Send + 'static,
        impl Sink<Bytes> + Send + 'static,
    )> {
        <BrowserClient as Client<AppError>>::open_websocket(path).await
    }

    fn spawn(future: impl Future<Output = ()> + Send + 'static) {
        <BrowserClient as Client<AppError>>::spawn(future);
    }
}

/// A running call: aborted when its time is over, and when it is dropped.
struct Call {
    controller: AbortController,
    timer: Option<TimeoutHandle>,
    is_late: Rc<Cell<bool>>,
}

impl Call {
    fn begin(time: Duration) -> Result<Self> {
        let controller = AbortController::new().map_err(transport)?;
        let is_late = Rc::new(Cell::new(false));
        let end = {
            let (controller, is_late) = (controller.clone(), is_late.clone());
            move || {
                is_late.set(true);
                controller.abort();
            }
        };
        let timer = set_timeout_with_handle(end, time).map_err(transport)?;
        Ok(Call { controller, timer: Some(timer), is_late })
    }

    fn fetch(&self, request: &Request) -> Result<js_sys::Promise> {
        let init = RequestInit::new();
        init.set_signal(Some(&self.controller.signal()));
        let window = window().ok_or_else(|| AppError::Transport("no window".to_owned()))?;
        Ok(window.fetch_with_request_and_init(request, &init))
    }

    async fn wait(&self, promise: js_sys::Promise) -> Result<JsValue> {
        let failed = |error| if self.is_late.get() { AppError::NoAnswer } else { transport(error) };
        JsFuture::from(promise).await.map_err(failed)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        // Without effect when the answer is complete.
        self.controller.abort();
    }
}

/// The answer of a server function, whose body is read within the call's time.
pub struct ServerAnswer(SendWrapper<(Call, Response)>);

impl ServerAnswer {
    async fn body(self) -> Result<Bytes> {
        let (call, response) = &*self.0;
        if !response.ok() && !is_json(response) {
            return Err(of_other_program(response.status()));
        }
        let body = call.wait(response.array_buffer().map_err(transport)?).await?;
        Ok(Uint8Array::new(&body).to_vec().into())
    }

    fn header(&self, name: &str) -> Option<String> {
        // Fails only for names that are none.
        self.0.1.headers().get(name).ok().flatten()
    }
}

fn is_json(response: &Response) -> bool {
    response.headers().get("content-type").ok().flatten().is_some_and(|kind| kind.starts_with("application/json"))
}

/// The error for a status with which another program than ours answers, such as a proxy before it.
fn of_other_program(status: u16) -> AppError {
    match status {
        429 => AppError::TooManyRequests { seconds: 5 },
        502..=504 => AppError::Unavailable,
        status => AppError::Transport(format!("status {status}")),
    }
}

impl ClientRes<AppError> for ServerAnswer {
    fn try_into_string(self) -> impl Future<Output = Result<String>> + Send {
        SendWrapper::new(async move {
            String::from_utf8(self.body().await?.into()).map_err(|error| AppError::Transport(error.to_string()))
        })
    }

    fn try_into_bytes(self) -> impl Future<Output = Result<Bytes>> + Send {
        SendWrapper::new(self.body())
    }

    fn try_into_stream(self) -> Result<impl Stream<Item = std::result::Result<Bytes, Bytes>> + Send + Sync + 'static> {
        Err::<stream::Empty<_>, _>(AppError::Transport("no server function streams".to_owned()))
    }

    fn status(&self) -> u16 {
        self.0.1.status()
    }

    fn status_text(&self) -> String {
        self.0.1.status_text()
    }

    fn location(&self) -> String {
        self.header("Location").unwrap_or_else(|| self.0.1.url())
    }

    fn has_redirect(&self) -> bool {
        self.header(REDIRECT_HEADER).is_some()
    }
}

fn transport(error: JsValue) -> AppError {
    AppError::Transport(format!("{error:?}"))
}
