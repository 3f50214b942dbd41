use domain::search::{Terms, highlight};
use leptos::prelude::*;

/// A text with the search terms highlighted.
#[component]
pub fn Highlighted(
    text: String,
    terms: Option<Terms>,
    /// Whether it is a phone number, of which only digits are compared.
    #[prop(optional)]
    phone: bool,
) -> impl IntoView {
    let Some(terms) = terms else { return view! { <bdi>{text}</bdi> }.into_any() };
    let counts = move |c: char| !phone || c.is_ascii_digit();
    // Isolated, so that its direction does not reorder the text around it.
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
