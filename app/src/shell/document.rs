use super::routes::App;
use crate::core::{browser, texts::Texts, ui};
use leptos::prelude::*;
use leptos_meta::MetaTags;

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
