use super::{
    keys::KeysOpen,
    palette::{PALETTE_FIELD, PaletteOpen},
    use_frame,
};
use crate::{
    bookings::work::{CLIENT_FIELD, use_selecting, use_work},
    browser,
    office::{Room, office},
    ui::failure,
};
use domain::staff::Permission;
use leptos::prelude::*;

/// Listens for the keys that work on every page, and says which they are; that part of the program is loaded when it is
/// first asked for.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let PaletteOpen(palette) = expect_context();
    let (work, selecting) = (use_work(), use_selecting());
    let makes = use_frame().may(Permission::EditBookings);
    let create = move || {
        browser::hold_keys(CLIENT_FIELD);
        work.creating.set(true);
    };
    let help = RwSignal::new(false);
    provide_context(KeysOpen(help));
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        // By its place too: on other alphabets' keyboards the key has another letter.
        if (event.ctrl_key() || event.meta_key()) && (event.code() == "KeyK" || event.key() == "k") {
            event.prevent_default();
            browser::hold_keys(PALETTE_FIELD);
            palette.set(true);
            return;
        }
        if !browser::is_single_key(&event) {
            return;
        }
        match event.key().as_str() {
            "?" => help.set(true),
            // By its place too, as above.
            "c" if makes => create(),
            _ if makes && event.code() == "KeyC" => create(),
            "x" if makes => selecting.toggle(),
            _ if makes && event.code() == "KeyX" => selecting.toggle(),
            "/" if browser::has_element("search") => browser::focus("search"),
            "/" => {
                browser::hold_keys(PALETTE_FIELD);
                palette.set(true);
            }
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    let asked = Memo::new(move |before: Option<&bool>| before.is_some_and(|asked| *asked) || help.get());
    move || {
        asked.get().then(|| {
            let come = Suspend::new(async { office(Room::Keys).await.unwrap_or_else(failure) });
            view! { <Suspense>{come}</Suspense> }.into_any()
        })
    }
}
