use super::{
    api::{list_notifications, read_notifications},
    words::{icon, link, sentence},
};
use crate::core::{
    browser,
    format::{long_day, time},
    live::{Live, use_live},
    page::use_frame,
    texts::{Texts, use_texts},
    ui::{Button, ButtonKind, ChipLink, Empty, Icon, IconName, Loaded, RowsSkeleton, Toasts, use_toasts},
    url,
};
use domain::{
    events::Seq,
    notifications::{Inbox, Notification, Shown, Which},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::use_location;

const ALL: &str = "/crm/notifications";
const UNREAD: &str = "/crm/notifications?show=unread";

/// `/crm/notifications`: the inbox, grouped by day, with a filter for unread ones.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let (t, live) = (use_texts(), use_live());
    let search = use_location().search;
    let shown = Memo::new(move |_| {
        let asked = url::parameters(&search.read());
        let unread = asked.iter().any(|(name, value)| name == "show" && value == "unread");
        if unread { Shown::Unread } else { Shown::All }
    });
    // Once older pages are loaded, new notifications do not reload the list; the bell counts them.
    let deep = RwSignal::new(false);
    let asks = Memo::new(move |before: Option<&u32>| match before {
        Some(before) if deep.get() => *before,
        _ => live.inbox.get(),
    });
    let inbox = Resource::new(move || (shown.get(), asks.get()), |(shown, _)| list_notifications(None, shown));
    Effect::new(move |before: Option<Shown>| {
        if before.is_some_and(|before| before != shown.get()) {
            deep.set(false);
        }
        shown.get()
    });
    let reading = Reading::here();
    let tab = move |of: Shown, href: &'static str, label: &'static str| {
        view! { <ChipLink label href current=Signal::derive(move || shown.get() == of)/> }
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
                <div class="chips">{tab(Shown::All, ALL, t.inbox_all())}{tab(Shown::Unread, UNREAD, t.inbox_unread_only())}</div>
                <Transition>
                    {move || newest.get().map(|newest| {
                        let press = Callback::new(move |()| reading.read(Which::UpTo(newest)));
                        view! { <Button label=t.inbox_read_all() icon=IconName::CheckCheck busy=reading.busy press/> }
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

/// Marks notifications as read. Read ones stay in the list, so that it does not jump.
#[derive(Clone, Copy)]
struct Reading {
    busy: RwSignal<bool>,
    /// Read on this page since loading: single ones, and all up to a sequence number.
    read: RwSignal<(Vec<Seq>, Option<Seq>)>,
    t: Texts,
    toasts: Toasts,
    live: Live,
}

impl Reading {
    fn here() -> Self {
        Reading {
            busy: RwSignal::default(),
            read: RwSignal::default(),
            t: use_texts(),
            toasts: use_toasts(),
            live: use_live(),
        }
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
                    if let Which::These(seqs) = &which {
                        // The pressed button is removed: the focus moves to the notification.
                        seqs.iter().take(1).for_each(|seq| browser::focus_if_lost(link_id(*seq)));
                    }
                    self.read.try_update(|(these, up_to)| match which {
                        Which::These(seqs) => these.extend(seqs),
                        Which::UpTo(seq) => *up_to = Some(seq),
                    });
                }
                Err(error) => self.toasts.say_failed(self.t, self.t.failed_read(), &error),
            }
        });
    }
}

/// The first page of the inbox, and older pages that were loaded.
#[component]
fn Pieces(first: Inbox, shown: Shown, reading: Reading, deep: RwSignal<bool>) -> impl IntoView {
    let (t, frame) = (use_texts(), use_frame());
    if first.notifications.is_empty() {
        let title = if shown == Shown::Unread { t.inbox_none_unread() } else { t.inbox_none() };
        return view! {
            <Empty icon=IconName::Bell title hint=t.inbox_none_hint()>
                <a class="btn" href="/crm/settings">{t.nav_settings()}</a>
            </Empty>
        }
        .into_any();
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
                Err(error) => reading.toasts.say_failed(t, t.failed_load(), &error),
            }
        });
    });
    let days = move || {
        let today = frame.now().date();
        let all: Vec<Notification> = pieces.read().iter().flat_map(|piece| piece.notifications.clone()).collect();
        let days = all.chunk_by(|one, next| one.at.date() == next.at.date()).map(|day| {
            let name = day.first().map(|told| long_day(t.0, told.at.date(), today));
            let unread = day.iter().filter(|told| !told.read).map(|told| told.seq).collect();
            let lines = day.iter().cloned().map(|told| view! { <Line told reading/> }).collect_view();
            view! { <header><h2>{name}</h2><ReadDay seqs=unread reading/></header>{lines} }.into_any()
        });
        days.collect_view()
    };
    let more = move || pieces.read().last().is_some_and(|piece| piece.more);
    view! {
        <section class="panel told">{days}</section>
        {move || more().then(|| view! { <Button label=t.inbox_more() busy press=older/> })}
    }
    .into_any()
}

/// Button that marks a day as read; shown if more than one notification of the day is unread.
#[component]
fn ReadDay(seqs: Vec<Seq>, reading: Reading) -> impl IntoView {
    let t = use_texts();
    move || {
        let unread: Vec<Seq> = seqs.iter().copied().filter(|seq| !reading.has(*seq)).collect();
        (unread.len() > 1).then(|| {
            let press = Callback::new(move |()| reading.read(Which::These(unread.clone())));
            view! { <Button label=t.inbox_read_day() icon=IconName::CheckCheck kind=ButtonKind::Icon press/> }
        })
    }
}

/// Element id of a notification's link.
fn link_id(seq: Seq) -> String {
    format!("told-{seq}")
}

#[component]
fn Line(told: Notification, reading: Reading) -> impl IntoView {
    let t = use_texts();
    let (words, facts) = sentence(t, &told, use_frame().now().date());
    let (seq, href) = (told.seq, link(&told.subject));
    let unread = Signal::derive(move || !told.read && !reading.has(seq));
    let read_it = move |()| reading.read(Which::These(vec![seq]));
    view! {
        <article class="note" class:unread=unread>
            <Icon name=icon(told.what)/>
            <div>
                // Opening its booking marks it as read.
                <a id=link_id(seq) href=href on:click=move |_| if unread.get_untracked() { read_it(()) }>{words}</a>
                <small class="muted">{facts}</small>
            </div>
            <time class="muted" dir="ltr">{time(told.at)}</time>
            {move || unread.get().then(|| {
                view! { <Button label=t.inbox_read_one() icon=IconName::Check kind=ButtonKind::Icon press=Callback::new(read_it)/> }
            })}
        </article>
    }
    .into_any()
}
