use super::failure;
use crate::core::error::Result;
use leptos::prelude::*;
use std::pin::Pin;

/// A part of the program on its way.
type Coming = Pin<Box<dyn Future<Output = Result<AnyView>> + Send>>;

/// A view whose part of the program is loaded when it is first needed, made of a `T`.
pub type LazyView<T> = fn(T) -> Coming;

/// A part of the program that is loaded when it is first asked for, and stays; where it does not come, it says why.
pub fn when_asked<F: Future<Output = Result<AnyView>> + Send + 'static>(
    asked: impl Fn() -> bool + Send + Sync + 'static,
    load: impl Fn() -> F + Send + Sync + 'static,
) -> AnyView {
    once_asked(Box::new(asked), Box::new(move || Box::pin(load())))
}

/// Apart from what comes: the browser's program holds it once.
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
