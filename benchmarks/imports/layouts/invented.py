"""Articles that nobody wrote, for languages of which the corpora hold few: sentences with gaps, in any order."""

from __future__ import annotations

import random
from collections.abc import Mapping

Sentences = tuple[str, str, str]  # titles, things, sentences; variants parted by `¦`
INVENTED: Mapping[str, Sentences] = {
    "fa": (
        "بازسازی {a} از بهار آینده آغاز می‌شود¦{a} پس از سال‌ها دوباره گشوده شد¦شورای شهر بودجه {a} را تصویب کرد¦کارشناسان درباره {a} هشدار دادند¦{a} در انتظار تصمیم استانداری¦نگاهی به سرگذشت {a}",
        "باروی کهن شهر¦پل چوبی رودخانه¦بازار ماهی‌فروشان¦کتابخانه مرکزی¦موزه سفال¦خط آهن جنوب¦باغ انار¦سد کوهستان",
        "مدیر طرح گفت که کارهای مربوط به {a} بر پایه برنامه پیش می‌رود و بودجه آن به طور کامل تأمین شده است.¦به گفته او گروه مهندسان اندازه‌گیری‌ها را به پایان رسانده‌اند و گزارش آنان هفته آینده منتشر خواهد شد.¦مردم محله از کندی کار گلایه دارند و می‌گویند که در سال‌های گذشته بارها وعده شنیده‌اند.¦در این نشست نمایندگان بازاریان نیز درباره {a} سخن گفتند و خواستار جبران زیان شدند.¦استاندار در پاسخ به پرسش خبرنگاران افزود که هیچ خانه‌ای تخریب نخواهد شد.¦پژوهشگران دانشگاه نیز چندین پیشنهاد برای نگهداری از {a} ارائه کرده‌اند که در دست بررسی است.¦این در حالی است که بارش‌های زمستان گذشته بخشی از دیوارها را سست کرده بود.¦کارگران از نخستین ساعت‌های بامداد در محل حاضر شدند و کار را آغاز کردند.¦وی یادآور شد که بازدیدکنندگان می‌توانند در همه روزهای هفته از {a} دیدن کنند.¦پیش از این سه پیمانکار از ادامه کار کناره گرفته بودند و پرونده آنان در دادگاه است.¦«ما فقط می‌خواهیم صدای ما شنیده شود»؛ این را یکی از ساکنان قدیمی محله می‌گوید.¦بر اساس این گزارش، هزینه کار نزدیک به دو برابر برآورد نخست خواهد بود.",
    ),
    "ur": (
        "{a} کی مرمت اگلے موسم بہار میں شروع ہوگی¦{a} برسوں بعد دوبارہ کھول دیا گیا¦بلدیہ نے {a} کے لیے رقم منظور کر لی¦{a} کے بارے میں ماہرین کا انتباہ¦{a} کا مستقبل کیا ہے؟¦شہریوں کا {a} بچانے کا مطالبہ",
        "پرانی فصیل¦دریا کا پل¦مچھلی بازار¦مرکزی کتب خانہ¦عجائب گھر¦جنوبی ریلوے لائن¦آموں کا باغ¦پہاڑی ڈیم",
        "منصوبے کے نگران نے کہا کہ {a} سے متعلق کام وقت پر جاری ہے اور اس کے لیے پوری رقم مل چکی ہے۔¦ان کا کہنا تھا کہ انجینئروں نے پیمائش مکمل کر لی ہے اور رپورٹ اگلے ہفتے شائع کی جائے گی۔¦محلے کے لوگ کام کی سست رفتاری سے ناراض ہیں اور کہتے ہیں کہ انہیں کئی برس سے صرف وعدے مل رہے ہیں۔¦اجلاس میں تاجروں کے نمائندوں نے بھی {a} پر بات کی اور نقصان کے ازالے کا مطالبہ کیا۔¦ایک سوال کے جواب میں انہوں نے بتایا کہ کسی کا گھر نہیں گرایا جائے گا۔¦یونیورسٹی کے محققین نے {a} کی حفاظت کے لیے کئی تجاویز پیش کی ہیں جن پر غور ہو رہا ہے۔¦یاد رہے کہ گزشتہ سردیوں کی بارشوں نے دیواروں کے ایک حصے کو کمزور کر دیا تھا۔¦مزدور صبح سویرے ہی جگہ پر پہنچ گئے اور انہوں نے کام شروع کر دیا۔¦انہوں نے کہا کہ لوگ ہفتے کے تمام دن {a} دیکھنے آ سکتے ہیں۔¦اس سے پہلے تین ٹھیکیدار کام چھوڑ چکے ہیں اور ان کا معاملہ عدالت میں ہے۔¦’ہم صرف یہ چاہتے ہیں کہ ہماری بات سنی جائے‘، محلے کے ایک بزرگ رہائشی نے کہا۔¦رپورٹ کے مطابق اس کام پر پہلے اندازے سے تقریباً دگنی لاگت آئے گی۔",
    ),
    "he": (
        "שיפוץ {a} יתחיל באביב הבא¦{a}: אחרי שנים, הפתיחה מחדש¦המועצה אישרה את התקציב עבור {a}¦מומחים מזהירים מפני מצב {a}¦מה יעלה בגורל {a}?¦התושבים נאבקים על {a}",
        "החומה הישנה¦גשר העץ¦שוק הדגים¦הספרייה המרכזית¦מוזיאון החרס¦מסילת הדרום¦פרדס הרימונים¦סכר ההרים",
        'מנהל הפרויקט אמר כי העבודות סביב {a} מתקדמות לפי התוכנית וכי התקציב אושר במלואו.¦לדבריו, המהנדסים סיימו את המדידות והדוח שלהם יפורסם בשבוע הבא.¦תושבי השכונה מתלוננים על הקצב האיטי ואומרים שבשנים האחרונות שמעו רק הבטחות.¦בישיבה דיברו גם נציגי הסוחרים על {a} ודרשו פיצוי על הנזק שנגרם להם.¦בתשובה לשאלת העיתונאים הוסיף ראש העיר כי אף בית לא ייהרס.¦גם חוקרים מהאוניברסיטה הגישו כמה הצעות לשימור {a}, והן נבדקות בימים אלה.¦זאת לאחר שגשמי החורף האחרון החלישו חלק מן הקירות.¦הפועלים הגיעו למקום בשעות הבוקר המוקדמות והחלו לעבוד.¦הוא הזכיר כי המבקרים יכולים לראות את {a} בכל ימות השבוע.¦לפני כן פרשו שלושה קבלנים מן העבודה, ועניינם נדון בבית המשפט.¦"אנחנו רק רוצים שישמעו אותנו", אומרת אחת התושבות הוותיקות.¦על פי הדוח, העלות תהיה כמעט כפולה מן האומדן הראשון.',
    ),
    "fr": (
        "La restauration {a} commencera au printemps¦Le conseil vote le budget {a}¦Inquiétude autour {a}¦Après des années, la réouverture {a}¦Quel avenir pour les abords {a} ?¦Les habitants se mobilisent en faveur {a}",
        "du vieux rempart¦du pont de bois¦de la halle aux poissons¦de la bibliothèque centrale¦du musée de la céramique¦de la ligne du Sud¦du verger municipal¦du barrage",
        "Le directeur du projet a déclaré que les travaux autour {a} avançaient comme prévu et que le budget était entièrement financé.¦Selon lui, les ingénieurs ont terminé les relevés et leur rapport sera publié la semaine prochaine.¦Les habitants du quartier se plaignent de la lenteur du chantier et disent n'avoir entendu que des promesses.¦Lors de la réunion, les commerçants ont eux aussi parlé {a} et demandé à être indemnisés.¦Interrogée par la presse, la maire a ajouté qu'aucune maison ne serait détruite.¦Des chercheurs de l'université ont présenté plusieurs propositions pour la sauvegarde {a}, qui sont à l'étude.¦Les pluies de l'hiver dernier avaient fragilisé une partie des murs.¦Les ouvriers sont arrivés sur place aux premières heures du jour et se sont mis au travail.¦Il a rappelé que le public pouvait s'approcher {a} tous les jours de la semaine.¦Trois entreprises avaient auparavant quitté le chantier, et l'affaire est devant le tribunal.¦« Nous voulons seulement qu'on nous entende », dit une habitante de longue date.¦D'après le rapport, le coût sera presque le double de la première estimation.",
    ),
    "ru": (
        "Ремонт {a} начнётся весной¦Совет утвердил расходы на восстановление {a}¦Эксперты предупредили о состоянии {a}¦После долгих лет: открытие {a}¦Что будет с судьбой {a}?¦Жители вступились за сохранение {a}",
        "старой стены¦деревянного моста¦рыбного рынка¦центральной библиотеки¦музея керамики¦южной дороги¦городского сада¦горной плотины",
        "Руководитель проекта рассказал, что работы возле {a} идут по плану, а деньги выделены полностью.¦По его словам, инженеры закончили измерения, и отчёт опубликуют на следующей неделе.¦Жители квартала недовольны медленной работой и говорят, что уже много лет слышат одни обещания.¦На заседании о судьбе {a} говорили и торговцы, которые потребовали возместить убытки.¦Отвечая на вопросы журналистов, мэр добавил, что ни один дом не снесут.¦Учёные из университета подготовили несколько предложений по сохранению {a}, их сейчас изучают.¦Дожди прошлой зимы ослабили часть стен.¦Рабочие приехали на место рано утром и сразу приступили к делу.¦Он напомнил, что посетители могут приходить в любой день недели.¦До этого три подрядчика отказались продолжать работу, и дело дошло до суда.¦«Мы хотим только, чтобы нас услышали», — говорит одна из старожилов.¦Согласно отчёту, стоимость окажется почти вдвое выше первой оценки.",
    ),
    "tr": (
        "{a} için onarım baharda başlıyor¦Meclis {a} bütçesini onayladı¦Uzmanlardan {a} uyarısı¦{a} yıllar sonra yeniden açıldı¦{a} için karar bekleniyor¦Mahalleli {a} için seferber oldu",
        "eski surlar¦ahşap köprü¦balık pazarı¦merkez kütüphanesi¦seramik müzesi¦güney demiryolu¦nar bahçesi¦dağ barajı",
        'Proje müdürü, {a} çevresindeki çalışmaların plana uygun ilerlediğini ve bütçenin tamamen karşılandığını söyledi.¦Mühendislerin ölçümleri bitirdiğini belirten müdür, raporun gelecek hafta yayımlanacağını ifade etti.¦Mahalle sakinleri çalışmaların yavaşlığından şikayetçi ve yıllardır yalnızca söz duyduklarını anlatıyor.¦Toplantıda esnaf temsilcileri de {a} hakkında konuşarak zararlarının karşılanmasını istedi.¦Gazetecilerin sorularını yanıtlayan başkan, hiçbir evin yıkılmayacağını ekledi.¦Üniversiteden araştırmacılar da {a} için birkaç öneri sundu, öneriler inceleniyor.¦Geçen kışın yağmurları duvarların bir bölümünü zayıflatmıştı.¦İşçiler sabahın erken saatlerinde alana geldi ve çalışmaya başladı.¦Ziyaretçilerin haftanın her günü gelebileceğini hatırlattı.¦Daha önce üç yüklenici işi bırakmış, konu mahkemeye taşınmıştı.¦"Biz yalnızca sesimizin duyulmasını istiyoruz" diyor mahallenin eskilerinden biri.¦Rapora göre maliyet ilk tahminin neredeyse iki katı olacak.',
    ),
    "es": (
        "La restauración {a} empezará en primavera¦El pleno aprueba el presupuesto {a}¦Los expertos alertan sobre el estado {a}¦Tras años de espera, la reapertura {a}¦¿Qué futuro espera a los alrededores {a}?¦Los vecinos se movilizan en favor {a}",
        "de la vieja muralla¦del puente de madera¦del mercado de pescado¦de la biblioteca central¦del museo de cerámica¦de la línea del sur¦del huerto municipal¦de la presa",
        "El director del proyecto explicó que las obras en torno {b} avanzan según lo previsto y que el presupuesto está cubierto por completo.¦Según sus palabras, los ingenieros han terminado las mediciones y el informe se publicará la semana que viene.¦Los vecinos se quejan de la lentitud de las obras y aseguran que llevan años oyendo promesas.¦En la reunión también los comerciantes hablaron {a} y pidieron que se les compense.¦A preguntas de los periodistas, la alcaldesa añadió que no se derribará ninguna casa.¦Investigadores de la universidad han presentado varias propuestas para la conservación {a}, que están en estudio.¦Las lluvias del pasado invierno habían debilitado parte de los muros.¦Los obreros llegaron a primera hora de la mañana y se pusieron a trabajar.¦Recordó que el público puede acercarse todos los días de la semana.¦Antes tres empresas habían abandonado la obra, y el asunto está en los tribunales.¦«Solo queremos que se nos escuche», dice una de las vecinas más antiguas.¦De acuerdo con el informe, el coste será casi el doble de lo calculado al principio.",
    ),
    "ko": (
        '{a} 보수 공사 내년 봄 시작¦시의회, {a} 예산 통과시켜¦전문가들 "{a} 이대로는 위험"¦{a}, 오랜 공사 끝에 다시 문 연다¦{a} 앞날은 어떻게 되나¦주민들 {a} 지키기 나섰다',
        "옛 성벽¦나무다리¦수산시장¦중앙도서관¦도자기 박물관¦남부선 철도¦시민 과수원¦산골 저수지",
        '사업 책임자는 {a} 주변 공사가 계획대로 진행되고 있으며 예산도 모두 확보됐다고 밝혔다.¦그는 기술자들이 측량을 마쳤고 보고서는 다음 주에 나올 것이라고 설명했다.¦동네 주민들은 공사가 너무 느리다며 몇 해째 약속만 듣고 있다고 불만을 나타냈다.¦회의에서는 상인 대표들도 {a} 문제를 거론하며 손해를 보상해 달라고 요구했다.¦시장은 기자들의 질문에 철거되는 집은 한 채도 없을 것이라고 덧붙였다.¦대학 연구진도 {a} 보존을 위한 제안을 여러 건 내놓았으며 현재 검토가 이뤄지고 있다.¦지난겨울 내린 비로 벽 일부가 약해진 상태였다.¦일꾼들은 이른 아침부터 현장에 나와 일을 시작했다.¦그는 관람객이 요일에 관계없이 찾아올 수 있다고 말했다.¦앞서 업체 세 곳이 공사를 포기했고 이 사건은 법원에서 다뤄지고 있다.¦"우리 목소리를 들어 달라는 것뿐입니다." 오래 산 주민 한 사람은 이렇게 말했다.¦보고서에 따르면 비용은 처음 예상의 거의 두 배가 될 전망이다.',
    ),
}


def invented(language: str, index: int) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of an article, the same for the same index."""
    titles, things, sentences = (part.split("¦") for part in INVENTED[language])
    rng = random.Random(f"{language}:{index}")
    thing = rng.choice(things)
    chosen = [_filled(one, thing) for one in rng.sample(sentences, rng.randint(6, len(sentences)))]
    paragraphs, rest = [], chosen
    while rest:
        size = rng.randint(1, 3)
        paragraphs.append(" ".join(rest[:size]))
        rest = rest[size:]
    return _filled(rng.choice(titles), thing), tuple(paragraphs)


def _filled(sentence: str, thing: str) -> str:
    around = f"a {thing[3:]}" if thing.startswith("de ") else f"al {thing[4:]}"  # Spanish only: de la, del
    return sentence.replace("{a}", thing).replace("{b}", around)
