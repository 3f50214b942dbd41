//! Arguments that cannot be read.

use crate::app::TestApp;
use axum::http::StatusCode;
use leptos::server_fn::axum::server_fn_paths;

#[tokio::test]
async fn arguments_that_cannot_be_read_are_a_typed_422() {
    let app = TestApp::new().await;
    let director = app.as_director().await;
    // Functions without arguments read nothing.
    let nothing = ["/end_other_devices", "/list_devices", "/show_build", "/show_choices", "/staff/list", "/today/show"];
    let nothing = [&nothing[..], &["/trash/list", "/trash/purge"]].concat();
    for (path, _) in server_fn_paths() {
        for input in ["{", "{\"id\":[[]],\"visit\":7}", "{\"\\ud800\":1}"] {
            let answer = director.call(path, input).await;
            if nothing.iter().any(|end| path.ends_with(end)) && answer.status == StatusCode::OK {
                continue;
            }
            let answered = (answer.status, answer.text.as_str());
            assert_eq!(answered, (StatusCode::UNPROCESSABLE_ENTITY, r#""Malformed""#), "{path} {input}");
        }
    }
}
