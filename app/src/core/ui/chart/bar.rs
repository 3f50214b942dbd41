use super::{
    Data, Write,
    figure::{Figure, plotted},
    scale::Scale,
    svg,
};
use leptos::prelude::*;

/// How much of its place a bar takes.
const THICK: f64 = 0.62;

/// How much of each there is.
#[component]
pub fn BarChart(
    /// What is shown.
    #[prop(into)]
    label: String,
    /// What names and values are, for the table.
    headings: (String, String),
    /// The bars, from the start of a line.
    data: Data,
    /// Writes a value.
    write: Write,
) -> impl IntoView {
    let values: Vec<i64> = data.iter().map(|(_, value)| *value).collect();
    let scale = Scale::of(&values);
    let shapes = data.iter().zip(bars(&values, &scale)).map(|((name, value), bar)| {
        view! {
            <rect x=svg(bar.x) y=svg(bar.y) width=svg(bar.width) height=svg(bar.height)>
                <title>{format!("{name}: {}", write(*value))}</title>
            </rect>
        }
        .into_any()
    });
    let shapes = shapes.collect();
    plotted(Figure { class: "bars", label, headings, data, write, shapes }, &scale)
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Bars in equally wide places, from zero up, or down where a value is below it.
fn bars(values: &[i64], scale: &Scale) -> Vec<Bar> {
    let place = 100.0 / values.len().max(1) as f64;
    let zero = scale.depth(0);
    let bar = |(at, value): (usize, &i64)| {
        let end = scale.depth(*value);
        let x = place * (at as f64 + (1.0 - THICK) / 2.0);
        Bar { x, y: end.min(zero), width: place * THICK, height: (end - zero).abs() }
    };
    values.iter().enumerate().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_zero_in_the_middle_of_their_places() {
        let values = [20, 5, -10, 0];
        let shown = bars(&values, &Scale::of(&values)).into_iter().map(|bar| (bar.y.round(), bar.height.round()));
        assert_eq!(shown.collect::<Vec<_>>(), [(0.0, 67.0), (50.0, 17.0), (67.0, 33.0), (67.0, 0.0)]);
        let first = bars(&[1, 1], &Scale::of(&[1]))[0];
        assert!((first.x + first.width / 2.0 - 25.0).abs() < 1e-9);
        assert_eq!(bars(&[], &Scale::of(&[])), []);
    }
}
