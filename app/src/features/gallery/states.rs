use super::example::{self, example};
use crate::core::{
    error::AppError,
    ui::{Avatar, CardSkeleton, Empty, Highlighted, Icon, IconName, RowsSkeleton, SubmissionError, failure},
};
use domain::search::Terms;
use leptos::prelude::*;

pub fn group() -> AnyView {
    example::group(
        "states",
        "Nothing, not yet, not possible",
        vec![empty(), failures(), refusal(), skeleton(), small()],
    )
}

fn empty() -> AnyView {
    example(
        "Empty",
        "Nothing is here: what that means, and what to do next.",
        view! {
            <Empty icon=IconName::Calendar title="No bookings yet" hint="New bookings will appear here.">
                <a class="btn go" href="#states">"New booking"</a>
            </Empty>
        },
    )
}

fn failures() -> AnyView {
    example(
        "Loaded: failures",
        "What stands in the place of what does not come.",
        view! {
            {failure(AppError::Forbidden)}
            {failure(AppError::Unavailable)}
            {failure(AppError::Internal { request_id: "8c1f".into() })}
        },
    )
}

fn refusal() -> AnyView {
    example(
        "SubmissionError",
        "Why what was asked was not done: one line above the button.",
        view! { <SubmissionError error=RwSignal::new(Some(AppError::Unavailable))/> },
    )
}

fn skeleton() -> AnyView {
    let words = "The shape of rows, and of one thing with what is known of it, that are on their way.";
    example("RowsSkeleton, CardSkeleton", words, view! { <RowsSkeleton/><CardSkeleton/> })
}

fn small() -> AnyView {
    let terms = Terms::parse("lash");
    example(
        "Avatar, Icon, Highlighted",
        "Initials, a sign, and what was searched for.",
        view! {
            <Avatar name="Amelia Hart"/>
            <Avatar name="نورة الشامسي"/>
            <Icon name=IconName::Check/>
            <Highlighted text="Lash lift + tint".to_owned() terms/>
        },
    )
}
