use crate::{
    core::{
        browser::{self, FormFields},
        texts::use_texts,
        ui::{Button, ButtonKind, Field, ServerForm, Submission, SubmissionError, field_error_text, use_toasts},
    },
    features::auth::api::{ChangePassword, change_password},
};
use domain::FieldError;
use leptos::{prelude::*, server_fn::ServerFn as _};

const FORM: &str = "change-password";
const CURRENT: &str = "current";
const NEW: &str = "new";

/// Form that changes the person's password.
#[component]
pub fn Password(
    /// Counts changes of the list of devices.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let (t, toasts) = (use_texts(), use_toasts());
    let submission = Submission::new(FORM, move |field, field_error| match (field, field_error) {
        (CURRENT, FieldError::Wrong) => t.flaw_password().to_owned(),
        _ => field_error_text(t, field_error),
    });
    let send = move |fields: FormFields| {
        submission.send(
            || Ok((fields.text(CURRENT), fields.text(NEW))),
            |(current, new)| change_password(current, new),
            move |()| {
                browser::reset_form(FORM);
                toasts.show(t.profile_password_changed());
                changes.try_update(|changes| *changes += 1);
            },
        );
    };
    view! {
        <ServerForm path=ChangePassword::PATH id=FORM send>
            <Field
                name=CURRENT
                label=t.profile_current_password()
                kind="password"
                autocomplete="current-password"
                problem=submission.problem(CURRENT)
            />
            <Field
                name=NEW
                label=t.profile_new_password()
                kind="password"
                autocomplete="new-password"
                hint=t.profile_password_rule()
                problem=submission.problem(NEW)
            />
            <SubmissionError error=submission.error/>
            <Button label=t.profile_change_password() kind=ButtonKind::Go busy=submission.busy/>
        </ServerForm>
    }
    .into_any()
}
