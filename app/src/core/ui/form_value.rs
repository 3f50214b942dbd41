use leptos::prelude::*;
use reactive_stores::{Store, Subfield};

/// The value of a form control: a field of a store, or a signal. Its type does not name the form, so each control is
/// compiled once.
pub struct FormValue<T: Send + Sync + 'static> {
    pub read: Signal<T>,
    pub write: SignalSetter<T>,
}

impl<T: Send + Sync + 'static> Clone for FormValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for FormValue<T> {}

impl<T: Send + Sync + 'static> From<RwSignal<T>> for FormValue<T> {
    fn from(signal: RwSignal<T>) -> Self {
        FormValue { read: signal.into(), write: signal.into() }
    }
}

impl<Form, T> From<Subfield<Store<Form>, Form, T>> for FormValue<T>
where
    Form: Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    fn from(field: Subfield<Store<Form>, Form, T>) -> Self {
        FormValue { read: field.into(), write: SignalSetter::map(move |value| field.set(value)) }
    }
}
