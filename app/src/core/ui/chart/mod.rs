//! Charts: shapes as SVG, words as HTML beside them, so that they are as large as all others, and the same as a table
//! for who does not see shapes. Geometry is in hundredths of the plot; in pages written from the right it is mirrored.

mod bar;
mod figure;
mod funnel;
mod line;
mod scale;

pub use bar::BarChart;
pub use funnel::FunnelChart;
pub use line::LineChart;

/// What a chart is made of: what each value is called, in order.
pub type Data = Vec<(String, i64)>;

/// Writes a value for people.
pub type Write = fn(i64) -> String;

/// A number of SVG: hundredths of a hundredth are finer than any screen.
fn svg(n: f64) -> String {
    ((n * 100.0).round() / 100.0).to_string()
}
