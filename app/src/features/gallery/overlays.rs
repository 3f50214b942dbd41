use super::example::{self, example};
use crate::core::{
    texts::use_texts,
    ui::{Button, ButtonKind, Dialog, Field, Icon, IconName, Menu, Popover, Sheet, use_toasts},
};
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group("overlays", "Over the page", vec![dialog(), sheet(), popovers(), toasts()])
}

fn dialog() -> AnyView {
    let open = RwSignal::new(false);
    example(
        "Dialog",
        "What must be answered before the page goes on.",
        view! {
            <Button label="Open the dialog" press=Callback::new(move |()| open.set(true))/>
            <Dialog id="gallery-dialog" title="Delete service?" open close=move || open.set(false)>
                <p>"Existing bookings won’t change."</p>
                <Button kind=ButtonKind::Danger label="Delete" press=Callback::new(move |()| open.set(false))/>
            </Dialog>
        },
    )
}

fn sheet() -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let no_problem = Signal::stored(None::<String>);
    let footer = move || {
        view! {
            <Button kind=ButtonKind::Go label="Save" press=close/>
            <Button label="Cancel" press=close/>
        }
    };
    example(
        "Sheet",
        "Work beside the page: at the side of a wide screen, from below on a phone. Its buttons stay in sight.",
        view! {
            <Button label="Open the sheet" press=Callback::new(move |()| open.set(true))/>
            <Sheet id="gallery-sheet" title="New service" open close=move || open.set(false) footer>
                <Field name="sheet-name" label="What it is called" problem=no_problem/>
                <Field name="sheet-length" label="How long it takes" problem=no_problem/>
            </Sheet>
        },
    )
}

fn popovers() -> AnyView {
    let label = || {
        view! {
            <Icon name=IconName::ListChecks/>
            "Filters"
        }
    };
    example(
        "Popover, Menu",
        "What a button opens below itself, until something else is clicked; a Menu is a chip that says what is chosen.",
        view! {
            <Popover id="gallery-popover" label>
                <p>"Anything that is short."</p>
            </Popover>
            <Menu id="gallery-menu" icon=IconName::Calendar label=Signal::stored("Any time".to_owned()) on=Signal::stored(false)>
                <a href="#overlays" aria-current="true">"Any time"</a>
                <a href="#overlays">"This month"</a>
            </Menu>
            <Menu id="gallery-menu-on" label=Signal::stored("This month".to_owned()) on=Signal::stored(true)>
                <a href="#overlays">"Any time"</a>
                <a href="#overlays" aria-current="true">"This month"</a>
            </Menu>
        },
    )
}

fn toasts() -> AnyView {
    let t = use_texts();
    let toasts = use_toasts();
    let say = Callback::new(move |()| toasts.show("Service saved."));
    let undo = Callback::new(move |()| toasts.offer_undo(t, "Moved to 15:30.", move || toasts.show("Moved back.")));
    let offer = Callback::new(move |()| toasts.show_with_action("A new version is available.", "Reload", || ()));
    example(
        "Toasts",
        "What has just been done: for six seconds, for ten where it can be undone, or until it is closed.",
        view! {
            <Button label="Say" press=say/>
            <Button label="Offer to undo" press=undo/>
            <Button label="Offer something" press=offer/>
        },
    )
}
