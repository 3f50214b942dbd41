use super::{
    FormValue,
    labelled::{Labelled, invalid, note_id},
};
use jiff::civil::Time;
use leptos::prelude::*;

/// A time of day with the browser's time picker.
#[component]
pub fn TimeField(
    /// Form field name and element id.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: FormValue<Option<Time>>,
    /// Step in minutes, counted from `min`, or else from midnight.
    #[prop(default = 5)]
    step: u32,
    #[prop(optional)] min: Option<Time>,
    #[prop(optional)] max: Option<Time>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let text = Signal::derive(move || value.read.get().map(html_time).unwrap_or_default());
    view! {
        <Labelled name label hint problem>
            <div class="beside">
                <input
                    id=name
                    name=name
                    type="time"
                    step=(step * 60).to_string()
                    min=min.map(html_time)
                    max=max.map(html_time)
                    aria-invalid=invalid(problem)
                    aria-describedby=note_id(name)
                    value=text.get_untracked()
                    prop:value=text
                    on:change=move |event| value.write.set(event_target_value(&event).parse().ok())
                />
            </div>
        </Labelled>
    }
    .into_any()
}

/// The value of `<input type="time">`: `09:05`.
fn html_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::html_time;
    use jiff::civil::{Time, time};

    #[test]
    fn formatted_time_is_parsed() {
        assert_eq!(html_time(time(9, 5, 0, 0)), "09:05");
        assert_eq!("09:05".parse::<Time>().ok(), Some(time(9, 5, 0, 0)));
        assert_eq!("".parse::<Time>().ok(), None);
    }
}
