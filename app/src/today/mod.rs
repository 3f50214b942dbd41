//! The start page: the day at a glance.

mod api;
mod lists;
mod page;

use crate::browser::{lazy_route, lazy_view};
use leptos::prelude::*;
use page::TodayPage;

lazy_view!(today, preload_today, () => view! { <TodayPage/> });
lazy_route!(Page, today(), preload_today);
