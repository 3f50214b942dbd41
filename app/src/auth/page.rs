use super::{LoginForm, LoginProblem};
use crate::{browser, texts::use_texts, ui::Icon};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/login`: a plain form, without any script.
#[component]
pub fn LoginPage() -> impl IntoView {
    let t = use_texts();
    let LoginForm { login, next, problem } = browser::login_form();
    let retyping = problem.is_some();
    let problem = problem.map(|why| match why {
        LoginProblem::Wrong => t.login_wrong(),
        LoginProblem::Unavailable => t.login_unavailable(),
    });
    view! {
        <Title text=t.login_title()/>
        <main class="login">
            <form method="post" action="/login" class="card">
                <div class="brand"><i>"D"</i>"Beauty CRM"</div>
                <h1>{t.login_title()}</h1>
                {problem
                    .map(|problem| {
                        view! {
                            <p class="warn" role="alert" id="problem">
                                <Icon name="circle-alert"/>
                                {problem}
                            </p>
                        }
                    })}
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
            </form>
        </main>
    }
}
