use leptos::prelude::*;

pub fn group(id: &'static str, title: &'static str, examples: Vec<AnyView>) -> AnyView {
    view! {
        <section class="panel" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {examples}
        </section>
    }
    .into_any()
}

/// A component in some of its states.
pub fn example(name: &'static str, about: &'static str, shown: impl IntoView + 'static) -> AnyView {
    view! {
        <div class="specimen">
            <h3>{name}</h3>
            <p class="muted">{about}</p>
            <div class="shown">{shown.into_any()}</div>
        </div>
    }
    .into_any()
}
