//! Facials and massage, most requested first.

use super::{Service, service};

pub(super) const FACE: &[Service] = &[
    service("Комбинированная чистка лица", "Deep cleansing facial", "تنظيف البشرة العميق", 90, (0, 15), 380),
    service("Гидрафейшл", "HydraFacial", "هيدرافيشل", 60, (0, 15), 500),
    service("Химический пилинг", "Chemical peel", "تقشير كيميائي", 45, (0, 10), 450),
    service("Биоревитализация", "Skin booster injections", "حقن نضارة البشرة", 45, (5, 15), 1200),
    service("Уходовая процедура по типу кожи", "Customised facial", "جلسة عناية حسب نوع البشرة", 60, (0, 10), 350),
    service("Микротоковая терапия", "Microcurrent facial", "جلسة المايكروكرنت", 50, (0, 10), 320),
    service("Консультация косметолога", "Skin consultation", "استشارة بشرة", 30, (0, 0), 150),
];

pub(super) const MASSAGE: &[Service] = &[
    service("Классический массаж, 60 минут", "Classic massage, 60 min", "مساج كلاسيكي 60 دقيقة", 60, (5, 10), 300),
    service("Релакс-массаж с маслами", "Aromatherapy massage", "مساج بالزيوت العطرية", 75, (5, 10), 360),
    service("Лимфодренажный массаж", "Lymphatic drainage", "مساج التصريف اللمفاوي", 60, (5, 10), 350),
    service("Массаж лица", "Face massage", "مساج الوجه", 30, (0, 5), 180),
    service("Антицеллюлитный массаж", "Anti-cellulite massage", "مساج مضاد للسيلوليت", 50, (5, 10), 320),
    service("Массаж шейно-воротниковой зоны", "Neck and shoulder massage", "مساج الرقبة والكتفين", 30, (0, 5), 170),
];
