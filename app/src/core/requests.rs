//! Which of several requests counts: the newest; it aborts those before it.

use crate::core::{
    browser,
    error::{AppError, Result},
};
use futures::future::{AbortHandle, Abortable};
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

/// Runs the newest of several tasks; those before it are dropped, and their requests with them. It ends with its owner.
#[derive(Clone, Copy)]
pub struct NewestTask(StoredValue<Option<AbortHandle>>);

impl NewestTask {
    pub fn new() -> Self {
        let running = StoredValue::new(None::<AbortHandle>);
        let task = NewestTask(running);
        on_cleanup(move || task.abort());
        task
    }

    /// Starts a task instead of the one that runs.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        self.abort();
        let (handle, registration) = AbortHandle::new_pair();
        self.0.try_set_value(Some(handle));
        spawn_local(async move {
            // Fails when the task was aborted.
            let _ = Abortable::new(task, registration).await;
        });
    }

    /// Drops the running task.
    pub fn abort(self) {
        if let Some(handle) = self.0.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }
}

/// A resource whose request is aborted when its source changes, and repeated when the connection is back. Leptos'
/// own would wait for the old answer before it asks anew.
pub fn resource<Source, Value, Request>(
    source: impl Fn() -> Source + Send + Sync + 'static,
    fetch: impl Fn(Source) -> Request + Send + Sync + 'static,
) -> Resource<Result<Value>>
where
    Source: Clone + PartialEq + Send + Sync + 'static,
    Value: Serialize + DeserializeOwned + Send + Sync + 'static,
    Request: Future<Output = Result<Value>> + Send + 'static,
{
    let source = Memo::new(move |_| source());
    let running = StoredValue::new(None::<(Source, AbortHandle)>);
    Effect::new(move || {
        let now = source.get();
        running.with_value(|running| {
            if let Some((_, request)) = running.as_ref().filter(|(of, _)| *of != now) {
                request.abort();
            }
        });
    });
    let resource = Resource::new(
        move || source.get(),
        move |source| {
            let (handle, registration) = AbortHandle::new_pair();
            running.set_value(Some((source.clone(), handle)));
            let request = Abortable::new(fetch(source), registration);
            async move {
                let answer = request.await.unwrap_or(Err(AppError::Superseded));
                running.try_set_value(None);
                answer
            }
        },
    );
    on_connected(move || {
        if let Some((_, request)) = running.try_update_value(Option::take).flatten() {
            request.abort();
            resource.refetch();
        }
    });
    resource
}

/// Event of the window when the live link is back.
const LINK_BACK: &str = "crm-link-back";

/// Calls `then` when there is a reason to try again: the device is online again, or the live link is back. Ends with its
/// owner.
pub fn on_connected(then: impl Fn() + Clone + 'static) {
    for event in ["online", LINK_BACK] {
        let then = then.clone();
        let listener = window_event_listener_untyped(event, move |_| then());
        on_cleanup(move || listener.remove());
    }
}

/// Called when the live link is back after it was lost.
pub fn link_is_back() {
    browser::dispatch_window_event(LINK_BACK);
}
