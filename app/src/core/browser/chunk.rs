use crate::core::error::AppError;
use leptos::wasm_split::SplitLoaderError;

/// Defines a view that is compiled into a WebAssembly chunk of its own and loaded on first use: `lazy_view!(bookings,
/// preload_bookings, () => view! { <BookingsPage/> })` names the chunk, its preload function and the view. In builds
/// without splitting the view is part of the main program.
///
/// The splitter writes one file for each combination of chunks that share code: four chunks already give a page eight
/// files. Pages that are small or rarely opened share one chunk (see `shell/chunks.rs`).
macro_rules! lazy_view {
    ($chunk:ident, $preload:ident, ($($name:ident: $Type:ty)?) => $view:expr) => {
        #[cfg(all(feature = "split", feature = "hydrate"))]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, preload($preload), fallible)]
        pub(crate) fn $chunk($($name: $Type)?) -> $crate::core::error::Result<leptos::prelude::AnyView> {
            Ok(leptos::prelude::IntoAny::into_any($view))
        }

        #[cfg(not(all(feature = "split", feature = "hydrate")))]
        pub(crate) async fn $chunk($($name: $Type)?) -> $crate::core::error::Result<leptos::prelude::AnyView> {
            Ok(leptos::prelude::IntoAny::into_any($view))
        }

        #[cfg(not(all(feature = "split", feature = "hydrate")))]
        async fn $preload() -> Result<(), leptos::wasm_split::SplitLoaderError> {
            Ok(())
        }
    };
}

/// Defines a route for a [`lazy_view`]: `lazy_route!(Page, bookings(), preload_bookings)`.
macro_rules! lazy_route {
    ($route:ident, $view:expr, $preload:path) => {
        #[doc = concat!("The route to `", stringify!($view), "`, whose chunk is loaded on first use.")]
        pub struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                $route
            }

            async fn view(_: Self) -> leptos::prelude::AnyView {
                $view.await.unwrap_or_else($crate::core::ui::failure)
            }

            async fn preload() {
                // Before hydration, the server-rendered page works without the chunk. Afterwards, the view shows the
                // error.
                if $preload().await.is_err() && !$crate::core::browser::is_hydrated() {
                    std::future::pending().await
                }
            }
        }
    };
}

/// Defines a call that is compiled into a chunk: `lazy_call!(workday, fetch_rows, (ids: Vec<BookingId>) ->
/// Vec<BookingRow> => list_rows(ids))`. Requests whose answers only chunks use stay out of the main program this way.
macro_rules! lazy_call {
    ($chunk:ident, $name:ident, ($argument:ident: $Argument:ty) -> $Answer:ty => $call:expr) => {
        #[cfg(all(feature = "split", feature = "hydrate"))]
        async fn $name($argument: $Argument) -> $crate::core::error::Result<$Answer> {
            type Call = std::pin::Pin<Box<dyn Future<Output = $crate::core::error::Result<$Answer>>>>;

            #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, fallible)]
            fn $name($argument: $Argument) -> $crate::core::error::Result<Call> {
                Ok(Box::pin($call))
            }

            $name($argument).await?.await
        }

        #[cfg(not(all(feature = "split", feature = "hydrate")))]
        async fn $name($argument: $Argument) -> $crate::core::error::Result<$Answer> {
            $call.await
        }
    };
}

pub(crate) use {lazy_call, lazy_route, lazy_view};

impl From<SplitLoaderError> for AppError {
    fn from(error: SplitLoaderError) -> Self {
        AppError::Transport(format!("{error:?}"))
    }
}
