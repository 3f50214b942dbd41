use leptos::prelude::*;

/// A button that opens a popover, until a click outside or Escape. On phones it opens from the bottom.
#[component]
pub fn Popover(
    /// Element id of the popover.
    id: &'static str,
    /// CSS class of the button: `btn`, `chip`.
    #[prop(default = "btn")]
    class: &'static str,
    /// Additional CSS class of the popover: `menu`.
    #[prop(optional)]
    kind: &'static str,
    /// Whether its content differs from the default; the button is then highlighted.
    #[prop(into, optional)]
    on: Signal<bool>,
    #[prop(into)] label: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="anchored">
            <button class=class type="button" popovertarget=id data-on=move || on.get().then_some("")>
                {label.run()}
            </button>
            <div class=format!("popover {kind}") popover="auto" id=id>{children()}</div>
        </div>
    }
    .into_any()
}
