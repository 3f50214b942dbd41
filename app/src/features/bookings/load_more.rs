use super::{api::list_bookings, url};
use crate::core::{
    browser,
    error::AppError,
    requests::NewestTask,
    texts::use_texts,
    ui::{Icon, MoreLink, RetryWhenOnline, error_sentence, error_words},
};
use domain::bookings::{BookingPage, BookingQuery, Cursor};
use leptos::{html, prelude::*};

/// The end of the list: loads the next page when it scrolls near the viewport, or when its link is clicked. Without
/// script the link opens the next page.
#[component]
pub fn LoadMore(
    /// The query that the list shows.
    query: BookingQuery,
    /// Position of the next page; `None` at the end.
    next: Signal<Option<Cursor>>,
    add: impl Fn(BookingPage) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let t = use_texts();
    let link = NodeRef::<html::A>::new();
    let loading = RwSignal::new(false);
    let task = NewestTask::new();
    let failed = RwSignal::new(None::<AppError>);
    let next_query = Memo::new(move |_| next.get().map(|after| BookingQuery { after: Some(after), ..query.clone() }));
    let load = StoredValue::new(move || {
        let Some(query) = next_query.get_untracked().filter(|_| !loading.get_untracked()) else { return };
        loading.set(true);
        let add = add.clone();
        // Ends with the list: when the query or the page changes.
        task.spawn(async move {
            let page = list_bookings(query).await;
            loading.set(false);
            match page {
                Ok(page) => {
                    failed.set(None);
                    add(page);
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let load = move || load.with_value(|load| load());
    browser::on_near_viewport(link, move || next_query.track(), load);
    let href = Signal::derive(move || next_query.read().as_ref().map(url::list));
    let label =
        Signal::derive(move || (if loading.get() { t.bookings_loading() } else { t.bookings_more() }).to_owned());
    let has_more = move || next_query.read().is_some();
    view! {
        {move || failed.get().map(|error| view! { <LoadMoreError error retry=Callback::new(move |()| load())/> })}
        <MoreLink label href busy=loading follow=Callback::new(move |()| load()) element=link/>
        <p class="list-end" hidden=has_more>{t.bookings_end()}</p>
    }
    .into_any()
}

/// Why the next page did not load. The list stays, and the link below retries.
#[component]
fn LoadMoreError(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_texts();
    let (icon, ..) = error_words(t, &error);
    view! {
        <p class="warn" role="alert"><Icon name=icon/>{error_sentence(t, &error)}</p>
        <RetryWhenOnline error retry/>
    }
    .into_any()
}
