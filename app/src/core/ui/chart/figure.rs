use super::{Data, Write, scale::Scale, svg};
use leptos::prelude::*;

/// More labels do not fit below a plot on a phone.
const NAMES: usize = 7;

/// A chart: its shapes, and the data for axis labels and table.
pub struct Figure {
    pub class: &'static str,
    pub label: String,
    pub headings: (String, String),
    pub data: Data,
    pub write: Write,
    pub shapes: Vec<AnyView>,
}

/// Renders a chart with grid lines, value labels at the start of the line, and names below.
pub fn plotted(figure: Figure, scale: &Scale) -> AnyView {
    let lines = scale.ticks.iter().map(|tick| {
        let y = svg(scale.depth(*tick));
        let class = if *tick == 0 { "axis" } else { "grid" };
        view! { <line class=class x1="0" x2="100" y1=y.clone() y2=y/> }.into_any()
    });
    let lines: Vec<AnyView> = lines.collect();
    let values: Vec<AnyView> =
        scale.ticks.iter().rev().map(|tick| view! { <li><bdi>{(figure.write)(*tick)}</bdi></li> }.into_any()).collect();
    let names: Vec<AnyView> =
        names(&figure.data).into_iter().map(|name| view! { <li><bdi>{name}</bdi></li> }.into_any()).collect();
    let Figure { class, label, headings, data, write, shapes } = figure;
    view! {
        <figure class=format!("chart {class}")>
            <figcaption>{label.clone()}</figcaption>
            <div class="plot">
                <ol class="values" aria-hidden="true">{values}</ol>
                <svg role="img" aria-label=label.clone() viewBox="0 0 100 100" preserveAspectRatio="none">{lines}{shapes}</svg>
                <ol class="names" aria-hidden="true">{names}</ol>
            </div>
            {as_table(label, headings, data, write)}
        </figure>
    }
    .into_any()
}

/// The chart's data as a table for screen readers.
pub fn as_table(label: String, headings: (String, String), data: Data, write: Write) -> AnyView {
    let rows: Vec<AnyView> = data
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{write(value)}</td></tr> }.into_any())
        .collect();
    view! {
        <div class="unseen">
            <table>
                <caption>{label}</caption>
                <thead><tr><th scope="col">{headings.0}</th><th scope="col">{headings.1}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The names below the plot: all, or every second, third, …; skipped ones are empty.
fn names(data: &Data) -> Vec<String> {
    let every = data.len().div_ceil(NAMES).max(1);
    let shown = |at: usize| at.is_multiple_of(every);
    data.iter().enumerate().map(|(at, (name, _))| if shown(at) { name.clone() } else { String::new() }).collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_have_room() {
        let shown = |count: usize| {
            names(&(0..count).map(|n| (n.to_string(), 0)).collect()).iter().filter(|name| !name.is_empty()).count()
        };
        assert_eq!([0, 1, 7, 8, 30, 365].map(shown), [0, 1, 7, 4, 6, 7]);
    }
}
