use leptos::prelude::*;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Which way its cells are read.
    pub align: Align,
}

/// Which way cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Start,
    /// Numbers, compared by their last digits.
    End,
}

impl Align {
    fn class(self) -> Option<&'static str> {
        (self == Align::End).then_some("number")
    }
}

/// A table whose headings stay in sight. Where it is narrow each row is a card, headed by its first cell, and the other
/// cells stand under their columns' names.
#[component]
pub fn Table(
    /// What it lists, to be read out.
    #[prop(into)]
    label: String,
    /// From the start of a line to its end.
    columns: Vec<Column>,
    /// Each has a cell for each column; the first names the row.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let heads = columns.iter().map(|column| {
        view! { <th scope="col" role="columnheader" class=column.align.class()>{column.name.clone()}</th> }.into_any()
    });
    let heads: Vec<AnyView> = heads.collect();
    let rows: Vec<AnyView> = rows.into_iter().map(|cells| row(&columns, cells)).collect();
    // Browsers forget that cards are a table, unless they are told.
    view! {
        <div class="table">
            <table role="table" aria-label=label>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(columns: &[Column], cells: Vec<AnyView>) -> AnyView {
    let cells = columns.iter().zip(cells).enumerate().map(|(at, (column, cell))| {
        let class = column.align.class();
        if at == 0 {
            view! { <th scope="row" role="rowheader" class=class>{cell}</th> }.into_any()
        } else {
            view! { <td role="cell" class=class data-label=column.name.clone()>{cell}</td> }.into_any()
        }
    });
    let cells: Vec<AnyView> = cells.collect();
    view! { <tr role="row">{cells}</tr> }.into_any()
}
