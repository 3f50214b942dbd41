use super::{
    api::{list_notifications, read_notifications},
    words::{icon, sentence},
};
use crate::{
    bookings::work::Hands,
    format::{long_day, time},
    frame::use_frame,
    live::{Live, use_live},
    texts::use_texts,
    ui::{Button, ButtonKind, Empty, Icon, Loaded, RowsSkeleton},
};
use domain::{
    events::Seq,
    notifications::{Inbox, Notification, Shown, Which},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;

/// `/crm/notifications`: what one was told, by days.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let shown = RwSignal::new(Shown::All);
    // Whoever has gone back to older ones reads on: what is new is at the bell.
    let deep = RwSignal::new(false);
    let asks = Memo::new(move |before: Option<&u32>| match before {
        Some(before) if deep.get() => *before,
        _ => live.inbox.get(),
    });
    let inbox = Resource::new(move || (shown.get(), asks.get()), |(shown, _)| list_notifications(None, shown));
    let reading = Reading::here();
    let tab = move |of: Shown, label: &'static str| {
        view! {
            <button
                class="chip"
                type="button"
                aria-pressed=move || if shown.get() == of { "true" } else { "false" }
                on:click=move |_| {
                    deep.set(false);
                    shown.set(of);
                }
            >
                {label}
            </button>
        }
    };
    let newest = Signal::derive(move || {
        let inbox = inbox.get()?.ok()?;
        inbox.notifications.iter().find(|told| !told.read && !reading.has(told.seq)).map(|told| told.seq)
    });
    view! {
        <Title text=t.inbox_title()/>
        <div class="page inbox">
            <header class="titled">
                <h1>{t.inbox_title()}</h1>
                <div class="chips">{tab(Shown::All, t.inbox_all())}{tab(Shown::Unread, t.inbox_unread_only())}</div>
                <Transition>
                    {move || newest.get().map(|newest| {
                        let press = Callback::new(move |()| reading.read(Which::UpTo(newest)));
                        view! { <Button label=t.inbox_read_all() icon="check-check" busy=reading.busy press/> }
                    })}
                </Transition>
            </header>
            <Loaded resource=inbox shape=RowsSkeleton view=move |inbox| {
                view! { <Pieces first=inbox shown=shown.get_untracked() reading deep/> }.into_any()
            }/>
        </div>
    }
    .into_any()
}

/// Notes what was read: what is shown stays where it is.
#[derive(Clone, Copy)]
struct Reading {
    busy: RwSignal<bool>,
    /// What was read here since it was loaded: single ones, and all up to one.
    read: RwSignal<(Vec<Seq>, Option<Seq>)>,
    hands: Hands,
    live: Live,
}

impl Reading {
    fn here() -> Self {
        Reading { busy: RwSignal::default(), read: RwSignal::default(), hands: Hands::here(), live: use_live() }
    }

    fn has(self, seq: Seq) -> bool {
        self.read.with(|(these, up_to)| these.contains(&seq) || up_to.is_some_and(|up_to| seq <= up_to))
    }

    fn read(self, which: Which) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = read_notifications(which.clone()).await;
            self.busy.try_set(false);
            match answer {
                Ok(unread) => {
                    self.live.unread.set(unread);
                    self.read.try_update(|(these, up_to)| match which {
                        Which::These(seqs) => these.extend(seqs),
                        Which::UpTo(seq) => *up_to = Some(seq),
                    });
                }
                Err(error) => self.hands.say_failed(&error),
            }
        });
    }
}

/// The first piece, and the older ones that were asked for.
#[component]
fn Pieces(first: Inbox, shown: Shown, reading: Reading, deep: RwSignal<bool>) -> impl IntoView {
    let (t, frame) = (use_texts(), use_frame());
    if first.notifications.is_empty() {
        let title = if shown == Shown::Unread { t.inbox_none_unread() } else { t.inbox_none() };
        return view! { <Empty icon="bell" title hint=t.inbox_none_hint()/> }.into_any();
    }
    let pieces = RwSignal::new(vec![first]);
    let busy = RwSignal::new(false);
    let older = Callback::new(move |()| {
        let last = pieces.with_untracked(|pieces| pieces.last()?.notifications.last().map(|told| told.seq));
        busy.set(true);
        deep.set(true);
        spawn_local(async move {
            let answer = list_notifications(last, shown).await;
            busy.try_set(false);
            match answer {
                Ok(piece) => drop(pieces.try_update(|pieces| pieces.push(piece))),
                Err(error) => reading.hands.say_failed(&error),
            }
        });
    });
    let days = move || {
        let today = frame.now().date();
        let mut day = None;
        let pieces = pieces.read();
        let lines = pieces.iter().flat_map(|piece| piece.notifications.clone()).map(|told| {
            let head = (day.replace(told.at.date()) != Some(told.at.date()))
                .then(|| view! { <h2>{long_day(t.0, told.at.date(), today)}</h2> });
            view! { {head}<Line told reading/> }.into_any()
        });
        lines.collect_view()
    };
    let more = move || pieces.read().last().is_some_and(|piece| piece.more);
    view! {
        <section class="panel told">{days}</section>
        {move || more().then(|| view! { <Button label=t.inbox_more() busy press=older/> })}
    }
    .into_any()
}

#[component]
fn Line(told: Notification, reading: Reading) -> impl IntoView {
    let t = use_texts();
    let (words, facts) = sentence(t, &told, use_frame().now().date());
    let (seq, href) = (told.seq, format!("/crm/bookings/{}", told.booking));
    let unread = Signal::derive(move || !told.read && !reading.has(seq));
    let read_it = move |()| reading.read(Which::These(vec![seq]));
    view! {
        <article class="note" class:unread=unread>
            <Icon name=icon(told.what)/>
            <div>
                // Whoever looks at what it is about has read it.
                <a href=href on:click=move |_| if unread.get_untracked() { read_it(()) }>{words}</a>
                <small class="muted">{facts}</small>
            </div>
            <time class="muted" dir="ltr">{time(told.at)}</time>
            {move || unread.get().then(|| {
                view! { <Button label=t.inbox_read_one() icon="check" kind=ButtonKind::Icon press=Callback::new(read_it)/> }
            })}
        </article>
    }
    .into_any()
}
