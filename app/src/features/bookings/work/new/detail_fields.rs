use crate::{
    core::{page::use_frame, texts::use_texts, ui::MoneyField, words::source_name},
    features::bookings::work::{
        draft::{Draft, DraftStoreFields as _},
        notes::NotesField,
    },
};
use domain::bookings::Source;
use leptos::prelude::*;
use reactive_stores::Store;

/// Price, source and notes.
#[component]
pub fn DetailFields(form: Store<Draft>, price: Signal<Option<String>>, notes: Signal<Option<String>>) -> impl IntoView {
    let t = use_texts();
    let currency = use_frame().currency.clone();
    // The website and imports set their source themselves.
    let sources = [Source::FrontDesk, Source::Phone, Source::Instagram];
    let pick = move |source: Source| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="new-source"
                    value=source.code()
                    prop:checked=move || form.source().get() == source
                    on:change=move |_| form.source().set(source)
                />
                {source_name(t, source)}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset>
            <legend>{t.new_step_details()}</legend>
            <MoneyField name="new-price" label=t.sheet_price() currency value=form.price() problem=price/>
            <div class="picks" role="radiogroup" aria-label=t.source_label()>{sources.map(pick).collect_view()}</div>
            <NotesField name="new-notes" value=form.notes() master=form.master() problem=notes/>
        </fieldset>
    }
    .into_any()
}
