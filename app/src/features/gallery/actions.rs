use super::example::{self, example};
use crate::core::ui::{Badge, Button, ButtonKind, Chip, ChipLink, IconName, Pill, Tone};
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group("actions", "Buttons, chips, signs", vec![buttons(), states(), chips(), badges(), pills()])
}

fn buttons() -> AnyView {
    let press = Callback::new(|()| ());
    example(
        "Button",
        "One Go in sight; Danger for what cannot be undone; an Icon alone has its label read out.",
        view! {
            <Button kind=ButtonKind::Go icon=IconName::Plus label="New booking" press/>
            <Button label="Reschedule" press/>
            <Button kind=ButtonKind::Quiet label="Later" press/>
            <Button kind=ButtonKind::Danger icon=IconName::Trash2 label="Delete" press/>
            <Button kind=ButtonKind::Icon icon=IconName::Ellipsis label="More actions" press/>
        },
    )
}

fn states() -> AnyView {
    let busy = RwSignal::new(true);
    let press = Callback::new(|()| ());
    example(
        "Button: busy and disabled",
        "A busy one keeps its place and the focus, and answers nothing.",
        view! {
            <Button kind=ButtonKind::Go label="Save" press busy/>
            <Button label="Save" press busy/>
            <Button kind=ButtonKind::Go label="Save" press disabled=true/>
            <Button label="Save" press disabled=true/>
            <Button kind=ButtonKind::Quiet label="Busy on and off" press=Callback::new(move |()| busy.update(|busy| *busy = !*busy))/>
        },
    )
}

fn chips() -> AnyView {
    let on = RwSignal::new(true);
    let press = Callback::new(move |()| on.update(|on| *on = !*on));
    let nothing = Callback::new(|()| ());
    example(
        "Chip, ChipLink",
        "A Chip is on or off (aria-pressed); a ChipLink leads to a part of the whole (aria-current).",
        view! {
            <Chip label="Show cancelled" icon=IconName::X on press/>
            <Chip label="Off" on=false press=nothing/>
            <ChipLink label="All" href="#actions" current=true/>
            <ChipLink label="Pending" href="#actions" current=false/>
        },
    )
}

fn badges() -> AnyView {
    let badge =
        |count: i64| view! { <span>"Inbox "<Badge count=count label=format!("{count} unread")/></span> }.into_any();
    example(
        "Badge",
        "How many are waiting; nothing at zero, 99+ above that.",
        view! { {badge(0)} {badge(3)} {badge(42)} {badge(1_204)} },
    )
}

fn pills() -> AnyView {
    example(
        "Pill",
        "A state. Its colour never stands without its sign and word.",
        view! {
            <Pill tone=Tone::Waiting icon=IconName::Clock label="Waiting"/>
            <Pill tone=Tone::Agreed icon=IconName::Check label="Agreed"/>
            <Pill tone=Tone::Present icon=IconName::DoorOpen label="Present"/>
            <Pill tone=Tone::Good icon=IconName::CheckCheck label="Good"/>
            <Pill tone=Tone::Over icon=IconName::X label="Over"/>
            <Pill tone=Tone::Bad icon=IconName::UserX label="Bad"/>
        },
    )
}
