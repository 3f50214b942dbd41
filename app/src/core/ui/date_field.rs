use super::{
    Chip, FormValue,
    labelled::{Labelled, invalid, note_id},
};
use crate::core::texts::use_texts;
use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;

/// A date with the browser's date picker, and buttons for today and tomorrow.
#[component]
pub fn DateField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<Option<Date>>,
    /// Today in the salon's time zone.
    today: Date,
    #[prop(optional)] min: Option<Date>,
    #[prop(optional)] max: Option<Date>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let t = use_texts();
    let text = Signal::derive(move || value.read.get().map(|day| day.to_string()).unwrap_or_default());
    let quick = move |label: &'static str, day: Option<Date>| {
        let day = day.filter(|day| within(*day, min, max))?;
        let on = Signal::derive(move || value.read.get() == Some(day));
        Some(view! { <Chip label on press=Callback::new(move |()| value.write.set(Some(day)))/> }.into_any())
    };
    view! {
        <Labelled name label hint problem>
            <div class="beside">
                <input
                    id=name
                    name=name
                    type="date"
                    min=min.map(|day| day.to_string())
                    max=max.map(|day| day.to_string())
                    aria-invalid=invalid(problem)
                    aria-describedby=note_id(name)
                    value=text.get_untracked()
                    prop:value=text
                    on:change=move |event| value.write.set(event_target_value(&event).parse().ok())
                />
                {quick(t.bookings_today(), Some(today))}
                {quick(t.bookings_tomorrow(), today.checked_add(1.day()).ok())}
            </div>
        </Labelled>
    }
    .into_any()
}

fn within(day: Date, min: Option<Date>, max: Option<Date>) -> bool {
    min.is_none_or(|min| day >= min) && max.is_none_or(|max| day <= max)
}

#[cfg(test)]
mod tests {
    use super::within;
    use jiff::civil::date;

    #[test]
    fn range_includes_both_ends() {
        let (first, last) = (date(2026, 11, 20), date(2026, 11, 21));
        let allowed = |day| within(date(2026, 11, day), Some(first), Some(last));
        assert_eq!([19, 20, 21, 22].map(allowed), [false, true, true, false]);
        assert!(within(first, None, None));
    }
}
