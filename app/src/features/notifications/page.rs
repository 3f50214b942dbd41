use super::{
    api::{list_notifications, read_notifications},
    sentences::{icon, link, sentence},
};
use crate::core::{
    browser,
    format::{long_day, time},
    live::{Live, use_live},
    page::use_frame,
    requests::resource,
    texts::{Texts, use_texts},
    ui::{Button, ButtonKind, ChipLink, Empty, Icon, IconName, Loaded, RowsSkeleton, Toasts, use_toasts},
    url,
};
use domain::{
    events::Seq,
    notifications::{Inbox, InboxFilter, Notification, ReadSelection},
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
        let parameters = url::parameters(&search.read());
        let unread = parameters.iter().any(|(name, value)| name == "show" && value == "unread");
        if unread { InboxFilter::Unread } else { InboxFilter::All }
    });
    // Once older pages are loaded, new notifications do not reload the list; the bell counts them.
    let older_loaded = RwSignal::new(false);
    let version = Memo::new(move |before: Option<&u32>| match before {
        Some(before) if older_loaded.get() => *before,
        _ => live.inbox_version.get(),
    });
    let inbox = resource(move || (shown.get(), version.get()), |(shown, _)| list_notifications(None, shown));
    Effect::new(move |before: Option<InboxFilter>| {
        if before.is_some_and(|before| before != shown.get()) {
            older_loaded.set(false);
        }
        shown.get()
    });
    let marker = ReadMarker::from_context();
    let tab = move |of: InboxFilter, href: &'static str, label: &'static str| {
        view! { <ChipLink label href current=Signal::derive(move || shown.get() == of)/> }
    };
    let newest = Signal::derive(move || {
        let inbox = inbox.get()?.ok()?;
        inbox
            .notifications
            .iter()
            .find(|notification| !notification.read && !marker.is_read(notification.seq))
            .map(|notification| notification.seq)
    });
    view! {
        <Title text=t.inbox_title()/>
        <div class="page inbox">
            <header class="titled">
                <h1>{t.inbox_title()}</h1>
                <div class="chips">{tab(InboxFilter::All, ALL, t.inbox_all())}{tab(InboxFilter::Unread, UNREAD, t.inbox_unread_only())}</div>
                <Transition>
                    {move || newest.get().map(|newest| {
                        let press = Callback::new(move |()| marker.mark_read(ReadSelection::UpTo(newest)));
                        view! { <Button label=t.inbox_read_all() icon=IconName::CheckCheck busy=marker.busy press/> }
                    })}
                </Transition>
            </header>
            <Loaded resource=inbox skeleton=RowsSkeleton view=move |inbox| {
                view! { <InboxPages first=inbox shown=shown.get_untracked() marker older_loaded/> }.into_any()
            }/>
        </div>
    }
    .into_any()
}

/// Marks notifications as read. Read ones stay in the list, so that it does not jump.
#[derive(Clone, Copy)]
struct ReadMarker {
    busy: RwSignal<bool>,
    /// Read on this page since loading: single ones, and all up to a sequence number.
    read: RwSignal<(Vec<Seq>, Option<Seq>)>,
    t: Texts,
    toasts: Toasts,
    live: Live,
}

impl ReadMarker {
    fn from_context() -> Self {
        ReadMarker {
            busy: RwSignal::default(),
            read: RwSignal::default(),
            t: use_texts(),
            toasts: use_toasts(),
            live: use_live(),
        }
    }

    fn is_read(self, seq: Seq) -> bool {
        self.read.with(|(these, up_to)| these.contains(&seq) || up_to.is_some_and(|up_to| seq <= up_to))
    }

    fn mark_read(self, which: ReadSelection) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = read_notifications(which.clone()).await;
            self.busy.try_set(false);
            match answer {
                Ok(unread) => {
                    self.live.unread.set(unread);
                    if let ReadSelection::These(seqs) = &which {
                        // The pressed button is removed: the focus moves to the notification.
                        seqs.iter().take(1).for_each(|seq| browser::focus_if_lost(link_id(*seq)));
                    }
                    self.read.try_update(|(these, up_to)| match which {
                        ReadSelection::These(seqs) => these.extend(seqs),
                        ReadSelection::UpTo(seq) => *up_to = Some(seq),
                    });
                }
                Err(error) => self.toasts.show_error(self.t, self.t.failed_read(), &error),
            }
        });
    }
}

