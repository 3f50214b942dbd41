use crate::core::{
    browser,
    error::{AppError, Result},
    requests::{NewestTask, on_connected},
    ui::{FormValue, SelectOption, next_option},
};
use leptos::{ev::KeyboardEvent, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{pin::Pin, sync::Arc, time::Duration};

/// Debounce: longer than the pause between two keys of a fast typist.
const PAUSE: Duration = Duration::from_millis(120);

pub type Fetch = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<Vec<SelectOption>>>>> + Send + Sync>;

/// State of the latest search.
#[derive(Clone, PartialEq)]
pub enum SearchState {
    Idle,
    Loading,
    Found(Vec<SelectOption>),
    Failed(AppError),
}

/// State of a field with suggestions.
#[derive(Clone, Copy)]
pub struct Typeahead {
    name: &'static str,
    pub typed: FormValue<String>,
    /// Whether the list of options is open.
    pub open: RwSignal<bool>,
    pub state: RwSignal<SearchState>,
    /// Index of the highlighted option, which Enter chooses.
    pub active: RwSignal<Option<usize>>,
    chosen: FormValue<Option<SelectOption>>,
    /// Whether the choice was cleared by typing; the typed text then stays.
    typing: StoredValue<bool>,
    fetch: StoredValue<Fetch>,
    /// Whether the list stays closed without results, as within a longer text.
    hides_without_results: StoredValue<bool>,
    /// The latest text without results.
    without_results: StoredValue<Option<String>>,
    /// The latest search.
    search: NewestTask,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Typeahead {
    pub fn new(
        name: &'static str,
        chosen: FormValue<Option<SelectOption>>,
        typed: Option<FormValue<String>>,
        fetch: Fetch,
    ) -> Self {
        let default_typed = || chosen.read.get_untracked().map(|choice| choice.text).unwrap_or_default();
        let typed = typed.unwrap_or_else(|| RwSignal::new(default_typed()).into());
        // The owner of `chosen` may set or clear it; a choice that was cleared by typing leaves the text.
        let typing = StoredValue::new(false);
        Effect::new(move |before: Option<()>| match chosen.read.get() {
            Some(choice) => typed.write.set(choice.text),
            None if before.is_some() && !typing.get_value() => typed.write.set(String::new()),
            None => typing.set_value(false),
        });
        let typeahead = Typeahead {
            name,
            typed,
            open: RwSignal::new(false),
            state: RwSignal::new(SearchState::Idle),
            active: RwSignal::new(None),
            chosen,
            typing,
            fetch: StoredValue::new(fetch),
            hides_without_results: StoredValue::new(false),
            without_results: StoredValue::new(None),
            search: NewestTask::new(),
            timer: StoredValue::new(None),
        };
        // A search that failed without a connection is repeated when it is back.
        on_connected(move || {
            let failed = typeahead
                .state
                .with_untracked(|state| matches!(state, SearchState::Failed(error) if error.is_of_connection()));
            if failed && typeahead.open.get_untracked() {
                typeahead.search_after(Duration::ZERO);
            }
        });
        typeahead
    }

    pub fn list_id(self) -> String {
        format!("{}-list", self.name)
    }
    pub fn popover_id(self) -> String {
        format!("{}-options", self.name)
    }
    pub fn option_id(self, number: usize) -> String {
        format!("{}-option-{number}", self.name)
    }
    pub fn active_id(self) -> Option<String> {
        self.active.get().filter(|_| self.open.get()).map(|number| self.option_id(number))
    }

    pub fn chosen_id(self) -> String {
        self.chosen.read.get().map(|choice| choice.id).unwrap_or_default()
    }

    /// Handles typed text: clears the choice, and searches after a pause.
    pub fn on_input(self, text: String) {
        self.typed.write.set(text);
        self.typing.set_value(true);
        self.chosen.write.set(None);
        self.search_after(PAUSE);
    }

    /// Searches for a word of a longer text after a pause. The list opens only with results: an empty one would cover
    /// the text.
    pub fn search_word(self, word: &str) {
        // A longer word has no results if its beginning has none.
        if self.without_results.with_value(|without_results| {
            without_results.as_ref().is_some_and(|without_results| word.starts_with(without_results))
        }) {
            return self.hide();
        }
        self.typed.write.set(word.to_owned());
        self.hides_without_results.set_value(true);
        // The open list belongs to the previous text: Enter must not choose from it.
        self.active.set(None);
        self.schedule_search(PAUSE);
    }

    fn search_after(self, pause: Duration) {
        self.active.set(None);
        self.open.set(true);
        self.state.set(SearchState::Loading);
        self.schedule_search(pause);
    }

    fn schedule_search(self, pause: Duration) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        self.search.abort();
        self.timer.set_value(set_timeout_with_handle(move || self.search_now(), pause).ok());
    }

    fn search_now(self) {
        // The field may have been removed.
        let Some(typed) = self.typed.read.try_get_untracked() else { return };
        let Some(found) = self.fetch.try_with_value(|fetch| fetch(typed.clone())) else { return };
        self.search.spawn(async move {
            let found = found.await;
            if self.hides_without_results.get_value() {
                let some = found.as_ref().is_ok_and(|found| !found.is_empty());
                self.without_results.set_value((found.is_ok() && !some).then_some(typed));
                self.open.set(some);
            }
            self.active.set(found.as_ref().ok().filter(|found| !found.is_empty()).map(|_| 0));
            self.state.set(found.map_or_else(SearchState::Failed, SearchState::Found));
        });
    }

    /// Closes the list, and drops pending responses. The next word is searched anew.
    pub fn close(self) {
        self.without_results.set_value(None);
        self.hide();
    }

    fn hide(self) {
        // What was chosen may have removed the field.
        if let Some(timer) = self.timer.try_get_value().flatten() {
            timer.clear();
        }
        self.search.abort();
        self.open.set(false);
        self.active.set(None);
    }

    /// Chooses the option at an index.
    pub fn choose(self, number: usize) {
        let choice = self.state.with_untracked(|state| match state {
            SearchState::Found(found) => found.get(number).cloned(),
            _ => None,
        });
        if let Some(choice) = choice {
            self.typed.write.set(choice.text.clone());
            self.chosen.write.set(Some(choice));
            self.close();
        }
    }

    /// Handles a key; unhandled keys keep their default action.
    pub fn on_key(self, event: &KeyboardEvent) {
        let (open, active) = (self.open.get_untracked(), self.active.get_untracked());
        let hides_without_results = self.hides_without_results.get_value();
        let count =
            self.state.with_untracked(|state| if let SearchState::Found(found) = state { found.len() } else { 0 });
        match event.key().as_str() {
            // An input method is composing a character, as in Chinese.
            _ if event.is_composing() => return,
            // The caret leaves the word.
            "ArrowLeft" | "ArrowRight" | "Home" | "End" if hides_without_results => return self.close(),
            "Enter" if hides_without_results && active.is_none() => return,
            "ArrowDown" | "ArrowUp" if !open => self.search_after(Duration::ZERO),
            // Before the response arrives there is nothing to choose, and the form must not be submitted.
            "Enter" if open => active.into_iter().for_each(|at| self.choose(at)),
            "Escape" if open => self.close(),
            key => match next_option(key, active, count) {
                Some(at) => self.active.set(Some(at)),
                None => return,
            },
        }
        event.prevent_default();
        event.stop_propagation();
        if let Some(at) = self.active.get_untracked() {
            browser::scroll_into_view(&self.option_id(at));
        }
    }
}
