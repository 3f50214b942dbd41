use domain::search::{Terms, highlight};
use leptos::prelude::*;

/// A text in which what was searched for is marked.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// What was searched for.
    terms: Option<Terms>,
    /// It is a phone: only its digits count.
    #[prop(optional)]
    phone: bool,
) -> impl IntoView {
    let Some(terms) = terms else { return view! { <bdi>{text}</bdi> }.into_any() };
    let counts = move |c: char| !phone || c.is_ascii_digit();
    // Isolated: a name's direction must not turn what stands around it.
    view! {
        <bdi>
            {highlight(&text, &terms, counts)
                .into_iter()
                .map(|piece| {
                    if piece.found {
                        view! { <mark>{piece.text}</mark> }.into_any()
                    } else {
                        piece.text.into_any()
                    }
                })
                .collect_view()}
        </bdi>
    }
    .into_any()
}
