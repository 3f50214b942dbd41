use super::failure;
use crate::core::error::Result;
use leptos::prelude::*;
use std::pin::Pin;

/// A view whose chunk is being loaded.
type Coming = Pin<Box<dyn Future<Output = Result<AnyView>> + Send>>;

/// A view in a lazily loaded chunk, created from a `T`.
pub type LazyView<T> = fn(T) -> Coming;

/// Loads a view when `wanted` is first true, and keeps it from then on. Shows the error if its chunk does not load.
pub fn when_asked<F: Future<Output = Result<AnyView>> + Send + 'static>(
    asked: impl Fn() -> bool + Send + Sync + 'static,
    load: impl Fn() -> F + Send + Sync + 'static,
) -> AnyView {
    once_asked(Box::new(asked), Box::new(move || Box::pin(load())))
}

/// Not generic, so that it is compiled once.
fn once_asked(asked: Box<dyn Fn() -> bool + Send + Sync>, load: Box<dyn Fn() -> Coming + Send + Sync>) -> AnyView {
    let asked = Memo::new(move |before: Option<&bool>| before.is_some_and(|asked| *asked) || asked());
    (move || {
        asked.get().then(|| {
            let come = load();
            let come = Suspend::new(async move { come.await.unwrap_or_else(failure) });
            view! { <Suspense>{come}</Suspense> }.into_any()
        })
    })
    .into_any()
}
