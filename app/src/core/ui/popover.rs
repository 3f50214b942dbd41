use leptos::prelude::*;

/// A button that opens what stands below it, until something else is clicked or Escape is pressed. On a phone it opens
/// from below.
#[component]
pub fn Popover(
    /// Of what opens.
    id: &'static str,
    /// What the button looks like: `btn`, `chip`.
    #[prop(default = "btn")]
    class: &'static str,
    /// What the popover looks like beside that: `menu`.
    #[prop(optional)]
    kind: &'static str,
    /// Whether it holds anything but the usual.
    #[prop(into, optional)]
    on: Signal<bool>,
    /// What stands on the button.
    #[prop(into)]
    label: ViewFnOnce,
    /// What opens.
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
