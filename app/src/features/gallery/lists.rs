use super::specimen::{self, specimen};
use crate::core::{
    format::amount,
    texts::use_texts,
    ui::{Align, Avatar, Column, IconName, More, Pill, Tab, Table, Tabs, Tone},
};
use domain::Money;
use leptos::prelude::*;

pub fn group() -> AnyView {
    specimen::group("lists", "Tables, tabs, pieces", vec![table(), tabs(), more()])
}

fn table() -> AnyView {
    let language = use_texts().0;
    let column = |name: &str, align| Column { name: name.to_owned(), align };
    let columns = vec![
        column("Service", Align::Start),
        column("Category", Align::Start),
        column("State", Align::Start),
        column("Price, AED", Align::End),
    ];
    let row = |name: &'static str, category: &'static str, minor| {
        let price = amount(language, &Money { minor, currency: "AED".into() });
        vec![
            view! { <bdi>{name}</bdi> }.into_any(),
            view! { <bdi>{category}</bdi> }.into_any(),
            view! { <Pill tone=Tone::Good icon=IconName::Check label="Offered"/> }.into_any(),
            price.into_any(),
        ]
    };
    let rows = vec![
        row("Lash extensions, 2D", "Lashes", 42_000),
        row("Маникюр с покрытием", "Ногти", 18_000),
        row("صبغ الشعر", "الشعر", 64_050),
    ];
    specimen(
        "Table",
        "Headings stay in sight; where it is narrow each row is a card.",
        view! { <Table label="Services" columns rows/> },
    )
}

fn tabs() -> AnyView {
    let chosen = RwSignal::new("tab-hours");
    let tab = |id, name: &str, panel: AnyView| Tab { id, name: name.to_owned(), panel };
    let tabs = vec![
        tab("tab-hours", "Hours", view! { <p>"From nine to nine, every day."</p> }.into_any()),
        tab("tab-masters", "Masters", view! { <p><Avatar name="Aigerim K"/>" Aigerim"</p> }.into_any()),
        tab("tab-rooms", "Rooms", view! { <p>"Two, one with a window."</p> }.into_any()),
    ];
    specimen(
        "Tabs",
        "Arrows go from tab to tab, the way the page is written; Home and End to the first and the last.",
        view! { <Tabs label="The salon" tabs chosen/> },
    )
}

fn more() -> AnyView {
    let pieces = RwSignal::new(1);
    let busy = RwSignal::new(false);
    let follow = Callback::new(move |()| {
        busy.set(true);
        set_timeout(
            move || {
                pieces.update(|pieces| *pieces += 1);
                busy.set(false);
            },
            std::time::Duration::from_millis(600),
        );
    });
    let href = Signal::derive(move || (pieces.get() < 4).then(|| "/crm/ui#lists".to_owned()));
    let label = Signal::derive(move || if busy.get() { "Loading…".to_owned() } else { "Show more".to_owned() });
    specimen(
        "More",
        "The way to the next piece; a plain link for who has no script.",
        view! {
            <p>{move || format!("Pieces: {}", pieces.get())}</p>
            <More label href busy follow/>
        },
    )
}
