//! The price list: eight categories with sixty services.

mod beauty;
mod body;
mod hair;

use super::profile::SizeProfile;

/// A text in the three languages of the clients.
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

/// A service of the price list. Times in minutes, price in minor units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    pub(super) name: Text,
    pub(super) minutes: i32,
    pub(super) before: i32,
    pub(super) after: i32,
    pub(super) price: i64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Category {
    pub(super) name: Text,
    pub(super) services: &'static [Service],
}

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

/// In the order of the price list.
pub(super) const CATEGORIES: [Category; 8] = [
    Category {
        name: Text { ru: "Маникюр и педикюр", en: "Nails", ar: "العناية بالأظافر" }, services: beauty::NAILS
    },
    Category {
        name: Text { ru: "Ресницы и брови", en: "Lashes and brows", ar: "الرموش والحواجب" },
        services: beauty::LASHES_AND_BROWS,
    },
    Category {
        name: Text { ru: "Стрижки и укладки", en: "Hair", ar: "قص وتصفيف الشعر" }, services: hair::HAIR
    },
    Category {
        name: Text { ru: "Окрашивание", en: "Hair colour", ar: "صبغ الشعر" }, services: hair::COLOUR
    },
    Category { name: Text { ru: "Макияж", en: "Make-up", ar: "المكياج" }, services: beauty::MAKE_UP },
    Category {
        name: Text { ru: "Косметология", en: "Facials", ar: "العناية بالبشرة" }, services: body::FACE
    },
    Category { name: Text { ru: "Массаж", en: "Massage", ar: "المساج" }, services: body::MASSAGE },
    Category { name: Text { ru: "Барбер", en: "Barber", ar: "حلاقة رجالية" }, services: hair::BARBER },
];

// Indexes into `CATEGORIES`.
pub(super) const NAILS: usize = 0;
pub(super) const LASHES: usize = 1;
pub(super) const HAIR: usize = 2;
pub(super) const COLOUR: usize = 3;
pub(super) const MAKE_UP: usize = 4;
pub(super) const FACE: usize = 5;
pub(super) const MASSAGE: usize = 6;
pub(super) const BARBER: usize = 7;

/// A service as offered at the chosen size; `category` is an index into [`CATEGORIES`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub(super) category: usize,
    pub(super) service: Service,
}

/// In the order of the price list.
pub(super) fn offers(profile: &SizeProfile) -> Vec<Offer> {
    let categories = CATEGORIES.iter().enumerate();
    categories
        .flat_map(|(category, all)| all.services.iter().map(move |line| (category, line)))
        .map(|(category, line)| Offer { category, service: profile.adjusted(*line) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::size::Size;

    #[test]
    fn price_list_has_sixty_services_in_multiples_of_five() {
        for size in [Size::S, Size::M, Size::L] {
            let offers = offers(&SizeProfile::of(size));
            assert_eq!(offers.len(), 60);
            for Offer { service, .. } in offers {
                assert!((10..=180).contains(&service.minutes), "{service:?}");
                assert!([service.minutes, service.before, service.after].iter().all(|m| m % 5 == 0));
                assert_eq!(service.price % 500, 0, "{service:?}");
            }
        }
    }
}
