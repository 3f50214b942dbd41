use crate::core::error::AppError;
use leptos::wasm_split::SplitLoaderError;

/// Makes a view a chunk of the program that is loaded when it is first needed:
/// `lazy_view!(bookings, preload_bookings, () => view! { <BookingsPage/> })` names chunk, what loads it, and view. Where
/// the program is built whole, it is there from the start.
///
/// What several chunks need is cut out for each combination of them: with four of them a page has eight files already.
/// Views that are small or rarely shown share one (see `shell/chunks.rs`).
macro_rules! lazy_view {
    ($chunk:ident, $preload:ident, ($($name:ident: $Type:ty)?) => $view:expr) => {
        #[cfg(all(feature = "split", feature = "hydrate"))]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, preload($preload), fallible)]
        pub(crate) fn $chunk($($name: $Type)?) -> $crate::core::error::Result<leptos::prelude::AnyView> {
            Ok(leptos::prelude::IntoAny::into_any($view))
        }

        #[cfg(not(all(feature = "split", feature = "hydrate")))]
        pub(crate) async fn $chunk($($name: $Type)?) -> $crate::core::error::Result<leptos::prelude::AnyView> {
            #[cfg(feature = "ssr")]
            $crate::core::context::site::preload(stringify!($chunk));
            Ok(leptos::prelude::IntoAny::into_any($view))
        }
    };
}

/// Makes a route of a view that is a chunk: `lazy_route!(Page, bookings(), preload_bookings)`.
macro_rules! lazy_route {
    ($route:ident, $view:expr, $preload:path) => {
        #[doc = concat!("The route to `", stringify!($view), "`, whose part of the program is loaded when it is needed.")]
        pub struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                $route
            }

            async fn view(_: Self) -> leptos::prelude::AnyView {
                $view.await.unwrap_or_else($crate::core::ui::failure)
            }

            #[cfg(all(feature = "split", feature = "hydrate"))]
            async fn preload() {
                // A page that the server made stays as it is, without script. Later, the view says what is wrong.
                if $preload().await.is_err() && !$crate::core::browser::is_hydrated() {
                    std::future::pending().await
                }
            }
        }
    };
}

pub(crate) use {lazy_route, lazy_view};

impl From<SplitLoaderError> for AppError {
    fn from(error: SplitLoaderError) -> Self {
        AppError::Transport(format!("{error:?}"))
    }
}
