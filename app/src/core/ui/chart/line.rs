use super::{
    Data, Write,
    figure::{Figure, plotted},
    scale::Scale,
    svg,
};
use leptos::prelude::*;

/// A line chart of a value over time, with a table for screen readers.
#[component]
pub fn LineChart(
    #[prop(into)] label: String,
    /// Column headings of the table alternative: names and values.
    headings: (String, String),
    /// The points, in reading order.
    data: Data,
    write: Write,
) -> impl IntoView {
    let values: Vec<i64> = data.iter().map(|(_, value)| *value).collect();
    let scale = Scale::of(&values);
    let points = points(&values, &scale);
    let mut shapes = vec![
        view! { <path class="area" d=area(&points, scale.depth(0))/> }.into_any(),
        view! { <path class="line" d=line(&points)/> }.into_any(),
    ];
    shapes.extend(data.iter().zip(&points).map(|((name, value), (x, y))| {
        // A line without length and with round caps: a circle would be stretched with the plot.
        view! {
            <path class="dot" d=format!("M{} {}h0", svg(*x), svg(*y))>
                <title>{format!("{name}: {}", write(*value))}</title>
            </path>
        }
        .into_any()
    }));
    plotted(Figure { class: "line", label, headings, data, write, shapes }, &scale)
}

/// A point in the middle of each of equally wide columns.
fn points(values: &[i64], scale: &Scale) -> Vec<(f64, f64)> {
    let place = 100.0 / values.len().max(1) as f64;
    values.iter().enumerate().map(|(at, value)| (place * (at as f64 + 0.5), scale.depth(*value))).collect()
}

/// SVG path through the points.
fn line(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (x, y) in points {
        path += if path.is_empty() { "M" } else { "L" };
        path += &format!("{} {}", svg(*x), svg(*y));
    }
    path
}

/// SVG path of the area between the line and zero.
fn area(points: &[(f64, f64)], zero: f64) -> String {
    match (points.first(), points.last()) {
        (Some((first, _)), Some((last, _))) => {
            format!("{}L{} {zero}L{} {zero}Z", line(points), svg(*last), svg(*first), zero = svg(zero))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_through_the_middles_of_places() {
        let values = [0, 20, 10];
        let points = points(&values, &Scale::of(&values));
        assert_eq!(line(&points), "M16.67 100L50 0L83.33 50");
        assert_eq!(area(&points, 100.0), "M16.67 100L50 0L83.33 50L83.33 100L16.67 100Z");
        assert_eq!((line(&[]), area(&[], 0.0)), (String::new(), String::new()));
    }
}
