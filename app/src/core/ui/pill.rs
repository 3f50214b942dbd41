use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Somebody has to do something.
    Waiting,
    /// It is agreed on.
    Agreed,
    /// It is going on.
    Present,
    /// It is done, and well.
    Good,
    /// It counts no longer.
    Over,
    /// It went wrong.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Waiting => "pill is-pending",
            Tone::Agreed => "pill is-confirmed",
            Tone::Present => "pill is-arrived",
            Tone::Good => "pill is-completed",
            Tone::Over => "pill is-cancelled",
            Tone::Bad => "pill is-no_show",
        }
    }
}

/// A state: its colour never stands without its sign and word.
#[component]
pub fn Pill(
    /// What its colour means.
    tone: Tone,
    /// Its sign.
    icon: IconName,
    /// In words.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class=tone.class()><Icon name=icon/>{label}</span> }.into_any()
}