/// The first page of the inbox, and older pages that were loaded.
#[component]
fn InboxPages(first: Inbox, shown: InboxFilter, marker: ReadMarker, older_loaded: RwSignal<bool>) -> impl IntoView {
    let (t, frame) = (use_texts(), use_frame());
    if first.notifications.is_empty() {
        let title = if shown == InboxFilter::Unread { t.inbox_none_unread() } else { t.inbox_none() };
        return view! {
            <Empty icon=IconName::Bell title hint=t.inbox_none_hint()>
                <a class="btn" href="/crm/profile">{t.nav_settings()}</a>
            </Empty>
        }
        .into_any();
    }
    let pages = RwSignal::new(vec![first]);
    let busy = RwSignal::new(false);
    let older = Callback::new(move |()| {
        let last =
            pages.with_untracked(|pages| pages.last()?.notifications.last().map(|notification| notification.seq));
        busy.set(true);
        older_loaded.set(true);
        spawn_local(async move {
            let answer = list_notifications(last, shown).await;
            busy.try_set(false);
            match answer {
                Ok(page) => drop(pages.try_update(|pages| pages.push(page))),
                Err(error) => marker.toasts.show_error(t, t.failed_load(), &error),
            }
        });
    });
    let days = move || {
        let today = frame.now().date();
        let all: Vec<Notification> = pages.read().iter().flat_map(|page| page.notifications.clone()).collect();
        let days = all.chunk_by(|one, next| one.at.date() == next.at.date()).map(|day| {
            let name = day.first().map(|notification| long_day(t.0, notification.at.date(), today));
            let unread =
                day.iter().filter(|notification| !notification.read).map(|notification| notification.seq).collect();
            let lines = day
                .iter()
                .cloned()
                .map(|notification| view! { <NotificationItem notification marker/> })
                .collect_view();
            view! { <header><h2>{name}</h2><ReadDay seqs=unread marker/></header>{lines} }.into_any()
        });
        days.collect_view()
    };
    let more = move || pages.read().last().is_some_and(|page| page.more);
    view! {
        <section class="panel told">{days}</section>
        {move || more().then(|| view! { <Button label=t.inbox_more() busy press=older/> })}
    }
    .into_any()
}

/// Button that marks a day as read; shown if more than one notification of the day is unread.
#[component]
fn ReadDay(seqs: Vec<Seq>, marker: ReadMarker) -> impl IntoView {
    let t = use_texts();
    move || {
        let unread: Vec<Seq> = seqs.iter().copied().filter(|seq| !marker.is_read(*seq)).collect();
        (unread.len() > 1).then(|| {
            let press = Callback::new(move |()| marker.mark_read(ReadSelection::These(unread.clone())));
            view! { <Button label=t.inbox_read_day() icon=IconName::CheckCheck kind=ButtonKind::Icon press/> }
        })
    }
}

/// Element id of a notification's link.
fn link_id(seq: Seq) -> String {
    format!("told-{seq}")
}

#[component]
fn NotificationItem(notification: Notification, marker: ReadMarker) -> impl IntoView {
    let t = use_texts();
    let (words, facts) = sentence(t, &notification, use_frame().now().date());
    let (seq, href) = (notification.seq, link(&notification.subject));
    let unread = Signal::derive(move || !notification.read && !marker.is_read(seq));
    let mark_this_read = move |()| marker.mark_read(ReadSelection::These(vec![seq]));
    view! {
        <article class="note" class:unread=unread>
            <Icon name=icon(notification.what)/>
            <div>
                // Opening its booking marks it as read.
                <a id=link_id(seq) href=href on:click=move |_| if unread.get_untracked() { mark_this_read(()) }>{words}</a>
                <small class="muted">{facts}</small>
            </div>
            <time class="muted" dir="ltr">{time(notification.at)}</time>
            {move || unread.get().then(|| {
                view! { <Button label=t.inbox_read_one() icon=IconName::Check kind=ButtonKind::Icon press=Callback::new(mark_this_read)/> }
            })}
        </article>
    }
    .into_any()
}
