use super::{
    FormValue,
    labelled::{Labelled, invalid, note_id},
};
use leptos::prelude::*;

/// A phone number. The typed text stays as it is, and the server parses it. Ungrouped digits are shown in groups below
/// the field, for comparison.
#[component]
pub fn PhoneField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<String>,
    /// What the server makes of the number, in place of the groups.
    #[prop(into, optional)]
    reading: Signal<Option<String>>,
    /// Shown while nothing is typed.
    #[prop(into, optional)]
    hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let groups = move || value.read.with(|typed| grouped(typed)).map(|groups| left_to_right(&groups));
    let below = Signal::derive(move || reading.get().or_else(groups).unwrap_or_else(|| hint.get()));
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
                value=value.read.get_untracked()
                prop:value=value.read
                on:input=move |event| value.write.set(event_target_value(&event))
            />
        </Labelled>
    }
    .into_any()
}

/// The number isolated left-to-right, also in right-to-left text.
pub fn left_to_right(number: &str) -> String {
    format!("\u{2066}{number}\u{2069}")
}

/// The digits in groups of three, the last group of two to four; `None` for fewer than five digits, and for text that
/// is already grouped.
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
    fn ungrouped_digits_are_grouped() {
        assert_eq!(grouped("+971501234567").as_deref(), Some("+971 501 234 567"));
        assert_eq!(grouped("0501234567").as_deref(), Some("050 123 4567"));
        assert_eq!(grouped("٠٥٠١٢٣٤٥").as_deref(), Some("٠٥٠ ١٢٣ ٤٥"));
        assert_eq!(grouped("+971 50 123"), None);
        assert_eq!(grouped("1234"), None);
        assert_eq!(grouped(""), None);
    }
}
