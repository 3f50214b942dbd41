use super::routes::App;
use crate::core::{browser, texts::Texts, ui};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// Runs before the browser's program is loaded, so it is part of the document.
const EARLY_PRESS: &str = include_str!("early_press.js");

/// The HTML document around the app.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let preferences = browser::preferences();
    provide_context(Texts(preferences.language));
    view! {
        <!DOCTYPE html>
        <html
            lang=preferences.language.code()
            dir=preferences.language.dir()
            data-theme=preferences.theme.code()
            data-side=preferences.side.code()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <ui::Head/>
                {(!browser::is_plain_page())
                    .then(|| {
                        view! {
                            <script nonce=use_nonce()>{EARLY_PRESS}</script>
                            <link
                                id=browser::TEXTS_LINK_ID
                                rel="preload"
                                r#as="fetch"
                                href=browser::texts_address(preferences.language)
                                crossorigin="anonymous"
                            />
                            <AutoReload options=options.clone()/>
                            <HydrationScripts options root=browser::files_root()/>
                        }
                    })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
