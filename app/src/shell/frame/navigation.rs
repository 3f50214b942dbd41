use crate::core::{
    browser,
    page::FrameData,
    preferences::{SIDE_COOKIE, Side},
    texts::use_texts,
    ui::{Icon, IconName},
};
use domain::staff::Permission;
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;

/// A link in the navigation bars.
pub struct NavLink {
    pub href: &'static str,
    pub icon: IconName,
    pub name: &'static str,
    /// Whether it is current only on the page itself, and not on pages below it.
    exact: bool,
}

/// The navigation links for a person's permissions.
pub fn nav_links(frame: &FrameData) -> Vec<NavLink> {
    let t = use_texts();
    let mut nav_links = vec![NavLink { href: "/crm", icon: IconName::Sun, name: t.nav_today(), exact: true }];
    if frame.sees_bookings {
        nav_links.push(NavLink { href: "/crm/bookings", icon: IconName::List, name: t.nav_bookings(), exact: false });
    }
    if frame.may(Permission::ViewAllStaff) {
        nav_links.push(NavLink { href: "/crm/staff", icon: IconName::Users, name: t.nav_staff(), exact: false });
    }
    if frame.may(Permission::TrashBookings) {
        nav_links.push(NavLink { href: "/crm/trash", icon: IconName::Trash2, name: t.nav_trash(), exact: false });
    }
    nav_links
}

#[component]
fn NavLinks(frame: FrameData) -> impl IntoView {
    let here = use_location().pathname;
    let link = |NavLink { href, icon, name, exact }: NavLink| {
        let current = move || {
            let below = |path: &str| path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
            let is = here.with(|path| path == href || (!exact && below(path)));
            is.then_some("page")
        };
        view! { <a href=href aria-current=current><Icon name=icon/><span>{name}</span></a> }.into_any()
    };
    nav_links(&frame).into_iter().map(link).collect_view()
}

/// Navigation at the side of wide screens.
#[component]
pub fn SideBar(frame: FrameData) -> impl IntoView {
    let initial: String = frame.salon.split_whitespace().last().and_then(|w| w.chars().next()).into_iter().collect();
    view! {
        <nav class="rail" aria-label=use_texts().nav_main()>
            <div class="brand"><i aria-hidden="true">{initial}</i><bdi>{frame.salon.clone()}</bdi></div>
            <NavLinks frame/>
            <SideBarToggle/>
        </nav>
    }
    .into_any()
}

/// Button that toggles the side bar's width.
#[component]
fn SideBarToggle() -> impl IntoView {
    let t = use_texts();
    let side = RwSignal::new(browser::preferences().side);
    let toggle = move |event: MouseEvent| {
        event.prevent_default();
        side.update(|side| *side = side.other());
        browser::set_side_bar(side.get_untracked());
    };
    let name = move || if side.get() == Side::Wide { t.nav_fold() } else { t.nav_unfold() };
    view! {
        <form method="post" action="/preferences" class="fold">
            <button name=SIDE_COOKIE value=move || side.get().other().code() on:click=toggle>
                <Icon name=IconName::PanelLeft/>
                <span>{name}</span>
            </button>
        </form>
    }
    .into_any()
}

/// Navigation at the bottom of phones.
#[component]
pub fn BottomBar(frame: FrameData) -> impl IntoView {
    view! {
        <nav class="bar" aria-label=use_texts().nav_main()>
            <NavLinks frame/>
        </nav>
    }
    .into_any()
}
