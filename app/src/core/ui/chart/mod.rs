//! Charts. Shapes are SVG, and labels are HTML beside it, which keeps their font size; a table repeats the data for
//! screen readers. Coordinates are percent of the plot; in right-to-left pages CSS mirrors it.

mod bar;
mod figure;
mod funnel;
mod line;
mod scale;

pub use bar::BarChart;
pub use funnel::FunnelChart;
pub use line::LineChart;

/// Names and values of a chart, in order.
pub type Data = Vec<(String, i64)>;

pub type Write = fn(i64) -> String;

/// A coordinate with two decimals, which is finer than any screen.
fn svg(n: f64) -> String {
    ((n * 100.0).round() / 100.0).to_string()
}
