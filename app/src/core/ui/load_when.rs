use super::failure;
use crate::core::error::Result;
use leptos::prelude::*;
use std::pin::Pin;

/// A view whose chunk is being loaded.
type LoadingView = Pin<Box<dyn Future<Output = Result<AnyView>> + Send>>;

/// A view in a lazily loaded chunk, created from a `T`.
pub type LazyView<T> = fn(T) -> LoadingView;

/// Loads a view when `wanted` is first true, and keeps it from then on. Shows the error if its chunk does not load.
pub fn load_when<F: Future<Output = Result<AnyView>> + Send + 'static>(
    wanted: impl Fn() -> bool + Send + Sync + 'static,
    load: impl Fn() -> F + Send + Sync + 'static,
) -> AnyView {
    load_once(Box::new(wanted), Box::new(move || Box::pin(load())))
}

/// Not generic, so that it is compiled once.
fn load_once(wanted: Box<dyn Fn() -> bool + Send + Sync>, load: Box<dyn Fn() -> LoadingView + Send + Sync>) -> AnyView {
    let wanted = Memo::new(move |before: Option<&bool>| before.is_some_and(|wanted| *wanted) || wanted());
    (move || {
        wanted.get().then(|| {
            let view = load();
            let view = Suspend::new(async move { view.await.unwrap_or_else(failure) });
            view! { <Suspense>{view}</Suspense> }.into_any()
        })
    })
    .into_any()
}
