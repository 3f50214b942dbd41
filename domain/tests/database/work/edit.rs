use super::*;
use domain::{
    Money,
    bookings::{Changed, Edit, Fields, HistoryKind, edit, find},
    staff::Master,
};

impl Stage {
    pub(super) async fn fields(&self, id: BookingId) -> (i32, Fields) {
        let sheet = find(&self.asker(&self.director), id).await.unwrap();
        let fields = Fields {
            starts: sheet.row.starts,
            minutes: sheet.row.minutes,
            master: sheet.row.master,
            service: sheet.service,
            service_name: sheet.row.service,
            price: sheet.row.price,
            notes: sheet.notes.unwrap_or_default(),
        };
        (sheet.version, fields)
    }

    pub(super) async fn edit_as(&self, actor: &Actor, id: BookingId, version: i32, fields: &Fields) -> Result<Done> {
        edit(&self.asker(actor), (id, version), &fields.clone().into()).await
    }

    async fn edits(&self, id: BookingId) -> Vec<HistoryKind> {
        let sheet = find(&self.asker(&self.director), id).await.unwrap();
        sheet.history.into_iter().map(|event| event.what).collect()
    }
}

#[tokio::test]
async fn each_change_is_told_in_words() {
    let stage = Stage::set().await;
    let pedicure = stage.db.offered("Pedicure", &[&stage.lola]).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let (version, fields) = stage.fields(id).await;
    let moved = Fields { starts: at(12, 0).into(), ..fields.clone() };
    stage.edit_as(&stage.director, id, version, &moved).await.unwrap();
    let lola = Master { id: stage.lola.id, name: "Lola".into() };
    let money = |minor| Money { minor, currency: "AED".into() };
    let all = Fields {
        minutes: 90,
        master: lola.clone(),
        service: pedicure,
        price: money(20_000),
        notes: "allergy".into(),
        ..moved.clone()
    };
    stage.edit_as(&stage.director, id, version + 1, &all).await.unwrap();
    let texts = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let (master, service) = (texts("Dina", "Lola"), texts("Manicure", "Pedicure"));
    assert_eq!(
        stage.edits(id).await[..2],
        [
            HistoryKind::Edited {
                edits: vec![
                    Edit::Length(60, 90),
                    Edit::Master(master.0, master.1),
                    Edit::Service(service.0, service.1),
                    Edit::Price(money(10_000), money(20_000)),
                    Edit::Notes,
                ]
            },
            HistoryKind::Edited { edits: vec![Edit::Time(at(10, 0).into(), at(12, 0).into())] },
        ]
    );
    let nothing = stage.edit_as(&stage.director, id, version + 2, &all).await.unwrap();
    assert_eq!((nothing.bookings.len(), stage.fields(id).await.0), (0, version + 2), "nothing changed, nothing told");
}

#[tokio::test]
async fn the_later_of_two_is_told_what_changed_and_by_whom() {
    let stage = Stage::set().await;
    let mia = stage.db.person("Mia", domain::staff::Role::Manager).await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let (version, fields) = stage.fields(id).await;
    let hers = Fields { starts: at(15, 0).into(), ..fields.clone() };
    stage.edit_as(&mia, id, version, &hers).await.unwrap();
    let mine = Fields { notes: "mine".into(), ..fields };
    let changed = Changed { by: Some("Mia".into()), version: version + 1, fields: hers.clone() };
    let told = Err(Error::Conflict(Conflict::Booking(BookingConflict::Changed(Box::new(changed)))));
    assert_eq!(stage.edit_as(&stage.director, id, version, &mine).await, told);
    stage.edit_as(&stage.director, id, version + 1, &mine).await.unwrap();
    assert_eq!(stage.fields(id).await.1, mine, "kept");
}

#[tokio::test]
async fn a_booking_moves_over_itself_but_not_over_its_neighbours() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    stage.booked(&stage.dina, at(11, 30)).await;
    let (version, fields) = stage.fields(id).await;
    let later = |hour, minute| Fields { starts: at(hour, minute).into(), ..fields.clone() };
    let taken = stage.edit_as(&stage.director, id, version, &later(10, 45)).await;
    assert!(matches!(taken, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))), "{taken:?}");
    stage.edit_as(&stage.director, id, version, &later(10, 30)).await.unwrap();
    let longer = Fields { minutes: 90, ..later(10, 30) };
    let taken = stage.edit_as(&stage.director, id, version + 1, &longer).await;
    assert!(matches!(taken, Err(Error::Conflict(Conflict::Booking(BookingConflict::Taken { .. })))), "{taken:?}");
    let free = Fields { master: Master { id: stage.lola.id, name: String::new() }, ..longer };
    stage.edit_as(&stage.director, id, version + 1, &free).await.unwrap();
}

#[tokio::test]
async fn who_may_not_edit_does_not() {
    let stage = Stage::set().await;
    let id = stage.booked(&stage.dina, at(10, 0)).await;
    let (version, fields) = stage.fields(id).await;
    assert_eq!(stage.edit_as(&stage.dina, id, version, &fields).await, Err(Error::Forbidden));
    stage.step(id, Verb::Trash).await.unwrap();
    assert_eq!(stage.edit_as(&stage.director, id, version + 1, &fields).await, Err(Error::NotFound));
}
