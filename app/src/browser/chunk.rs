/// Makes a route's view of a component, as a chunk of the program that is loaded when it is first needed:
/// `chunk!(Page, bookings, BookingsPage, __preload_bookings)`, where the last is what `#[lazy]` makes of the second. Where the program is built whole, it is there from the start.
macro_rules! chunk {
    ($route:ident, $name:ident, $component:ident, $preload:ident) => {
        #[doc = concat!("The route to [`", stringify!($component), "`], a chunk of its own.")]
        pub struct $route;

        impl leptos_router::LazyRoute for $route {
            fn data() -> Self {
                $route
            }

            async fn view(_: Self) -> leptos::prelude::AnyView {
                $name().await
            }

            // Views that are hydrated must be there at once.
            #[cfg(all(feature = "split", feature = "hydrate"))]
            async fn preload() {
                $preload().await;
            }
        }

        // On the server it names the chunk that the page will need.
        #[cfg_attr(any(feature = "split", feature = "ssr"), leptos::prelude::lazy)]
        async fn $name() -> leptos::prelude::AnyView {
            leptos::prelude::IntoAny::into_any(leptos::prelude::view! { <$component/> })
        }
    };
}

pub(crate) use chunk;
