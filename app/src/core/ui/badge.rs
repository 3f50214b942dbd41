use crate::core::{format::number, texts::use_texts};
use leptos::prelude::*;

/// Larger counts are shown as `99+`.
const MOST: i64 = 99;

/// A count, such as of unread notifications; hidden at zero.
#[component]
pub fn Badge(
    #[prop(into)] count: Signal<i64>,
    /// Text for screen readers, with the count.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let language = use_texts().0;
    let shown = move || match count.get() {
        n if n > MOST => format!("{MOST}+"),
        n => number(language, n),
    };
    view! {
        <span class="badge" hidden=move || count.get() <= 0>
            <span aria-hidden="true" dir="ltr">{shown}</span>
            <span class="unseen">{label}</span>
        </span>
    }
    .into_any()
}
