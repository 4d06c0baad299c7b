"""Articles among the menus, buttons and other titles of pages written for these tests, in five languages."""

from __future__ import annotations

import pytest

from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source

AR = (
    "أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر من دون تأخير.",
    "وقالت المديرة إن القاعات الأربع أعيد ترتيبها هذا العام، وإن دور النشر الصغيرة حصلت على أجنحة بلا مقابل للمرة الأولى.",
    "ويستمر المعرض عشرة أيام تتخللها ندوات وقراءات وورش للأطفال، ويغلق أبوابه بأمسية شعرية في الساحة الكبرى.",
)
TITLE = "المعرض السنوي للكتاب يفتح أبوابه أمام القراء"
OTHERS = (
    "البلدية تعيد فتح الحديقة القديمة بعد ترميم طويل",
    "ميناء الصيادين يستقبل أول باخرة في الموسم الجديد",
    "طلاب المدرسة الثانوية يفوزون بجائزة العلوم الوطنية",
    "المسرح البلدي يعلن برنامجه للأشهر الثلاثة المقبلة",
    "عودة القطار الجبلي إلى العمل بعد توقف دام سنتين",
)


def read(text: str) -> RawArticle:
    return read_raw_text(Source("seeds/x.txt", "0"), text.encode())


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


def paragraphs(article: RawArticle) -> tuple[str, ...]:
    return tuple(part.removeprefix("## ") for part in article.body.strip().split("\n\n"))


MENU = "الرئيسية\nأخبار\nسياسة\nاقتصاد\nثقافة\nرياضة\nآراء\nفيديو"
UNKNOWN_MENU = "مجتمعنا\nأوراق\nنوافذ\nمرايا المدن\nدفاتر\nحكايات"


@pytest.mark.parametrize("menu", [MENU, UNKNOWN_MENU])
@pytest.mark.parametrize(
    "foot",
    [
        page("الأكثر قراءة", *OTHERS),
        page(*OTHERS),
        page(*(f"{title}\n\n3 مارس 2025" for title in OTHERS)),
        UNKNOWN_MENU,
        page("شارك\nfacebook\ntwitter", "تعليقات", "اترك تعليقا"),
        page("جميع الحقوق محفوظة © 2025 المنارة"),
    ],
    ids=["a known heading", "titles alone", "titles with dates", "a menu", "buttons", "a copyright"],
)
def test_the_article_alone_is_taken_from_a_page(menu: str, foot: str) -> None:
    article = read(page(menu, TITLE, "الثلاثاء 4 مارس 2025", *AR, foot))
    assert paragraphs(article) == AR
    assert (article.fields["title"], article.fields["date"]) == (TITLE, "2025-03-04")
    assert all(line.reason for line in article.lines if line.role != "title")


def test_what_stands_between_paragraphs_is_bridged() -> None:
    between = page("اقرأ أيضا\n" + "\n".join(OTHERS[:2]), "إعلان")
    article = read(page(MENU, TITLE, "4 مارس 2025", AR[0], between, *AR[1:], "شارك"))
    assert paragraphs(article) == AR


def test_a_row_of_titles_above_the_article_gives_no_title() -> None:
    article = read(page(*OTHERS, "الرئيسية تقارير", TITLE, "4 مارس 2025 09:23 ص\nكتبت منى الشامي", "مشاركة", *AR))
    assert (article.fields["title"], article.fields["date"]) == (TITLE, "2025-03-04T09:23")
    assert article.fields["authors"] == ("منى الشامي",)


def test_names_after_the_article_are_its_tags() -> None:
    article = read(page(MENU, TITLE, "4 مارس 2025", *AR, "المعرض", "دور النشر", "مشاركة"))
    assert article.fields["tags"] == ("المعرض", "دور النشر")
    assert paragraphs(article) == AR


def test_an_article_may_speak_of_passwords_and_newsletters() -> None:
    site_words = (
        "وأضافت أن الزوار سيحصلون على النشرة البريدية للمعرض، وأن كلمات المرور في متصفح القاعة الرقمية تتغير كل يوم، حفاظا على خصوصيتهم "
        "وعلى حساباتهم، وأن التعليقات على الكتب ستعرض على شاشة كبيرة في المدخل."
    )
    assert site_words in read(page(MENU, TITLE, "4 مارس 2025", AR[0], site_words, AR[1])).body


