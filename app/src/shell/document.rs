use super::{chunks, routes::App};
use crate::core::{browser, texts::Texts, ui};
use leptos::{nonce::use_nonce, prelude::*};
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
                {(!browser::is_plain_page()).then(|| view! { <AutoReload options=options.clone()/><StartScript options/> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Loads the browser's program after the first paint: `HydrationScripts` would load it before. Its files, the texts and
/// the page's chunk are requested together.
#[component]
fn StartScript(options: LeptosOptions) -> impl IntoView {
    let texts = browser::texts_address(browser::preferences().language);
    let program = format!("{}/{}/{}", browser::files_root(), options.site_pkg_dir, options.output_name);
    let (mut modules, mut fetches) = (vec![format!("{program}.js")], vec![format!("{program}.wasm"), texts.clone()]);
    let chunk = browser::chunk_files(chunks::of_page(&browser::page_path()));
    if !chunk.is_empty() {
        modules.push(browser::chunk_loader());
        fetches.extend(chunk);
    }
    view! {
        <script
            id=browser::START_SCRIPT_ID
            nonce=use_nonce()
            data-program=program
            data-texts=texts
            data-modules=modules.join(" ")
            data-fetches=fetches.join(" ")
        >
            {include_str!("start.js")}
        </script>
    }
}
