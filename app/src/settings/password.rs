use crate::{
    auth::api::ChangePassword,
    browser,
    texts::use_texts,
    ui::{Field, Refusal, ServerForm, flaw_text, use_toasts},
};
use leptos::prelude::*;

const FORM: &str = "change-password";

/// Changes one's own password.
#[component]
pub fn Password() -> impl IntoView {
    let t = use_texts();
    let toasts = use_toasts();
    let change = ServerAction::<ChangePassword>::new();
    let answer = change.value();
    let problem = move |field: &'static str| {
        Signal::derive(move || {
            let flaw = answer.with(|answer| answer.as_ref()?.as_ref().err()?.flaw(field));
            flaw.map(|flaw| flaw_text(t, flaw))
        })
    };
    Effect::new(move || {
        if answer.with(|answer| matches!(answer, Some(Ok(())))) {
            browser::reset_form(FORM);
            toasts.say(t.settings_password_changed());
        }
    });
    let read =
        |fields: browser::FormFields| ChangePassword { current: fields.text("current"), new: fields.text("new") };
    view! {
        <ServerForm action=change id=FORM read=read>
            <Field
                name="current"
                label=t.settings_current_password()
                kind="password"
                autocomplete="current-password"
                problem=problem("current")
            />
            <Field
                name="new"
                label=t.settings_new_password()
                kind="password"
                autocomplete="new-password"
                hint=t.settings_password_rule()
                problem=problem("new")
            />
            <Refusal answer=answer/>
            <button class="btn go" type="submit" disabled=move || change.pending().get()>
                {t.settings_change_password()}
            </button>
        </ServerForm>
    }
    .into_any()
}
