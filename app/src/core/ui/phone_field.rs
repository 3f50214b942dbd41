use super::labelled::{Labelled, invalid, note_id};
use leptos::prelude::*;

/// A phone. What is typed stays as it is: who saves it reads it. Digits typed in one go are shown in groups below, to
/// be compared with a card or a voice.
#[component]
pub fn PhoneField(
    /// Its name in the form, and its id.
    name: &'static str,
    /// In words.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What helps to fill it in, while nothing is typed.
    #[prop(into, optional)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let below = Signal::derive(move || match value.with(|typed| grouped(typed)) {
        // Its order stays, whichever way the page is written.
        Some(groups) => format!("\u{2066}{groups}\u{2069}"),
        None => hint.get(),
    });
    view! {
        <Labelled name label hint=below problem>
            <input
                id=name
                name=name
                type="tel"
                inputmode="tel"
                dir="ltr"
                autocomplete="tel"
                aria-invalid=invalid(problem)
                aria-describedby=note_id(name)
                value=value.get_untracked()
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Labelled>
    }
    .into_any()
}

/// The digits in threes, the last ones in twos to fours; `None` for what is short or in groups already.
fn grouped(typed: &str) -> Option<String> {
    let digits = typed.strip_prefix('+').unwrap_or(typed);
    let count = digits.chars().count();
    if count < 5 || !digits.chars().all(char::is_numeric) {
        return None;
    }
    let mut text = typed.strip_prefix('+').map(|_| "+".to_owned()).unwrap_or_default();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 && count - at > 1 {
            text.push(' ');
        }
        text.push(digit);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_typed_in_one_go_are_grouped() {
        assert_eq!(grouped("+971501234567").as_deref(), Some("+971 501 234 567"));
        assert_eq!(grouped("0501234567").as_deref(), Some("050 123 4567"));
        assert_eq!(grouped("٠٥٠١٢٣٤٥").as_deref(), Some("٠٥٠ ١٢٣ ٤٥"));
        assert_eq!(grouped("+971 50 123"), None);
        assert_eq!(grouped("1234"), None);
        assert_eq!(grouped(""), None);
    }
}
