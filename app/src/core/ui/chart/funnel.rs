use super::{Data, Write, figure::as_table, svg};
use crate::core::{format::percent, texts::use_texts};
use leptos::prelude::*;

/// Height of a step, in units of the view box.
const STEP: f64 = 10.0;

/// A funnel chart: how many remain after each step, and their share of the step before.
#[component]
pub fn FunnelChart(
    #[prop(into)] label: String,
    /// Column headings of the table alternative: names and values.
    headings: (String, String),
    data: Data,
    write: Write,
) -> impl IntoView {
    let language = use_texts().0;
    let values: Vec<i64> = data.iter().map(|(_, value)| *value).collect();
    let shapes = bands(&values).into_iter().map(|band| view! { <polygon points=band/> }.into_any());
    let shapes: Vec<AnyView> = shapes.collect();
    let names: Vec<AnyView> =
        data.iter().map(|(name, _)| view! { <li><bdi>{name.clone()}</bdi></li> }.into_any()).collect();
    let facts = data.iter().zip(shares(&values)).map(|((_, value), share)| {
        let share = share.map(|share| view! { <small class="muted">{percent(language, share)}</small> });
        view! { <li><b>{write(*value)}</b>{share}</li> }.into_any()
    });
    let facts: Vec<AnyView> = facts.collect();
    let size = format!("0 0 100 {}", svg(STEP * values.len().max(1) as f64));
    view! {
        <figure class="chart funnel">
            <figcaption>{label.clone()}</figcaption>
            <div class="plot">
                <ol class="names" aria-hidden="true">{names}</ol>
                <svg role="img" aria-label=label.clone() viewBox=size preserveAspectRatio="none">{shapes}</svg>
                <ol class="values" aria-hidden="true">{facts}</ol>
            </div>
            {as_table(label, headings, data, write)}
        </figure>
    }
    .into_any()
}

/// For each step after the first, its percentage of the step before; `None` after a step of zero.
fn shares(values: &[i64]) -> Vec<Option<i64>> {
    let before = std::iter::once(None).chain(values.iter().map(|value| Some(*value)));
    let share = |(before, value): (Option<i64>, &i64)| {
        let before = before.filter(|before| *before > 0)?;
        Some((100.0 * *value as f64 / before as f64).round() as i64)
    };
    before.zip(values).map(share).collect()
}

/// Polygon points of each step: as wide as its value, narrowing to the next one.
fn bands(values: &[i64]) -> Vec<String> {
    let most = values.iter().copied().fold(1, i64::max) as f64;
    let half = |value: i64| 50.0 * value.max(0) as f64 / most;
    let next = values.iter().skip(1).chain(values.last());
    let band = |(at, (value, next)): (usize, (&i64, &i64))| {
        let (from, to) = (half(*value), half(*next));
        let (top, end) = (STEP * at as f64, STEP * (at as f64 + 0.92));
        let point = |x: f64, y: f64| format!("{},{}", svg(x), svg(y));
        [point(50.0 - from, top), point(50.0 + from, top), point(50.0 + to, end), point(50.0 - to, end)].join(" ")
    };
    values.iter().zip(next).enumerate().map(band).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_narrow_to_the_next() {
        assert_eq!(bands(&[40, 20]), ["0,0 100,0 75,9.2 25,9.2", "25,10 75,10 75,19.2 25,19.2"]);
        assert_eq!(bands(&[]), Vec::<String>::new());
        assert_eq!(bands(&[0]), ["50,0 50,0 50,9.2 50,9.2"]);
    }

    #[test]
    fn shares_are_of_the_step_before() {
        assert_eq!(shares(&[200, 150, 0, 3]), [None, Some(75), Some(0), None]);
    }
}
