//! Arabic names with the Latin spelling used in handles, most common first.

pub(super) const WOMEN: &str = "
fatima:فاطمة maryam:مريم aisha:عائشة noura:نورة sara:سارة layla:ليلى huda:هدى mona:منى hind:هند shamma:شما moza:موزة
latifa:لطيفة salama:سلامة hessa:حصة mariam:مريام reem:ريم noor:نور dana:دانة alia:علياء amna:آمنة meera:ميرة
shaikha:شيخة khadija:خديجة zainab:زينب asma:أسماء iman:إيمان amal:أمل samar:سمر rania:رانيا dina:دينا lina:لينا
rasha:رشا hala:هالة ghada:غادة nadia:نادية yasmin:ياسمين jamila:جميلة salma:سلمى lubna:لبنى samira:سميرة
najla:نجلاء wafa:وفاء hanan:حنان abeer:عبير bushra:بشرى suad:سعاد nawal:نوال farah:فرح jana:جنى malak:ملك
tala:تالا lujain:لجين joud:جود rima:ريما ruba:ربى maha:مها manal:منال ahlam:أحلام afra:عفراء mahra:مهرة
osha:عوشة dalal:دلال bashayer:بشاير athba:عذبة maitha:ميثاء hamda:حمدة wadima:وديمة rawda:روضة sheikha:شيخه
ghalia:غالية jawaher:جواهر anoud:العنود dhabya:ظبية futaim:فطيم kaltham:كلثم nouf:نوف shahad:شهد raghad:رغد
rahaf:رهف danah:دانه ghaida:غيداء lamia:لمياء nihal:نهال nesreen:نسرين suzan:سوزان hiba:هبة hadeel:هديل
haneen:حنين isra:إسراء doaa:دعاء alaa:آلاء rowan:روان razan:رزان leen:لين celine:سيلين mira:ميرا maya:مايا
carla:كارلا nayla:نايلة zeina:زينة rola:رولا jihan:جيهان shirin:شيرين nivin:نيفين marwa:مروة basma:بسمة
ibtisam:ابتسام intisar:انتصار karima:كريمة latefa:لطيفه saida:سعيدة souad:سوعاد ilham:إلهام ikram:إكرام siham:سهام
wijdan:وجدان yusra:يسرى zahra:زهراء thuraya:ثريا safiya:صفية sawsan:سوسن";

pub(super) const MEN: &str = "
mohammed:محمد ahmed:أحمد ali:علي omar:عمر khalid:خالد abdullah:عبدالله hassan:حسن hussein:حسين ibrahim:إبراهيم
youssef:يوسف saeed:سعيد salem:سالم rashid:راشد sultan:سلطان hamad:حمد majid:ماجد faisal:فيصل saud:سعود
abdulrahman:عبدالرحمن abdulaziz:عبدالعزيز mansour:منصور nasser:ناصر khalifa:خليفة zayed:زايد mubarak:مبارك
jassim:جاسم obaid:عبيد matar:مطر saif:سيف tariq:طارق walid:وليد karim:كريم sami:سامي rami:رامي fadi:فادي
ziad:زياد bilal:بلال hamza:حمزة anas:أنس mustafa:مصطفى mahmoud:محمود adel:عادل amr:عمرو sherif:شريف
hisham:هشام imad:عماد nabil:نبيل bassam:بسام ghassan:غسان marwan:مروان wael:وائل yasser:ياسر zaki:زكي
badr:بدر turki:تركي nayef:نايف fahad:فهد talal:طلال ghanem:غانم humaid:حميد";

