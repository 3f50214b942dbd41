//! Nails, lashes, brows and make-up, most requested first.

use super::{Service, service};

pub(super) const NAILS: &[Service] = &[
    service("Маникюр с покрытием гель-лак", "Gel manicure", "مانيكير جل", 75, (0, 10), 180),
    service("Педикюр с покрытием гель-лак", "Gel pedicure", "باديكير جل", 90, (0, 10), 220),
    service("Классический маникюр", "Classic manicure", "مانيكير كلاسيكي", 45, (0, 5), 100),
    service("Классический педикюр", "Classic pedicure", "باديكير كلاسيكي", 60, (0, 10), 140),
    service("Снятие гель-лака", "Gel removal", "إزالة طلاء الجل", 20, (0, 0), 40),
    service("Аппаратный маникюр", "Russian (dry) manicure", "مانيكير روسي", 60, (0, 5), 150),
    service("Наращивание ногтей гелем", "Gel nail extensions", "تركيب أظافر جل", 120, (0, 10), 350),
    service("Коррекция наращённых ногтей", "Nail extensions refill", "تعبئة الأظافر المركبة", 90, (0, 10), 250),
    service("Дизайн ногтей", "Nail art", "رسم على الأظافر", 30, (0, 0), 60),
    service("СПА-педикюр", "Spa pedicure", "باديكير سبا", 75, (5, 10), 240),
    service("Японский маникюр", "Japanese manicure", "مانيكير ياباني", 60, (0, 5), 170),
    service("Парафинотерапия для рук", "Paraffin hand treatment", "علاج اليدين بالبارافين", 30, (0, 5), 80),
];

pub(super) const LASHES_AND_BROWS: &[Service] = &[
    service("Коррекция и окрашивание бровей", "Brow shaping and tint", "تنظيف وصبغ الحواجب", 45, (0, 5), 120),
    service("Наращивание ресниц, классика", "Classic lash extensions", "رموش كلاسيكية", 105, (5, 10), 300),
    service("Наращивание ресниц 2D–3D", "Volume lash extensions 2D–3D", "رموش فوليوم 2D–3D", 135, (5, 10), 400),
    service("Ламинирование ресниц", "Lash lift", "رفع الرموش", 60, (0, 5), 250),
    service("Ламинирование бровей", "Brow lamination", "لامينيشن الحواجب", 50, (0, 5), 200),
    service("Коррекция ресниц", "Lash refill", "تعبئة الرموش", 75, (5, 5), 220),
    service("Коррекция бровей нитью", "Brow threading", "تنظيف الحواجب بالخيط", 20, (0, 0), 50),
    service("Окрашивание бровей хной", "Henna brows", "صبغ الحواجب بالحناء", 40, (0, 5), 110),
    service("Снятие ресниц", "Lash removal", "إزالة الرموش", 30, (0, 0), 60),
    service("Окрашивание ресниц", "Lash tint", "صبغ الرموش", 20, (0, 0), 60),
    service("Перманентный макияж бровей", "Powder brows", "مكياج دائم للحواجب", 150, (10, 15), 1500),
];

pub(super) const MAKE_UP: &[Service] = &[
    service("Дневной макияж", "Day make-up", "مكياج نهاري", 60, (0, 5), 300),
    service("Вечерний макияж", "Evening make-up", "مكياج سهرة", 75, (0, 10), 450),
    service("Свадебный макияж", "Bridal make-up", "مكياج عروس", 120, (10, 15), 1200),
    service("Урок макияжа для себя", "Make-up lesson", "درس مكياج شخصي", 120, (5, 10), 700),
];
