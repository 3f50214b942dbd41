use super::example::{self, example};
use crate::core::ui::MoreLink;
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group("lists", "Lists", vec![more()])
}

fn more() -> AnyView {
    let pieces = RwSignal::new(1);
    let busy = RwSignal::new(false);
    let follow = Callback::new(move |()| {
        busy.set(true);
        set_timeout(
            move || {
                pieces.update(|pieces| *pieces += 1);
                busy.set(false);
            },
            std::time::Duration::from_millis(600),
        );
    });
    let href = Signal::derive(move || (pieces.get() < 4).then(|| "/crm/ui#lists".to_owned()));
    let label = Signal::derive(move || if busy.get() { "Loading…".to_owned() } else { "Show more".to_owned() });
    example(
        "MoreLink",
        "The way to the next piece; a plain link for who has no script.",
        view! {
            <p>{move || format!("Pieces: {}", pieces.get())}</p>
            <MoreLink label href busy follow/>
        },
    )
}
