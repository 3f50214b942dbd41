use crate::core::{browser, texts::use_texts};
use leptos::{ev::KeyboardEvent, prelude::*};

pub struct Tab {
    /// Element id of the tab; that of its panel is `{id}-panel`.
    pub id: &'static str,
    pub name: String,
    pub panel: AnyView,
}

/// Tabs, after the ARIA pattern: arrow keys follow the reading direction, Home and End go to the first and the last
/// tab.
#[component]
pub fn Tabs(
    /// Label for screen readers.
    #[prop(into)]
    label: String,
    tabs: Vec<Tab>,
    chosen: RwSignal<&'static str>,
) -> impl IntoView {
    let rtl = use_texts().0.dir() == "rtl";
    let ids: Vec<&'static str> = tabs.iter().map(|tab| tab.id).collect();
    let keys = move |event: KeyboardEvent| {
        let at = ids.iter().position(|id| *id == chosen.get_untracked()).unwrap_or_default();
        let Some(id) = gone_to(&event.key(), rtl, at, ids.len()).and_then(|at| ids.get(at)) else { return };
        event.prevent_default();
        chosen.set(id);
        browser::focus(id);
    };
    let (heads, panels): (Vec<AnyView>, Vec<AnyView>) = tabs.into_iter().map(|tab| parts(tab, chosen)).unzip();
    view! {
        <div class="tabs">
            <div role="tablist" aria-label=label on:keydown=keys>{heads}</div>
            {panels}
        </div>
    }
    .into_any()
}

fn parts(Tab { id, name, panel }: Tab, chosen: RwSignal<&'static str>) -> (AnyView, AnyView) {
    let on = move || chosen.get() == id;
    let panel_id = format!("{id}-panel");
    let head = view! {
        <button
            id=id
            type="button"
            role="tab"
            aria-selected=move || if on() { "true" } else { "false" }
            aria-controls=panel_id.clone()
            tabindex=move || if on() { "0" } else { "-1" }
            on:click=move |_| chosen.set(id)
        >
            {name}
        </button>
    };
    let panel = view! {
        <div id=panel_id role="tabpanel" aria-labelledby=id tabindex="0" hidden=move || !on()>{panel}</div>
    };
    (head.into_any(), panel.into_any())
}

/// The index of the tab that a key moves to from the one at `at`, of `count` tabs.
fn gone_to(key: &str, rtl: bool, at: usize, count: usize) -> Option<usize> {
    let (next, before) = if rtl { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
    match key {
        _ if count == 0 => None,
        "Home" => Some(0),
        "End" => Some(count - 1),
        key if key == next => Some((at + 1) % count),
        key if key == before => Some((at + count - 1) % count),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::gone_to;

    #[test]
    fn arrows_go_the_way_the_page_is_written_and_around() {
        assert_eq!(gone_to("ArrowRight", false, 0, 3), Some(1));
        assert_eq!(gone_to("ArrowRight", false, 2, 3), Some(0));
        assert_eq!(gone_to("ArrowRight", true, 0, 3), Some(2));
        assert_eq!(gone_to("ArrowLeft", true, 0, 3), Some(1));
        assert_eq!(gone_to("Home", true, 1, 3), Some(0));
        assert_eq!(gone_to("End", false, 0, 3), Some(2));
        assert_eq!(gone_to("a", false, 0, 3), None);
        assert_eq!(gone_to("End", false, 0, 0), None);
    }
}
