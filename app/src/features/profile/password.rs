use crate::{
    core::{
        browser,
        texts::use_texts,
        ui::{Button, ButtonKind, Field, FormError, ServerForm, field_error_text, use_toasts},
    },
    features::auth::api::ChangePassword,
};
use domain::FieldError;
use leptos::{prelude::*, server_fn::ServerFn as _};

const FORM: &str = "change-password";

/// Form that changes the person's password.
#[component]
pub fn Password(
    /// Counts changes of the list of devices.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let t = use_texts();
    let toasts = use_toasts();
    let change = ServerAction::<ChangePassword>::new();
    let answer = change.value();
    let problem = move |field: &'static str| {
        Signal::derive(move || {
            let field_error = answer.with(|answer| answer.as_ref()?.as_ref().err()?.field_error(field));
            field_error.map(|field_error| match (field, field_error) {
                ("current", FieldError::Wrong) => t.flaw_password().to_owned(),
                _ => field_error_text(t, field_error),
            })
        })
    };
    Effect::new(move || {
        if answer.with(|answer| matches!(answer, Some(Ok(())))) {
            browser::reset_form(FORM);
            toasts.show(t.profile_password_changed());
            changes.update(|changes| *changes += 1);
        }
    });
    let send = move |fields: browser::FormFields| {
        change.dispatch(ChangePassword { current: fields.text("current"), new: fields.text("new") });
    };
    view! {
        <ServerForm path=ChangePassword::PATH id=FORM send busy=change.pending()>
            <Field
                name="current"
                label=t.profile_current_password()
                kind="password"
                autocomplete="current-password"
                problem=problem("current")
            />
            <Field
                name="new"
                label=t.profile_new_password()
                kind="password"
                autocomplete="new-password"
                hint=t.profile_password_rule()
                problem=problem("new")
            />
            <FormError answer=answer/>
            <Button label=t.profile_change_password() kind=ButtonKind::Go busy=change.pending()/>
        </ServerForm>
    }
    .into_any()
}
