use super::{LinkForm, LinkProblem, card::SignInCard};
use crate::core::{
    browser,
    texts::use_texts,
    ui::{Empty, IconName, field_error_text},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/login/link/:token`, where a forgotten password is replaced: a form without script.
#[component]
pub fn LinkPage() -> impl IntoView {
    let t = use_texts();
    let LinkForm { owner, problem } = browser::extension();
    view! {
        <Title text=t.link_title()/>
        <main class="login">
            {match owner {
                Some(owner) => view! { <ChoosePassword owner problem/> }.into_any(),
                None => {
                    view! {
                        <Empty icon=IconName::Lock title=t.link_gone() hint=t.link_gone_hint()>
                            <a class="btn" href="/login">{t.login_title()}</a>
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

#[component]
fn ChoosePassword(owner: String, problem: Option<LinkProblem>) -> impl IntoView {
    let t = use_texts();
    let problem = problem.map(|why| match why {
        LinkProblem::Password(field_error) => field_error_text(t, field_error),
        LinkProblem::Unavailable => t.login_unavailable().to_owned(),
    });
    view! {
        <SignInCard title=t.link_title() problem>
            // Password managers store the password under this login.
            <label>
                {t.login_login()}
                <input name="login" r#type="text" autocomplete="username" dir="ltr" readonly value=owner/>
            </label>
            <label>
                {t.profile_new_password()}
                <input
                    name="password"
                    r#type="password"
                    autocomplete="new-password"
                    dir="ltr"
                    required
                    autofocus
                    minlength="8"
                    maxlength="128"
                    aria-describedby="rule"
                />
                <small class="muted" id="rule">{t.profile_password_rule()}</small>
            </label>
            <button class="btn go" r#type="submit">{t.link_submit()}</button>
        </SignInCard>
    }
}
