//! How the page calls server functions: each call ends in time, with an answer or an error.

use super::timed_request::{TimedRequest, is_json, of_other_program, transport};
use crate::core::error::{AppError, Result};
use bytes::Bytes;
use futures::{Sink, Stream, stream};
use js_sys::Uint8Array;
use leptos::server_fn::{
    client::{Client, browser::BrowserClient},
    redirect::REDIRECT_HEADER,
    request::browser::BrowserRequest,
    response::ClientRes,
};
use send_wrapper::SendWrapper;
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::{Request, Response};

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
            let timed = TimedRequest::begin(Duration::from_secs(SECONDS))?;
            let response: Response = timed.wait(timed.fetch(&request)?).await?.unchecked_into();
            Ok(ServerAnswer(SendWrapper::new((timed, response))))
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

/// The answer of a server function, whose body is read within the call's time.
pub struct ServerAnswer(SendWrapper<(TimedRequest, Response)>);

impl ServerAnswer {
    async fn body(self) -> Result<Bytes> {
        let (timed, response) = &*self.0;
        if !response.ok() && !is_json(response) {
            return Err(of_other_program(response.status()));
        }
        let body = timed.wait(response.array_buffer().map_err(transport)?).await?;
        Ok(Uint8Array::new(&body).to_vec().into())
    }

    fn header(&self, name: &str) -> Option<String> {
        // Fails only for names that are none.
        self.0.1.headers().get(name).ok().flatten()
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
