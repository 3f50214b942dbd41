use super::{
    Data, Write,
    figure::{Figure, plotted},
    scale::Scale,
    svg,
};
use leptos::prelude::*;

/// Width of a bar, as a share of its column.
const THICK: f64 = 0.62;

/// A bar chart that compares values, with a table for screen readers.
#[component]
pub fn BarChart(
    #[prop(into)] label: String,
    /// Column headings of the table alternative: names and values.
    headings: (String, String),
    /// The bars, in reading order.
    data: Data,
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

/// Bars in columns of equal width; they extend from zero, downwards for negative values.
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
