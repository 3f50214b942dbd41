use crate::{
    auth::api::{EndDevice, EndOtherDevices, list_devices},
    format::at,
    frame::use_frame,
    texts::use_texts,
    ui::{Icon, Loaded, Refusal, RowsSkeleton, ServerForm},
};
use domain::auth::{Device, DeviceName};
use leptos::prelude::*;

/// The devices that one is signed in on; each can be signed out, or all others at once.
#[component]
pub fn Devices() -> impl IntoView {
    let end = ServerAction::<EndDevice>::new();
    let end_others = ServerAction::<EndOtherDevices>::new();
    let devices = Resource::new(move || (end.version().get(), end_others.version().get()), |_| list_devices());
    view! {
        <Loaded resource=devices shape=RowsSkeleton view=move |devices| list(devices, end, end_others)/>
        <Refusal answer=end.value()/>
        <Refusal answer=end_others.value()/>
    }
    .into_any()
}

fn list(devices: Vec<Device>, end: ServerAction<EndDevice>, end_others: ServerAction<EndOtherDevices>) -> AnyView {
    let t = use_texts();
    let others = devices.len() > 1;
    let rows = devices.into_iter().map(|device| row(device, end)).collect_view();
    view! {
        <ul class="lines">{rows}</ul>
        {others
            .then(|| {
                view! {
                    <ServerForm action=end_others read=|_| EndOtherDevices {}>
                        <button class="btn" type="submit">
                            <Icon name="log-out"/>
                            {t.settings_end_others()}
                        </button>
                    </ServerForm>
                }
            })}
    }
    .into_any()
}

fn row(device: Device, end: ServerAction<EndDevice>) -> AnyView {
    let t = use_texts();
    let today = use_frame().now.date();
    let side = if device.here {
        view! { <span class="pill is-completed">{t.settings_this_device()}</span> }.into_any()
    } else {
        view! {
            <ServerForm action=end read=move |_| EndDevice { session: device.session }>
                <input type="hidden" name="session" value=device.session.to_string()/>
                <button class="btn" type="submit">{t.settings_end_device()}</button>
            </ServerForm>
        }
        .into_any()
    };
    let icon = if matches!(device.name.system.as_str(), "iPhone" | "Android") { "smartphone" } else { "monitor" };
    view! {
        <li>
            <Icon name=icon/>
            <div>
                <strong><bdi>{called(device.name, t.settings_unknown_device())}</bdi></strong>
                <small class="muted">
                    {t.settings_seen(at(t, device.seen, today))}" · "{t.settings_since(at(t, device.since, today))}
                </small>
            </div>
            {side}
        </li>
    }
    .into_any()
}

/// `Safari, iPhone`
fn called(name: DeviceName, unknown: &str) -> String {
    let known: Vec<String> = [name.browser, name.system].into_iter().filter(|part| !part.is_empty()).collect();
    if known.is_empty() { unknown.to_owned() } else { known.join(", ") }
}
