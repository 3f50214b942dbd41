use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub align: Align,
}

/// Horizontal alignment of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// For text.
    Start,
    /// For numbers.
    End,
}

impl Align {
    fn class(self) -> Option<&'static str> {
        (self == Align::End).then_some("number")
    }
}

/// A table with sticky headings. On narrow screens each row becomes a card, with the first cell as its title and column
/// names beside the other cells.
#[component]
pub fn Table(
    /// Label for screen readers.
    #[prop(into)]
    label: String,
    columns: Vec<Column>,
    /// A cell for each column; the first is the row's heading.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let heads = columns.iter().map(|column| {
        view! { <th scope="col" role="columnheader" class=column.align.class()>{column.name.clone()}</th> }.into_any()
    });
    let heads: Vec<AnyView> = heads.collect();
    let rows: Vec<AnyView> = rows.into_iter().map(|cells| row(&columns, cells)).collect();
    // CSS `display` removes the table's implicit roles, so they are repeated.
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
