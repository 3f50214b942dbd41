use crate::core::{
    error::AppError,
    format::{at, facts_in_line},
    page::use_frame,
    texts::use_texts,
    ui::{Icon, IconName},
};
use domain::{
    Conflict,
    bookings::{BookingConflict, Slot},
};
use leptos::prelude::*;

/// Alternative times for an occupied time; one click chooses one and submits. Hidden for other errors.
#[component]
pub fn Alternatives(
    error: RwSignal<Option<AppError>>,
    /// Called with the chosen time.
    #[prop(into)]
    take: Callback<Slot>,
) -> impl IntoView {
    let t = use_texts();
    let today = use_frame().now().date();
    let slots = Memo::new(move |_| match &*error.read() {
        Some(AppError::Conflict(Conflict::Booking(BookingConflict::Taken { alternatives }))) => {
            Some(alternatives.clone())
        }
        _ => None,
    });
    move || {
        let slots = slots.get()?;
        let none = slots.is_empty();
        let slot = move |slot: Slot| {
            let words = facts_in_line([slot.master.name.clone(), at(t, slot.starts, today)]);
            view! { <button type="button" class="chip" on:click=move |_| take.run(slot.clone())>{words}</button> }
                .into_any()
        };
        Some(
            view! {
                <section class="taken" role="alert">
                    <strong><Icon name=IconName::CircleAlert/>{t.new_taken()}</strong>
                    <span>{if none { t.new_no_nearest() } else { t.new_nearest() }}</span>
                    <div class="chosen">{slots.into_iter().map(slot).collect_view()}</div>
                </section>
            }
            .into_any(),
        )
    }
}
