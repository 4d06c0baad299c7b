"""Measures how many pages that are no article become articles, and how many articles are refused.

    python benchmarks/imports/not_articles.py [../shared/corpus/pages_more ../shared/corpus/pages] [--faults]

Two hundred pages are composed here: fronts of sections, lists of tags, results of searches, errors, forms to log in,
captchas, cookie walls, contacts, imprints, indexes of archives, galleries without text, each in many languages and markups.
The articles are those of the folders that are given; the web archives of the corpus add their own pages.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.set_aside import more_pages
from generator.importers.piece import Piece, SiteContext
from generator.importers.web.saved_html import read_piece
from generator.model import Source

PAGES = 200
SEED = 17
MOST = 0.03

# Outlet, menu, sentences of teasers, and words of pages: error, its text, log in, search, contact, cookies, imprint, gallery.
LANGUAGES = {
    "ar": (
        "مرايا الساحل", "الرئيسية|محليات|اقتصاد|رياضة|ثقافة",
        "افتتاح جسر جديد فوق وادي النخيل|البلدية تعلن مواعيد جمع النفايات|فريق الحي يفوز بكأس الشاطئ|معرض للكتب القديمة في المكتبة العامة|ارتفاع أسعار الزيتون هذا الموسم|ندوة عن تاريخ الميناء القديم",
        "قال المشرفون إن الأعمال انتهت قبل موعدها وإن العبور يبدأ صباح الأحد|ذكر المكتب أن الجدول الجديد يطبق مطلع الشهر|حضر المباراة مئات المشجعين رغم المطر",
        "عفوا، لم نجد هذه الصفحة", "الرابط الذي فتحته لم يعد يعمل أو نقل إلى مكان آخر.", "دخول المشتركين", "نتائج البحث عن: جسر", "اتصل بنا", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. يمكنك قبول الكل أو إدارة الخيارات.", "من نحن", "صور الأسبوع",
    ),
    "fa": (
        "آینه کرانه", "صفحه نخست|سیاسی|اقتصادی|ورزشی|فرهنگی",
        "پل تازه بر رود خرما گشوده شد|شهرداری زمان جمع‌آوری زباله را اعلام کرد|تیم محله قهرمان جام ساحل شد|نمایشگاه کتاب‌های قدیمی برپا شد|بهای زیتون بالا رفت",
        "مسئولان گفتند کار زودتر از برنامه پایان یافت|دفتر شهر گفت برنامه تازه از آغاز ماه اجرا می‌شود",
        "این صفحه پیدا نشد", "نشانی‌ای که باز کردید دیگر کار نمی‌کند.", "ورود کاربران", "نتایج جستجو برای «پل»", "تماس با ما", "این وبگاه از کوکی استفاده می‌کند. با ادامه، آن را می‌پذیرید.", "درباره ما", "عکس‌های هفته",
    ),
    "he": (
        "מראות החוף", "ראשי|חדשות|כלכלה|ספורט|תרבות",
        "גשר חדש נפתח מעל נחל התמרים|העירייה פרסמה את מועדי האיסוף|קבוצת השכונה זכתה בגביע|תערוכת ספרים ישנים נפתחה",
        "המפקחים אמרו שהעבודות הסתיימו לפני הזמן|במשרד אמרו שהלוח החדש ייכנס לתוקף בתחילת החודש",
        "העמוד לא נמצא", "הקישור שפתחתם אינו פעיל עוד.", "כניסה למנויים", "תוצאות חיפוש: גשר", "צור קשר", "אנו משתמשים בעוגיות כדי לשפר את האתר. אפשר לקבל הכול או לבחור.", "אודות", "תמונות השבוע",
    ),
    "en": (
        "Coast Mirror", "Home|Local|Business|Sport|Culture",
        "New bridge opens over Palm Creek|Council sets collection days|Harbour side wins the beach cup|Old books on show at the library|Olive prices climb again|A talk on the old port",
        "Supervisors said the work ended ahead of schedule and that crossings begin on Sunday|The office said the new timetable applies from next month|Hundreds of fans watched in the rain",
        "Sorry, we can't find that page", "The link you followed may be broken, or the page may have moved.", "Log in", "Search results for \"bridge\"", "Contact us", "We and our partners use cookies to store information on your device. Accept all cookies or manage your preferences.", "About us", "Pictures of the week",
    ),
    "fr": (
        "Le Miroir du Rivage", "Accueil|Région|Économie|Sport|Culture",
        "Un nouveau pont sur la rivière des Palmes|La mairie fixe les jours de collecte|L'équipe du port gagne la coupe|Les vieux livres exposés",
        "Les responsables disent que les travaux ont fini en avance|Le bureau annonce un nouvel horaire pour le mois prochain",
        "Oups, cette page n'existe pas", "Le lien que vous avez suivi est peut-être rompu.", "Connexion", "Résultats de recherche : pont", "Contactez-nous", "Nous utilisons des cookies pour améliorer votre expérience. Vous pouvez tout accepter.", "Mentions légales", "La semaine en images",
    ),
    "de": (
        "Küstenspiegel", "Start|Lokales|Wirtschaft|Sport|Kultur",
        "Neue Brücke über den Palmbach eröffnet|Stadt legt Abholtage fest|Hafenteam gewinnt den Strandpokal|Alte Bücher in der Bücherei",
        "Die Leitung sagte, die Arbeiten seien früher fertig geworden|Das Amt sagte, der Plan gelte ab dem nächsten Monat",
        "Diese Seite gibt es leider nicht", "Der Link ist veraltet, oder die Seite wurde verschoben.", "Anmelden", "Suchergebnisse für „Brücke“", "Kontakt", "Wir verwenden Cookies, um die Seite zu verbessern. Sie können alle akzeptieren.", "Impressum", "Bilder der Woche",
    ),
}  # fmt: skip


class Words:
    """The words of one language, and chance."""

    def __init__(self, code: str, chance: random.Random) -> None:
        self.code, self.chance = code, chance
        values = LANGUAGES[code]
        self.outlet, self.menu, heads, teasers = values[0], *(one.split("|") for one in values[1:4])
        self.error, self.gone, self.login, self.search, self.contact, self.cookies, self.about, self.pictures = values[
            4:
        ]
        self.heads, self.teasers = heads, teasers

    def page(self, title: str, body: str, head: str = "") -> str:
        """The page with its menu and foot; some have forms around them, or no head at all."""
        menu = "".join(f'<li><a href="/{index}">{one}</a></li>' for index, one in enumerate(self.menu))
        foot = f"<footer><p>© 2024 {self.outlet}</p></footer>"
        name = self.chance.choice(
            (f"{title} - {self.outlet}", f"{title} | {self.outlet}", f"{self.outlet}: {title}", title)
        )
        whole = f"<header><a href='/'>{self.outlet}</a><nav><ul>{menu}</ul></nav></header>{body}{foot}"
        if self.chance.random() < 0.2:
            whole = f'<form method="post" action="./">{whole}</form>'
        return f'<!doctype html><html lang="{self.code}"><head><meta charset="utf-8"><title>{name}</title>{head}</head><body>{whole}</body></html>'

    def teaser(self) -> str:
        head, text = self.chance.choice(self.heads), self.chance.choice(self.teasers)
        address = f"/news/{self.chance.randrange(9999)}"
        return self.chance.choice((
            f'<div class="item"><h3><a href="{address}">{head}</a></h3><p>{text}.</p></div>',
            f'<li><a href="{address}">{head}</a><span>{text}…</span></li>',
            f'<article><a href="{address}"><h2>{head}</h2><p>{text}</p></a><time>2024-03-0{self.chance.randrange(1, 9)}</time></article>',
            f'<tr><td><a href="{address}">{head}</a></td><td>{text}</td></tr>',
            f'<p><a href="{address}">{head}</a> <small>12/03/2024</small></p>',
        ))  # fmt: skip

    def many(self, least: int, most: int) -> str:
        chance = random.Random(self.chance.random())
        kept, self.chance = self.chance, chance
        state = chance.getstate()
        items = []
        for _ in range(kept.randrange(least, most)):
            items.append(self.teaser())
        chance.setstate(state)
        self.chance = kept
        return f"<div class='list'>{''.join(items)}</div>"


def front(words: Words) -> str:
    title = words.chance.choice(words.menu[1:])
    return words.page(title, f"<main><h1>{title}</h1>{words.many(8, 40)}</main>")


def home(words: Words) -> str:
    return words.page(words.outlet, f"<main>{words.many(15, 50)}</main>", '<meta property="og:type" content="website">')


def tag(words: Words) -> str:
    title = words.chance.choice(words.heads).split()[1]
    return words.page(
        title,
        f"<div><h1>#{title}</h1>{words.many(7, 25)}</div>",
        '<link rel="canonical" href="https://mirror.example/tag/x">',
    )


def search(words: Words) -> str:
    return words.page(words.search, f"<h1>{words.search}</h1><form><input name=q></form>{words.many(5, 20)}")


def error(words: Words) -> str:
    more = words.many(3, 6) if words.chance.random() < 0.5 else ""
    return words.page(words.chance.choice(("404", words.error)), f"<h1>{words.error}</h1><p>{words.gone}</p>{more}")


def login(words: Words) -> str:
    return words.page(
        words.login,
        f"<h1>{words.login}</h1><form><label>E-mail<input type=email></label><input type=password><button>OK</button></form>",
    )


def captcha(words: Words) -> str:
    text = (
        "Checking your browser before accessing the site. Enable JavaScript and cookies to continue. Ray ID: 77af00c1"
    )
    return f"<html><head><title>{words.chance.choice(('Just a moment...', 'Attention Required!', 'Security check'))}</title></head><body><h1>{words.outlet}</h1><p>{text}</p></body></html>"


def cookies(words: Words) -> str:
    return words.page(
        words.outlet, f"<div><h2>Cookies</h2><p>{words.cookies}</p><p>{words.cookies}</p><button>OK</button></div>"
    )


def contact(words: Words) -> str:
    lines = "<p>Harbour Street 12, 4711 Bayville</p><p>Tel. +00 123 456 78</p><p>desk@mirror.example</p>"
    return words.page(words.contact, f"<h1>{words.contact}</h1>{lines}<form><textarea></textarea></form>")


def imprint(words: Words) -> str:
    text = " ".join(words.teasers)
    return words.page(
        words.about, f"<h1>{words.about}</h1><p>{words.outlet}, Harbour Street 12. {text}.</p><p>{text}.</p>"
    )


def index(words: Words) -> str:
    months = "".join(
        f'<li><a href="/archive/{year}/{month}">{month:02}/{year} — {words.outlet}</a></li>'
        for year in range(2010, 2014)
        for month in range(1, 13)
    )
    return words.page("2010–2013", f"<h1>2010–2013</h1><ul>{months}</ul>")


def gallery(words: Words) -> str:
    images = "".join(f'<a href="/p/{one}"><img src="/i/{one}.jpg" width="300"></a>' for one in range(12))
    return words.page(words.pictures, f"<h1>{words.pictures}</h1><div class=gallery>{images}</div>")


KINDS: tuple[Callable[[Words], str], ...] = (
    front, home, tag, search, error, login, captcha, cookies, contact, imprint, index, gallery,
)  # fmt: skip


def composed() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(SEED)
    for number in range(PAGES):
        kind = KINDS[number % len(KINDS)]
        words = Words(list(LANGUAGES)[number // len(KINDS) % len(LANGUAGES)], chance)
        yield kind.__name__, kind(words).encode()


def codes_of(html: bytes) -> tuple[str, ...]:
    """Why no article came of a page; nothing where one did."""
    (article, *_) = read_piece(Piece(Source("page.html", "0" * 64), "html", html), SiteContext(suggests=False))
    return () if article.body else tuple(one.code for one in article.problems)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=[more_pages(), CORPUS / "pages"])
    parser.add_argument("--faults", action="store_true", help="name what went wrong")
    given = parser.parse_args()
    became: dict[str, list[int]] = defaultdict(list)
    for number, (kind, html) in enumerate(composed()):
        is_article = not codes_of(html)
        became[kind].append(is_article)
        if given.faults and is_article:
            print(f"  {number} {kind} became an article")
    for kind, taken in sorted(became.items()):
        print(f"{kind:10} {sum(taken):3d} of {len(taken)} became articles")
    refused = Counter[str]()
    pages = [file for folder in given.folders for file in sorted(folder.glob("*.html"))]
    for file in pages:
        codes = codes_of(file.read_bytes())
        refused.update(codes[:1])
        if given.faults and codes:
            print(f"  {file.name} refused: {codes}")
    wrong = sum(map(sum, became.values()))
    print(
        f"{wrong} of {PAGES} pages that are no article became articles; of {len(pages)} articles {sum(refused.values())} refused {dict(refused)}"
    )
    sys.exit(wrong > MOST * PAGES)


if __name__ == "__main__":
    main()
