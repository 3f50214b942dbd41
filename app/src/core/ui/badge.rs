use crate::core::{format::number, texts::use_texts};
use leptos::prelude::*;

/// More are not counted at a glance.
const MOST: i64 = 99;

/// How many are waiting; nothing where none are.
#[component]
pub fn Badge(
    /// How many.
    #[prop(into)]
    count: Signal<i64>,
    /// How many of what, to be read out.
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