def test_verse_at_the_end_stays_in_the_body() -> None:
    verse = "يا دارنا عند السفوح سلام\nمن أهلك الغياب حين ناموا\nوالليل فوق التل يروي قصة\nلم تكتمل فيها لنا أحلام"
    assert verse in read(page(TITLE, *AR, verse)).body


PERSIAN = page(
    "سیاست\nاقتصاد\nفرهنگ\nورزش\nچهارشنبه / ۶ بهمن ۱۳۹۵ / ۰۹:۴۳\nدسته‌بندی: فرهنگ\nکد خبر: 123456\nچاپ",
    "نمایشگاه کتاب درهای خود را به روی مردم گشود",
    "مدیر نمایشگاه گفت که امسال چهار تالار تازه برای ناشران کوچک آماده شده است و بازدید برای دانش‌آموزان رایگان خواهد بود.",
    "وی افزود که نمایشگاه ده روز ادامه دارد و در روز پایانی شب شعری در میدان بزرگ شهر برگزار می‌شود.",
    "انتهای پیام",
    "برچسب‌ها :\nنمایشگاه\nکتاب",
    "آخرین اخبار",
    "بازگشایی باغ قدیمی شهر پس از بازسازی",
)
HEBREW = page(
    "חדשות",
    "שתף ב וואצאפ\nשתף ב פייסבוק\nשתף ב טוויטר",
    'מבזקים - יום שני 04.03.2024 / כ״ד אדר א התשפ"ד',
    "יריד הספרים השנתי נפתח בכיכר העיר",
    "יריד הספרים השנתי נפתח הבוקר בכיכר העיר, ומנהליו אומרים שהוא יימשך עשרה ימים ויכלול אולמות חדשים לילדים.",
    "עוד באותו נושא:\nספרים\nתרבות",
    'הגן הישן נפתח מחדש אחרי שיפוץ ארוך "סוף סוף"',
)
ENGLISH = page(
    "Asia\nAfrica\nEurope\nCulture\nSport",
    "The yearly book fair opens its doors to readers",
    "Four halls were set up anew, and small publishers pay nothing for the first time",
    "Jane Doe\nTue 4 Mar 2025 12.42 CET\nEmail link",
    "The yearly book fair opened on Tuesday with readings in all four halls, and the organisers said that it would last for ten days.",
    "Sign up to Letters\n\nFree weekly newsletter\n\nEnter your email address",
    "Small publishers pay nothing for their stands this year, which the director called a debt that the fair had owed them for long.",
    "Most viewed",
    "The old garden opens again after long repairs",
)
FRENCH = page(
    "Politique\nSociété\nCulture\nSports",
    "Le salon du livre ouvre ses portes aux lecteurs",
    "Par Jeanne Dupont",
    "Publié le 4 mars 2025 à 14h52, modifié le 5 mars 2025 à 15h54",
    "Le salon annuel du livre a ouvert ses portes mardi avec des lectures dans les quatre salles, et il durera dix jours, selon la direction.",
    "Lire aussi : Le vieux jardin rouvre après de longs travaux",
    "Les petits éditeurs ne paient rien pour leurs stands cette année, une dette ancienne du salon, a dit la directrice.",
    "La suite est réservée aux abonnés.",
)
PAGES = {
    "Persian": (PERSIAN, "نمایشگاه کتاب درهای خود را به روی مردم گشود", "2017-01-25T09:43", "fa", 2),
    "Hebrew": (HEBREW, "יריד הספרים השנתי נפתח בכיכר העיר", "2024-03-04", "he", 1),
    "English": (ENGLISH, "The yearly book fair opens its doors to readers", "2025-03-04T12:42", "en", 2),
    "French": (FRENCH, "Le salon du livre ouvre ses portes aux lecteurs", "2025-03-04T14:52", "fr", 2),
}


@pytest.mark.parametrize(("text", "title", "date", "lang", "count"), PAGES.values(), ids=PAGES)
def test_a_page_is_read_in_its_language(text: str, title: str, date: str, lang: str, count: int) -> None:
    article = read(text)
    assert {key: article.fields.get(key) for key in ("title", "date", "lang")} == {
        "title": title,
        "date": date,
        "lang": lang,
    }
    assert len(paragraphs(article)) == count


def test_an_update_is_no_publication() -> None:
    assert read(FRENCH).fields["lastmod"] == "2025-03-05T15:54"
    assert read(FRENCH).fields["authors"] == ("Jeanne Dupont",)


def test_the_tags_below_their_label_are_tags() -> None:
    assert read(PERSIAN).fields["tags"] == ("نمایشگاه", "کتاب")
