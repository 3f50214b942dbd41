use super::api::make_password_link;
use crate::core::{
    browser,
    error::Result,
    texts::use_texts,
    ui::{Dialog, Icon, IconName, failure},
};
use domain::staff::UserId;
use leptos::{prelude::*, task::spawn_local};

/// The person for whom a password link is created.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkFor {
    pub id: UserId,
    pub name: String,
}

const LINK: &str = "password-link-text";

/// Dialog that creates a password link for the requested person, and shows it with a copy button.
#[component]
pub fn LinkDialog(requested: RwSignal<Option<LinkFor>>) -> impl IntoView {
    let t = use_texts();
    let made = RwSignal::new(None::<(UserId, Result<String>)>);
    Effect::new(move || {
        made.set(None);
        if let Some(LinkFor { id, .. }) = requested.get() {
            spawn_local(async move {
                let answer = make_password_link(id).await;
                made.try_set(Some((id, answer)));
            });
        }
    });
    // A late response may belong to the previously requested person.
    let answer = move || {
        let requested = requested.get()?.id;
        made.get().filter(|(id, _)| *id == requested).map(|(_, answer)| answer)
    };
    let name = move || requested.get().map(|requested| requested.name).unwrap_or_default();
    let shown = move || match answer() {
        None => view! { <p class="muted" role="status">{t.bookings_loading()}</p> }.into_any(),
        Some(Err(error)) => failure(error),
        Some(Ok(path)) => {
            let link = format!("{}{path}", browser::origin());
            let copied = RwSignal::new(false);
            let label = move || if copied.get() { t.staff_copied() } else { t.staff_copy() };
            view! {
                <p>{t.staff_link_made(format!("\u{2068}{}\u{2069}", name()))}</p>
                <input id=LINK class="copied" readonly dir="ltr" value=link aria-label=t.staff_make_link()/>
                <button
                    class="btn go"
                    type="button"
                    on:click=move |_| {
                        browser::copy_field(LINK);
                        copied.set(true);
                    }
                >
                    <Icon name=IconName::Copy/>
                    {label}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <Dialog id="password-link" title=t.staff_make_link() open=Signal::derive(move || requested.get().is_some()) close=move || requested.set(None)>
            {shown}
        </Dialog>
    }
    .into_any()
}