pub(super) const SURNAMES: &str = "
almansoori:المنصوري alnuaimi:النعيمي alshamsi:الشامسي almazrouei:المزروعي alketbi:الكتبي almarri:المري alsuwaidi:السويدي
aldhaheri:الظاهري alzaabi:الزعابي alhosani:الحوسني alameri:العامري alblooshi:البلوشي alfalasi:الفلاسي
alhammadi:الحمادي aljaberi:الجابري alkaabi:الكعبي almheiri:المهيري alqubaisi:القبيسي alromaithi:الرميثي alshehhi:الشحي
altunaiji:الطنيجي alali:العلي alawadhi:العوضي albanna:البنا aldarmaki:الدرمكي alfardan:الفردان alghurair:الغرير
alhashimi:الهاشمي aljasmi:الجسمي alkhoori:الخوري allootah:لوتاه almarzooqi:المرزوقي almutawa:المطوع alnaqbi:النقبي
alowais:العويس alqasimi:القاسمي alraisi:الرئيسي alsayegh:الصايغ altayer:الطاير alyousef:اليوسف alzarooni:الزرعوني
alotaibi:العتيبي alharbi:الحربي alqahtani:القحطاني alghamdi:الغامدي alzahrani:الزهراني alshammari:الشمري
aldosari:الدوسري almutairi:المطيري alanazi:العنزي alsubaie:السبيعي alasmari:الأسمري alshehri:الشهري aljuhani:الجهني
almalki:المالكي alahmadi:الأحمدي alrajhi:الراجحي alfayez:الفايز alkuwari:الكواري alhajri:الهاجري alkubaisi:الكبيسي alemadi:العمادي alansari:الأنصاري albusaidi:البوسعيدي
alharthi:الحارثي alrawahi:الرواحي alsiyabi:السيابي alhinai:الهنائي alwahaibi:الوهيبي alfarsi:الفارسي 
haddad:حداد khoury:خوري najjar:نجار sayegh:صايغ hakim:حكيم sabbagh:صباغ mansour:منصور nasser:ناصر saleh:صالح
hassan:حسن ibrahim:إبراهيم khalil:خليل youssef:يوسف salman:سلمان darwish:درويش kassem:قاسم hamdan:حمدان shahin:شاهين
barakat:بركات sharif:شريف farouk:فاروق fawzi:فوزي ghanem:غانم habib:حبيب issa:عيسى jaber:جابر kamal:كمال
labib:لبيب maalouf:معلوف nassar:نصار qabbani:قباني rahal:رحال saad:سعد tamimi:التميمي zidan:زيدان abboud:عبود
aoun:عون assaf:عساف atallah:عطالله awad:عوض ayoub:أيوب azar:عازار badawi:بدوي bakri:البكري bishara:بشارة
boutros:بطرس chamoun:شمعون daher:ضاهر dib:ديب eid:عيد elhaj:الحاج elsayed:السيد elmasry:المصري
fakhoury:فاخوري farhat:فرحات fayad:فياض ghandour:غندور ghazal:غزال halabi:الحلبي hamadeh:حمادة
harb:حرب hijazi:حجازي houri:حوري jabbour:جبور kanaan:كنعان karam:كرم kattan:قطان
kayyali:كيالي khalaf:خلف khayat:خياط kurdi:كردي lahoud:لحود makki:مكي malek:مالك masri:مصري matar:مطر
mikati:ميقاتي moussa:موسى mrad:مراد naim:نعيم nakhle:نخلة nimer:نمر obeid:عبيد odeh:عودة omari:العمري
othman:عثمان qasem:القاسم rifai:الرفاعي rizk:رزق sabra:صبرا sader:صادر safadi:الصفدي saliba:صليبا sarkis:سركيس
sayed:سيد shaaban:شعبان shami:الشامي shawqi:شوقي shehadeh:شحادة shihab:شهاب sukkar:سكر sleiman:سليمان tabbara:طبارة
taha:طه tarabay:طربيه tawil:الطويل touma:توما wehbe:وهبة yacoub:يعقوب yared:يارد yassin:ياسين younes:يونس zaher:زاهر
zein:زين zogheib:زغيب bennani:بناني alaoui:العلوي idrissi:الإدريسي fassi:الفاسي tazi:التازي berrada:برادة
chraibi:الشرايبي elamrani:العمراني bouazza:بوعزة benali:بنعلي benjelloun:بنجلون lahlou:لحلو mernissi:المرنيسي
ouazzani:الوزاني sebti:السبتي trabelsi:الطرابلسي bouazizi:البوعزيزي jaziri:الجزيري gharbi:الغربي mejri:الماجري
hammami:الهمامي ayari:العياري chebbi:الشابي khemiri:الخميري belhaj:بلحاج saidi:السعيدي mabrouk:مبروك ferjani:الفرجاني
zouari:الزواري boumediene:بومدين benflis:بنفليس hamidi:حميدي ziani:زياني rahmani:رحماني
brahimi:إبراهيمي cherif:الشريف meziane:مزيان slimani:سليماني boudiaf:بوضياف elbaz:الباز elgamal:الجمل elnaggar:النجار
elshafei:الشافعي elsherbiny:الشربيني elwakil:الوكيل fahmy:فهمي gaber:جابرالله galal:جلال gouda:جودة
helmy:حلمي hosny:حسني ismail:إسماعيل lotfy:لطفي maher:ماهر mahfouz:محفوظ metwally:متولي mokhtar:مختار naguib:نجيب
raafat:رأفت ramadan:رمضان ramzy:رمزي rashwan:رشوان refaat:رفعت sabry:صبري sadat:السادات selim:سليم shaker:شاكر
shalaby:شلبي tantawy:طنطاوي tawfik:توفيق tolba:طلبة zaher:زاهري ashour:عاشور diab:دياب wahba:وهبه zaghloul:زغلول zakaria:زكريا
aljubouri:الجبوري alobeidi:العبيدي aldulaimi:الدليمي altikriti:التكريتي alkhafaji:الخفاجي alsaadi:السعدي
albayati:البياتي alhakim:الحكيم alrubaie:الربيعي alzubaidi:الزبيدي aljanabi:الجنابي
alhadithi:الحديثي almousawi:الموسوي alhusseini:الحسيني alhilali:الهلالي alattas:العطاس alsaggaf:السقاف alkaf:الكاف
bahamdan:باحمدان bawazir:باوزير balfaqih:بلفقيه alkathiri:الكثيري alamoudi:العمودي alkindi:الكندي alriyami:الريامي almaskari:المسكري alabri:العبري alshukaili:الشكيلي binawad:بنعوض alaidarous:العيدروس alhaddad:الحداد";
