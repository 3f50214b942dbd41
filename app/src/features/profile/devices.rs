use crate::{
    core::{
        error::Result,
        format::at,
        page::use_frame,
        requests::resource,
        texts::use_texts,
        ui::{Button, Icon, IconName, Loaded, RowsSkeleton, ServerForm, Submission, use_toasts},
    },
    features::auth::api::{EndDevice, EndOtherDevices, end_device, end_other_devices, list_devices},
};
use domain::auth::{Device, DeviceName};
use leptos::{prelude::*, server_fn::ServerFn as _};
use std::pin::Pin;

/// Settings panel: the devices on which the person is signed in, with buttons to sign out one or all others.
#[component]
pub fn Devices(
    /// Counts changes of the list.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let devices = resource(move || changes.get(), |_| list_devices());
    view! { <Loaded resource=devices skeleton=RowsSkeleton view=move |devices| list(devices, changes)/> }.into_any()
}

fn list(devices: Vec<Device>, changes: RwSignal<u32>) -> AnyView {
    let t = use_texts();
    let others = devices.len() > 1;
    let rows = devices.into_iter().map(|device| row(device, changes)).collect_view();
    let (busy, sign_out) = sign_out_action(changes, t.profile_others_ended());
    view! {
        <ul class="lines">{rows}</ul>
        {others
            .then(|| {
                view! {
                    <ServerForm path=EndOtherDevices::PATH send=move |_| sign_out(Box::pin(end_other_devices()))>
                        <Button label=t.profile_end_others() icon=IconName::LogOut busy/>
                    </ServerForm>
                }
            })}
    }
    .into_any()
}

/// A function that signs out and reloads the list, and whether it is running.
fn sign_out_action(changes: RwSignal<u32>, done: &'static str) -> (RwSignal<bool>, impl Fn(SignOut) + Copy) {
    let (t, toasts) = (use_texts(), use_toasts());
    let submission = Submission::without_fields();
    let sign_out = move |request: SignOut| {
        submission.send_or(
            || Ok(()),
            |()| request,
            move |()| {
                changes.try_update(|changes| *changes += 1);
                toasts.show(done);
            },
            move |error| {
                toasts.show_error(t, t.failed_end_device(), &error);
                None
            },
        );
    };
    (submission.busy, sign_out)
}

type SignOut = Pin<Box<dyn Future<Output = Result<()>>>>;

fn row(device: Device, changes: RwSignal<u32>) -> AnyView {
    let t = use_texts();
    let today = use_frame().now().date();
    let (busy, sign_out) = sign_out_action(changes, t.profile_device_ended());
    let session = device.session;
    let side = if device.here {
        view! { <span class="pill is-completed">{t.profile_this_device()}</span> }.into_any()
    } else {
        view! {
            <ServerForm path=EndDevice::PATH send=move |_| sign_out(Box::pin(end_device(session)))>
                <input type="hidden" name="session" value=session.to_string()/>
                <Button label=t.profile_end_device() busy/>
            </ServerForm>
        }
        .into_any()
    };
    let icon = if matches!(device.name.system.as_str(), "iPhone" | "Android") {
        IconName::Smartphone
    } else {
        IconName::Monitor
    };
    view! {
        <li>
            <Icon name=icon/>
            <div>
                <strong><bdi>{device_name(device.name, t.profile_unknown_device())}</bdi></strong>
                <small class="muted">
                    {t.profile_seen(at(t, device.seen, today))}" · "{t.profile_since(at(t, device.since, today))}
                </small>
            </div>
            {side}
        </li>
    }
    .into_any()
}

/// `Safari, iPhone`
fn device_name(name: DeviceName, unknown: &str) -> String {
    let known: Vec<String> = [name.browser, name.system].into_iter().filter(|part| !part.is_empty()).collect();
    if known.is_empty() { unknown.to_owned() } else { known.join(", ") }
}
