//! Staff of the salon.

use super::catalogue::{BARBER, COLOUR, FACE, HAIR, LASHES, MAKE_UP, MASSAGE, NAILS};

/// A staff account. Masters have a trade.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
    pub(super) trade: Option<Trade>,
}

/// Categories of a master: all services of `main`, some of `also`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trade {
    pub(super) main: usize,
    pub(super) also: usize,
}

const fn office(login: &'static str, name: &'static str, role: &'static str) -> Person {
    Person { login, name, role, trade: None }
}

const fn master(login: &'static str, name: &'static str, main: usize, also: usize) -> Person {
    Person { login, name, role: "master", trade: Some(Trade { main, also }) }
}

/// All staff, office first. Masters of one trade are not adjacent, so that they have different days off.
pub(super) const PEOPLE: [Person; 26] = [
    office("director@salon.test", "Виктория Соколова", "director"),
    office("admin@salon.test", "Елена Мартынова", "admin"),
    office("manager@salon.test", "Карина Ахметова", "manager"),
    office("sales@salon.test", "Алина Гончарова", "sales"),
    office("marketer@salon.test", "Полина Вебер", "marketer"),
    office("accountant@salon.test", "Ирина Зайцева", "accountant"),
    master("master@salon.test", "Анна Ковалёва", NAILS, LASHES),
    master("dina@salon.test", "Дина Сафина", NAILS, LASHES),
    master("madina@salon.test", "Мадина Каримова", LASHES, MAKE_UP),
    master("oksana@salon.test", "Оксана Бойко", HAIR, COLOUR),
    master("joy@salon.test", "Joy Villanueva", NAILS, MASSAGE),
    master("svetlana@salon.test", "Светлана Орлова", FACE, MASSAGE),
    master("ruslan@salon.test", "Руслан Галиев", BARBER, HAIR),
    master("yana@salon.test", "Яна Мороз", COLOUR, HAIR),
    master("aigerim@salon.test", "Айгерим Нургалиева", LASHES, MAKE_UP),
    master("maria@salon.test", "Maria Santos", NAILS, LASHES),
    master("kristina@salon.test", "Кристина Мельник", MAKE_UP, LASHES),
    master("layla@salon.test", "Layla Haddad", HAIR, COLOUR),
    master("natalia@salon.test", "Наталья Шевчук", MASSAGE, FACE),
    master("angelica@salon.test", "Angelica Reyes", NAILS, FACE),
    master("omar@salon.test", "Omar Khalil", BARBER, HAIR),
    master("elvira@salon.test", "Эльвира Юсупова", FACE, MASSAGE),
    master("zhanna@salon.test", "Жанна Петросян", LASHES, MAKE_UP),
    master("tatiana@salon.test", "Татьяна Дроздова", COLOUR, HAIR),
    master("sabina@salon.test", "Сабина Алиева", NAILS, LASHES),
    master("vera@salon.test", "Вера Белинская", MAKE_UP, LASHES),
];

/// People who create bookings, as indexes into [`PEOPLE`], with relative weights.
pub(super) const FRONT_DESK: [(usize, u64); 4] = [(3, 45), (2, 30), (1, 20), (0, 5)];

/// Indexes into [`PEOPLE`] and trades of the masters.
pub(super) fn masters() -> impl Iterator<Item = (usize, Trade)> {
    PEOPLE.iter().enumerate().filter_map(|(at, person)| Some((at, person.trade?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_has_twenty_masters_and_one_of_each_role() {
        assert_eq!(masters().count(), 20);
        for role in ["director", "admin", "manager", "sales", "marketer", "accountant"] {
            assert_eq!(PEOPLE.iter().filter(|person| person.role == role).count(), 1);
        }
        assert!(PEOPLE.iter().any(|person| person.login == "master@salon.test" && person.trade.is_some()));
    }
}
