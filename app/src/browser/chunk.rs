use crate::error::AppError;
use leptos::wasm_split::SplitLoaderError;

/// Makes a route's view of a component, as a chunk of the program that is loaded when it is first needed:
/// `chunk!(Page, bookings, preload_bookings, BookingsPage)` names route, chunk, what loads it, and component.
/// Where the program is built whole, it is there from the start.
macro_rules! chunk {
    ($route:ident, $chunk:ident, $preload:ident, $component:ident) => {
        #[doc = concat!("The route to [`", stringify!($component), "`], a chunk of its own.")]
        pub struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                $route
            }

            async fn view(_: Self) -> leptos::prelude::AnyView {
                $chunk().await.unwrap_or_else($crate::ui::failure)
            }

            #[cfg(all(feature = "split", feature = "hydrate"))]
            async fn preload() {
                // A page that the server made stays as it is, without script. Later, the view says what is wrong.
                if $preload().await.is_err() && !$crate::browser::is_hydrated() {
                    std::future::pending().await
                }
            }
        }

        impl $route {
            /// Loads it now, so that it is there when it is needed.
            #[allow(dead_code)] // not every room is next to another
            pub fn load_ahead() {
                #[cfg(all(feature = "split", feature = "hydrate"))]
                leptos::task::spawn_local(async {
                    // It is tried again when it is needed.
                    let _ = $preload().await;
                });
            }
        }

        #[cfg(all(feature = "split", feature = "hydrate"))]
        #[leptos::wasm_split::wasm_split($chunk, wasm_split_path = leptos::wasm_split, preload($preload), fallible)]
        fn $chunk() -> $crate::error::Result<leptos::prelude::AnyView> {
            Ok(leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$component/> }))
        }

        #[cfg(not(all(feature = "split", feature = "hydrate")))]
        async fn $chunk() -> $crate::error::Result<leptos::prelude::AnyView> {
            #[cfg(feature = "ssr")]
            $crate::context::site::preload(stringify!($chunk));
            Ok(leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$component/> }))
        }
    };
}

pub(crate) use chunk;

impl From<SplitLoaderError> for AppError {
    fn from(error: SplitLoaderError) -> Self {
        AppError::Transport(format!("{error:?}"))
    }
}
