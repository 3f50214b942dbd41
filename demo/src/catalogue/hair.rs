//! Haircuts, styling, colour and barber services, most requested first.

use super::{Service, service};

pub(super) const HAIR: &[Service] = &[
    service("Женская стрижка", "Women's haircut", "قص شعر نسائي", 60, (0, 5), 220),
    service("Укладка феном", "Blow-dry", "سشوار", 45, (0, 5), 150),
    service("Стрижка чёлки", "Fringe trim", "قص الغرة", 15, (0, 0), 50),
    service("Детская стрижка", "Children's haircut", "قص شعر أطفال", 30, (0, 5), 90),
    service("Кератиновое выпрямление", "Keratin treatment", "علاج بالكيراتين", 165, (0, 15), 900),
    service("Ботокс для волос", "Hair botox", "بوتوكس الشعر", 120, (0, 10), 700),
    service("Вечерняя причёска", "Evening updo", "تسريحة سهرة", 75, (0, 5), 400),
    service("Спа-уход для волос", "Hair spa treatment", "حمام زيت للشعر", 45, (0, 5), 200),
    service("Плетение кос", "Braiding", "جدائل", 45, (0, 0), 150),
];

pub(super) const COLOUR: &[Service] = &[
    service("Окрашивание корней", "Root touch-up", "صبغ الجذور", 90, (0, 10), 280),
    service("Окрашивание в один тон", "Full colour", "صبغة كاملة", 120, (0, 10), 420),
    service("Тонирование", "Toner", "تونر للشعر", 60, (0, 5), 220),
    service("Мелирование", "Highlights", "هايلايت", 150, (0, 10), 650),
    service("Балаяж", "Balayage", "بالياج", 180, (0, 15), 950),
    service("Контуринг вокруг лица", "Face-framing highlights", "خصل أمامية", 90, (0, 10), 450),
    service("Выход из чёрного", "Black hair colour removal", "سحب اللون الأسود", 180, (0, 15), 1400),
];

pub(super) const BARBER: &[Service] = &[
    service("Мужская стрижка", "Men's haircut", "قص شعر رجالي", 45, (0, 5), 110),
    service("Стрижка и моделирование бороды", "Beard trim and shape", "تحديد اللحية", 30, (0, 5), 70),
    service("Стрижка и борода", "Haircut and beard", "قص شعر ولحية", 60, (0, 5), 160),
    service("Королевское бритьё", "Hot towel shave", "حلاقة ملكية", 40, (0, 5), 120),
];
