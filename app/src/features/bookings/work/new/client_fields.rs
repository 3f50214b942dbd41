use super::phone_reading::use_phone_reading;
use crate::{
    core::{
        browser,
        page::use_frame,
        texts::use_texts,
        ui::{Button, ButtonKind, Combobox, IconName, PhoneField, SelectOption, TextField},
    },
    features::{
        bookings::work::{
            draft::{Draft, DraftStoreFields as _},
            options::{client_option, service_option},
        },
        clients::api::{find_clients, show_usual_booking},
        services::api::find_services,
    },
};
use domain::{
    clients::{ClientId, name_and_phone},
    staff::Permission,
};
use leptos::{prelude::*, task::spawn_local};
use reactive_stores::Store;

/// Element id of the first field.
pub const CLIENT: &str = crate::features::bookings::work::CLIENT_FIELD;
/// Element id of the field after it.
pub const SERVICE: &str = "new-service";
/// Id of the option that adds a new client.
const NEW_CLIENT: &str = "new";

/// The client: found by search, or added with name and contacts.
#[component]
pub fn ClientFields(
    form: Store<Draft>,
    problem: Signal<Option<String>>,
    phone: Signal<Option<String>>,
    instagram: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let contacts = use_frame().may(Permission::SeeContacts);
    // The option that adds a new client moves the typed text to its name and phone.
    Effect::new(move || {
        let Some(choice) = form.client().get() else { return };
        if choice.id == NEW_CLIENT {
            let (name, phone) = name_and_phone(&choice.text);
            browser::focus_after_render(match (name.as_str(), phone.as_str()) {
                ("", _) => "new-name",
                (_, "") => "new-phone",
                _ => SERVICE,
            });
            form.name().set(name);
            form.phone().set(phone);
            form.client().set(None);
            form.adding().set(true);
        }
    });
    // Suggests the service and master of the client's latest booking.
    let asked = StoredValue::new(form.client().get_untracked().map(|client| client.id));
    Effect::new(move || {
        let Some(id) = form.client().get().map(|client| client.id).filter(|id| id != NEW_CLIENT) else {
            return asked.set_value(None);
        };
        if asked.get_value().as_ref() == Some(&id) {
            return;
        }
        asked.set_value(Some(id.clone()));
        let Ok(client) = id.parse::<ClientId>() else { return };
        spawn_local(async move {
            // Without a suggestion the service is chosen by hand.
            let Ok(Some(usual)) = show_usual_booking(client).await else { return browser::focus(SERVICE) };
            let Ok(services) = find_services(String::new()).await else { return };
            // Another client or a service may have been chosen in the meantime.
            let still = form.client().try_get_untracked().flatten().is_some_and(|client| client.id == id);
            if still && form.service().try_get_untracked() == Some(None) {
                let found = services.into_iter().find(|service| service.id == usual.service);
                form.master().set(Some(usual.master));
                form.service().set(found.map(|service| service_option(t, service)));
                browser::focus("new-day");
            }
        });
    });
    let find = move |typed: String| async move {
        let found = find_clients(typed.clone()).await?;
        let new_client =
            SelectOption { id: NEW_CLIENT.into(), text: typed.trim().to_owned(), detail: t.new_add_client().into() };
        let new_client = (!new_client.text.is_empty()).then_some(new_client);
        Ok(found.into_iter().map(|client| client_option(t, client)).chain(new_client).collect())
    };
    let reading = use_phone_reading(Signal::derive(move || form.phone().get()));
    let label = if contacts { t.new_client() } else { t.new_client_names() };
    view! {
        <fieldset>
            <legend>{t.new_step_client()}</legend>
            {move || {
                if form.adding().get() {
                    view! {
                        <TextField name="new-name" label=t.new_name() value=form.name() problem/>
                        <PhoneField name="new-phone" label=t.sheet_phone() value=form.phone() reading problem=phone/>
                        <TextField name="new-instagram" label=t.sheet_instagram() value=form.instagram() problem=instagram/>
                        <Button label=t.new_known_client() icon=IconName::Search kind=ButtonKind::Quiet press=Callback::new(move |()| {
                            form.adding().set(false);
                            browser::focus_after_render(CLIENT);
                        })/>
                    }
                        .into_any()
                } else {
                    view! {
                        <Combobox name=CLIENT label chosen=form.client() typed=form.typed() fetch=find problem autofocus=true/>
                        <Button label=t.new_add_client() icon=IconName::UserPlus kind=ButtonKind::Quiet press=Callback::new(move |()| {
                            form.adding().set(true);
                            browser::focus_after_render("new-name");
                        })/>
                    }
                        .into_any()
                }
            }}
        </fieldset>
    }
    .into_any()
}
