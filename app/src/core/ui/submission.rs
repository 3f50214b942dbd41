use super::{Icon, error_sentence, error_words};
use crate::core::{
    browser,
    error::{AppError, Result},
    requests::on_connected,
    texts::use_texts,
    url,
};
use domain::{Conflict, FieldError, bookings::BookingConflict};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

/// How a form is sent, the same for all forms: once at a time; what was typed stays until the server has it; an invalid
/// field says why, and the first of them is scrolled to.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Whether a request is running.
    pub busy: RwSignal<bool>,
    /// Why the last request failed.
    pub error: RwSignal<Option<AppError>>,
    /// Fields that the page itself finds invalid, so that nothing is sent.
    invalid: RwSignal<Vec<(&'static str, FieldError)>>,
    words: Callback<(&'static str, FieldError), String>,
}

impl Submission {
    /// The submission of the form with this element id; `words` says what is wrong with a field.
    pub fn new(form: &'static str, words: impl Fn(&'static str, FieldError) -> String + Send + Sync + 'static) -> Self {
        let words = Callback::new(move |(field, field_error)| words(field, field_error));
        let submission = Submission::with_words(words);
        Effect::new(move || {
            if submission.error.read().is_some() || !submission.invalid.read().is_empty() {
                browser::show_first_error(form);
            }
        });
        submission
    }

    /// The submission of a form without fields.
    pub fn without_fields() -> Self {
        Submission::with_words(Callback::new(|_| String::new()))
    }

    fn with_words(words: Callback<(&'static str, FieldError), String>) -> Self {
        Submission { busy: RwSignal::default(), error: RwSignal::default(), invalid: RwSignal::default(), words }
    }

    /// Forgets what was wrong.
    pub fn reset(self) {
        self.error.set(None);
        self.invalid.set(Vec::new());
    }

    /// Reads the form with `read`, sends what it says with `request`, and hands the answer to `done`. Does nothing while
    /// a request is running; where a field is invalid, says so and sends nothing.
    pub fn send<Values, Answer, Request>(
        self,
        read: impl FnOnce() -> std::result::Result<Values, Vec<(&'static str, FieldError)>>,
        request: impl FnOnce(Values) -> Request,
        done: impl FnOnce(Answer) + 'static,
    ) where
        Request: Future<Output = Result<Answer>> + 'static,
        Answer: 'static,
    {
        self.send_or(read, request, done, Some)
    }

    /// Like [`Submission::send`]; `failed` handles errors that are special to the form, and gives back the others.
    pub fn send_or<Values, Answer, Request>(
        self,
        read: impl FnOnce() -> std::result::Result<Values, Vec<(&'static str, FieldError)>>,
        request: impl FnOnce(Values) -> Request,
        done: impl FnOnce(Answer) + 'static,
        failed: impl FnOnce(AppError) -> Option<AppError> + 'static,
    ) where
        Request: Future<Output = Result<Answer>> + 'static,
        Answer: 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.error.set(None);
        let values = match untrack(read) {
            Ok(values) => values,
            Err(fields) => return self.invalid.set(fields),
        };
        self.invalid.set(Vec::new());
        self.busy.set(true);
        let request = request(values);
        spawn_local(async move {
            let answer = request.await;
            // The page may have been left meanwhile.
            self.busy.try_set(false);
            match answer {
                Ok(answer) => done(answer),
                Err(error) => {
                    if let Some(error) = failed(error) {
                        self.error.try_set(Some(error));
                    }
                }
            }
        });
    }

    /// Clears the message of a field as soon as the field is valid; `read` reads the form reactively.
    pub fn recheck<Values>(
        self,
        read: impl Fn() -> std::result::Result<Values, Vec<(&'static str, FieldError)>> + 'static,
    ) {
        Effect::new(move || {
            let still = read().err().unwrap_or_default();
            let stays = |(name, _): &(&'static str, FieldError)| still.iter().any(|(invalid, _)| invalid == name);
            if !self.invalid.with_untracked(|invalid| invalid.iter().all(stays)) {
                self.invalid.update(|invalid| invalid.retain(stays));
            }
        });
    }

    /// The message for a field, whether the page or the server found it invalid.
    pub fn problem(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let here = self
                .invalid
                .with(|invalid| invalid.iter().find(|(name, _)| *name == field).map(|(_, field_error)| *field_error));
            let field_error = here.or_else(|| self.error.read().as_ref()?.field_error(field))?;
            Some(self.words.run((field, field_error)))
        })
    }
}

/// The error of a form's submission, above its buttons; hidden for errors that are shown at fields, with alternative
/// times, or as a choice between two versions.
#[component]
pub fn SubmissionError(error: RwSignal<Option<AppError>>) -> impl IntoView {
    let t = use_texts();
    let location = use_location();
    // When the connection is back, its error is out of date.
    on_connected(move || {
        if error.read_untracked().as_ref().is_some_and(AppError::is_of_connection) {
            error.set(None);
        }
    });
    let here = move || format!("{}{}", location.pathname.get_untracked(), query_of(&location.search.get_untracked()));
    (move || {
        let error = error.read();
        let error = error.as_ref().filter(|error| {
            !error.is_shown_at_fields()
                && !matches!(error, AppError::Conflict(Conflict::Booking(BookingConflict::Taken { .. } | BookingConflict::Changed(_))))
        })?;
        let (icon, ..) = error_words(t, error);
        let sign_in = matches!(error, AppError::SignedOut).then(|| {
            let href = format!("/login{}", url::query(&[("next", here())]));
            view! { <a class="link" rel="external" href=href>{t.login_submit()}</a> }
        });
        Some(
            view! { <p class="warn" role="alert"><Icon name=icon/><span>{error_sentence(t, error)}" "{sign_in}</span></p> },
        )
    })
    .into_any()
}

/// The query with its question mark, or an empty text.
fn query_of(search: &str) -> String {
    if search.is_empty() { String::new() } else { format!("?{}", search.trim_start_matches('?')) }
}
