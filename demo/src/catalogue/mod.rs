//! The price list: eight categories, sixty services.

mod body;
mod hair;
mod hands;

use super::pace::Pace;

/// A text in the three languages of the guests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub(super) ru: &'static str,
    pub(super) en: &'static str,
    pub(super) ar: &'static str,
}

impl Text {
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::json!({ "ru": self.ru, "en": self.en, "ar": self.ar })
    }
}

/// One line of the price list. Times in minutes, price in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    pub(super) name: Text,
    pub(super) minutes: i32,
    pub(super) before: i32,
    pub(super) after: i32,
    pub(super) price: i64,
}

/// Services that one trade learns together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Category {
    pub(super) name: Text,
    pub(super) services: &'static [Service],
}

/// The sixth parameter of a line is the price in whole dirhams.
const fn service(
    ru: &'static str,
    en: &'static str,
    ar: &'static str,
    minutes: i32,
    (before, after): (i32, i32),
    dirhams: i64,
) -> Service {
    Service { name: Text { ru, en, ar }, minutes, before, after, price: dirhams * 100 }
}

/// All categories in the order of the price list.
pub(super) const CATEGORIES: [Category; 8] = [
    Category {
        name: Text { ru: "Маникюр и педикюр", en: "Nails", ar: "العناية بالأظافر" }, services: hands::NAILS
    },
    Category {
        name: Text { ru: "Ресницы и брови", en: "Lashes and brows", ar: "الرموش والحواجب" },
        services: hands::LASHES_AND_BROWS,
    },
    Category {
        name: Text { ru: "Стрижки и укладки", en: "Hair", ar: "قص وتصفيف الشعر" }, services: hair::HAIR
    },
    Category {
        name: Text { ru: "Окрашивание", en: "Hair colour", ar: "صبغ الشعر" }, services: hair::COLOUR
    },
    Category { name: Text { ru: "Макияж", en: "Make-up", ar: "المكياج" }, services: hands::MAKE_UP },
    Category {
        name: Text { ru: "Косметология", en: "Facials", ar: "العناية بالبشرة" }, services: body::FACE
    },
    Category { name: Text { ru: "Массаж", en: "Massage", ar: "المساج" }, services: body::MASSAGE },
    Category { name: Text { ru: "Барбер", en: "Barber", ar: "حلاقة رجالية" }, services: hair::BARBER },
];

/// Places of the categories in [`CATEGORIES`].
pub(super) const NAILS: usize = 0;
pub(super) const LASHES: usize = 1;
pub(super) const HAIR: usize = 2;
pub(super) const COLOUR: usize = 3;
pub(super) const MAKE_UP: usize = 4;
pub(super) const FACE: usize = 5;
pub(super) const MASSAGE: usize = 6;
pub(super) const BARBER: usize = 7;

/// A service with its category's place, at the pace of the chosen size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub(super) category: usize,
    pub(super) service: Service,
}

/// All services in the order of the price list.
pub(super) fn offers(pace: &Pace) -> Vec<Offer> {
    let categories = CATEGORIES.iter().enumerate();
    categories
        .flat_map(|(category, all)| all.services.iter().map(move |line| (category, line)))
        .map(|(category, line)| Offer { category, service: pace.paced(*line) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::size::Size;

    #[test]
    fn sixty_services_in_multiples_of_five() {
        for size in [Size::S, Size::M, Size::L] {
            let offers = offers(&Pace::of(size));
            assert_eq!(offers.len(), 60);
            for Offer { service, .. } in offers {
                assert!((10..=180).contains(&service.minutes), "{service:?}");
                assert!([service.minutes, service.before, service.after].iter().all(|m| m % 5 == 0));
                assert_eq!(service.price % 500, 0, "{service:?}");
            }
        }
    }
}
