use super::Icon;
use crate::core::ui::IconName;
use leptos::prelude::*;

/// Meaning of a pill's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Somebody has to act.
    Waiting,
    /// Agreed, still to come.
    Agreed,
    /// In progress.
    Present,
    /// Done successfully.
    Good,
    /// No longer counts, such as cancelled.
    Over,
    /// Failed.
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

/// A state with colour, icon and label: colour alone would not be accessible.
#[component]
pub fn Pill(tone: Tone, icon: IconName, #[prop(into)] label: String) -> impl IntoView {
    view! { <span class=tone.class()><Icon name=icon/>{label}</span> }.into_any()
}
