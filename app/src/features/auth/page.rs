use super::{LoginForm, LoginProblem, card::SignInCard};
use crate::core::{
    browser,
    texts::use_texts,
    ui::{Icon, IconName},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/login`: a form without script.
#[component]
pub fn LoginPage() -> impl IntoView {
    let t = use_texts();
    let LoginForm { login, next, problem, chosen } = browser::extension();
    let retyping = problem.is_some();
    let problem = problem.map(|why| match why {
        LoginProblem::Wrong => t.login_wrong().to_owned(),
        LoginProblem::Later { seconds } => t.login_later(i64::from(seconds)),
        LoginProblem::Unavailable => t.login_unavailable().to_owned(),
    });
    view! {
        <Title text=t.login_title()/>
        <main class="login">
            <SignInCard action="/login" title=t.login_title() problem>
                {chosen.then(|| view! { <p class="good" role="status"><Icon name=IconName::Check/>{t.login_chosen()}</p> })}
                <label>
                    {t.login_login()}
                    <input
                        name="login"
                        r#type="text"
                        inputmode="email"
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck="false"
                        dir="ltr"
                        required
                        autofocus=!retyping
                        value=login
                    />
                </label>
                <label>
                    {t.login_password()}
                    <input
                        name="password"
                        r#type="password"
                        autocomplete="current-password"
                        dir="ltr"
                        required
                        autofocus=retyping
                    />
                </label>
                <input r#type="hidden" name="next" value=next/>
                <button class="btn go" r#type="submit">{t.login_submit()}</button>
                <small class="muted">{t.login_forgotten()}</small>
            </SignInCard>
        </main>
    }
}
