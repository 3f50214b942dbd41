use super::specimen::{self, specimen};
use crate::core::{
    format::number,
    ui::{BarChart, FunnelChart, LineChart},
};
use domain::Language;
use leptos::prelude::*;

pub fn group() -> AnyView {
    specimen::group("charts", "Charts", vec![bars(), line(), funnel(), empty()])
}

fn write(n: i64) -> String {
    number(Language::En, n)
}

fn data(pairs: &[(&str, i64)]) -> Vec<(String, i64)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

fn headings(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn bars() -> AnyView {
    let week = [("Mon", 12), ("Tue", 18), ("Wed", 9), ("Thu", 21), ("Fri", 34), ("Sat", 38), ("Sun", 27)];
    let change = [("Jul", 4), ("Aug", -3), ("Sep", 7), ("Oct", -1), ("Nov", 5)];
    specimen(
        "BarChart",
        "How much of each there is. The same stands in a table for who does not see shapes.",
        view! {
            <BarChart label="Bookings by day" headings=headings("Day", "Bookings") data=data(&week) write/>
            <BarChart label="Change by month, %" headings=headings("Month", "Change") data=data(&change) write/>
        },
    )
}

fn line() -> AnyView {
    let days = (1..=30).map(|day: i64| (format!("{day} Nov"), 9_000 + (day * 7_919) % 5_300 + day * 140)).collect();
    specimen(
        "LineChart",
        "How something changes in time. As many names stand below it as have room.",
        view! { <LineChart label="Revenue by day, AED" headings=headings("Day", "Revenue") data=days write/> },
    )
}

fn funnel() -> AnyView {
    let steps = [("Asked", 412), ("Answered", 356), ("Offered", 201), ("Booked", 143), ("Came", 131)];
    specimen(
        "FunnelChart",
        "How many are left after each step, and what share of the step before.",
        view! { <FunnelChart label="From a question to a visit" headings=headings("Step", "People") data=data(&steps) write/> },
    )
}

fn empty() -> AnyView {
    specimen(
        "Charts of nothing",
        "No values, and only zeros.",
        view! {
            <LineChart label="No days yet" headings=headings("Day", "Bookings") data=Vec::new() write/>
            <BarChart label="Closed all week" headings=headings("Day", "Bookings") data=data(&[("Mon", 0), ("Tue", 0)]) write/>
        },
    )
}
