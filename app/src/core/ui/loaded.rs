use super::{Empty, RetryWhenOnline};
use crate::core::{
    browser,
    error::{AppError, Result},
    texts::{Texts, use_texts},
    ui::IconName,
    url, words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};
use std::future;

/// The value of a resource: a skeleton while it loads, then its view, or an error. While it reloads, the previous view
/// stays; it also stays if reloading the same question fails temporarily.
#[component]
pub fn Loaded<T>(
    resource: Resource<Result<T>>,
    /// Identifies what the resource asks. Without it, every failure replaces the view.
    #[prop(into, optional)]
    question: Option<Signal<String>>,
    #[prop(into, optional)] skeleton: ViewFn,
    /// View of an error; [`failure`] by default. Used where another part of the page already shows the error.
    #[prop(optional)]
    failed: Option<fn(AppError) -> AnyView>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let owners = ViewOwners::new();
    let last = StoredValue::new(None::<(String, T)>);
    let load = move || {
        let (view, owners) = (view.clone(), owners.clone());
        let fail = move |error: AppError| match failed {
            Some(failed) => failed(error),
            None => failure_with(error, Callback::new(move |()| resource.refetch())),
        };
        Suspend::new(async move {
            let mut answer = resource.await;
            if matches!(answer, Err(AppError::Superseded)) {
                // The answer to the newer request creates the view.
                return future::pending().await;
            }
            // The server renders once and never reloads.
            if let Some(question) = question.filter(|_| !is_server()).and_then(|question| question.try_get_untracked())
            {
                answer = or_last_value(last, question, answer, resource);
            }
            owners.create(|| answer.map_or_else(fail, view))
        })
        .into_any()
    };
    transition(skeleton, Box::new(load))
}

/// Returns the previous value if reloading it failed temporarily, and reloads again after a delay.
fn or_last_value<T>(
    last: StoredValue<Option<(String, T)>>,
    question: String,
    answer: Result<T>,
    resource: Resource<Result<T>>,
) -> Result<T>
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    match answer {
        Ok(value) => {
            // The page may have been left, which disposes the value.
            last.try_set_value(Some((question, value.clone())));
            Ok(value)
        }
        Err(error) => {
            let known = last.try_get_value().flatten().filter(|(of, _)| *of == question);
            let (Some(wait), Some((_, known))) = (error.retry_after(), known) else { return Err(error) };
            set_timeout(
                move || {
                    if last.try_get_value().is_some() {
                        resource.refetch()
                    }
                },
                wait,
            );
            Ok(known)
        }
    }
}

/// Not generic, so that it is compiled once.
fn transition(skeleton: ViewFn, load: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    view! { <Transition fallback=move || skeleton.run()>{move || load()}</Transition> }.into_any()
}

/// Keeps the reactive owner of a view alive until the next view replaces it. Leptos would dispose it when reloading
/// starts, while the old view is still shown and reads its signals.
#[derive(Clone)]
struct ViewOwners {
    parent: Owner,
    current: StoredValue<Option<Owner>>,
}

impl ViewOwners {
    fn new() -> Self {
        ViewOwners { parent: Owner::current().unwrap_or_default(), current: StoredValue::new(None) }
    }

    fn create(&self, view: impl FnOnce() -> AnyView) -> AnyView {
        let owner = self.parent.child();
        let view = owner.with(view);
        // The page may have been left, which disposes the value.
        self.current.try_set_value(Some(owner));
        view
    }
}

/// An error with a way out: a link, or a retry button.
#[component]
pub fn Failure(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_texts();
    let (icon, title, hint) = error_words(t, &error);
    let action = match error {
        AppError::Forbidden | AppError::NotFound => {
            view! { <a class="btn" href="/crm">{t.error_home()}</a> }.into_any()
        }
        AppError::SignedOut => {
            let here = use_location();
            let next = move || format!("{}?{}", here.pathname.read(), here.search.read());
            let href = Signal::derive(move || format!("/login?next={}", url::encode(next().trim_end_matches('?'))));
            view! { <a class="btn go" href=href rel="external">{t.login_submit()}</a> }.into_any()
        }
        _ => view! { <button class="btn" type="button" on:click=move |_| retry.run(())>{t.error_again()}</button> }
            .into_any(),
    };
    view! {
        <div role="alert">
            <Empty icon title hint>{action}</Empty>
            <RetryWhenOnline error retry/>
        </div>
    }
}

/// Icon, title and hint for an error.
pub fn error_words(t: Texts, error: &AppError) -> (IconName, &'static str, String) {
    match error {
        AppError::SignedOut => (IconName::LogIn, t.error_signed_out(), t.error_signed_out_hint().to_owned()),
        AppError::Forbidden => (IconName::Lock, t.error_forbidden(), t.error_forbidden_hint().to_owned()),
        AppError::NotFound => (IconName::SearchX, t.error_not_found(), t.error_not_found_hint().to_owned()),
        AppError::Conflict(_) => (IconName::CircleAlert, t.refusal_conflict(), error_sentence(t, error)),
        AppError::Invalid(_) => (IconName::CircleAlert, t.error_invalid(), t.error_invalid_hint().to_owned()),
        AppError::Malformed => (IconName::CircleAlert, t.error_malformed(), t.error_malformed_hint().to_owned()),
        AppError::TooManyRequests { seconds } => {
            (IconName::Clock, t.error_too_many(), t.error_too_many_hint((*seconds).into()))
        }
        AppError::Unavailable => (IconName::Database, t.error_unavailable(), t.error_unavailable_hint().to_owned()),
        AppError::Internal { request_id } => {
            (IconName::CircleAlert, t.error_internal(), t.error_internal_hint(request_id))
        }
        AppError::NoAnswer => (IconName::WifiOff, t.error_no_answer(), t.error_no_answer_hint().to_owned()),
        AppError::Transport(_) | AppError::Superseded => {
            (IconName::WifiOff, t.error_offline(), t.error_offline_hint().to_owned())
        }
    }
}

/// The sentence for an action that failed: the reason, and what to do.
pub fn error_sentence(t: Texts, error: &AppError) -> String {
    match error {
        AppError::Conflict(why) => format!("{}.", words::conflict_words(t, why)),
        AppError::Forbidden => t.error_not_allowed().to_owned(),
        AppError::NotFound => t.error_gone().to_owned(),
        _ => {
            let (_, title, hint) = error_words(t, error);
            format!("{title}. {hint}")
        }
    }
}

/// [`Failure`] whose retry button reloads the page.
pub fn failure(error: AppError) -> AnyView {
    failure_with(error, Callback::new(|()| browser::reload()))
}

pub fn failure_with(error: AppError, retry: Callback<()>) -> AnyView {
    view! { <Failure error retry/> }.into_any()
}
