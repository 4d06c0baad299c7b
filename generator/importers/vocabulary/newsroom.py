"""What newsrooms write around an article: labels, bylines, datelines, share buttons. General vocabulary only."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.importers.vocabulary import surroundings
from generator.importers.vocabulary.labels import pattern
from generator.text.arabic import fold

MOST_CAPTION = 60  # words
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TATWEEL_RUN = re.compile("\u0640+")
_EDGES = " \t\u00a0-–—|:،,*•«»\"'"

_EDITOR = re.compile(
    r"^(?:رئيس(?:ه)? (?:مجلس (?:ال)?اداره|التحرير)|رئيس التحرير التنفيذي|editor[- ]in[- ]chief|editor)\b\s*[:\-–]?\s*"
    rf"|^(?:{pattern('editor')})\s*[:/]\s*"
)
_BYLINE = re.compile(
    r"^(?:كتب(?:ت)?|بقلم|تقرير|نويسنده|غزارش|מאת|اعداد|ترجمه|حوار|تحقيق|تصوير|اجري الحوار|متابعه|written by|reported by|by)\b\s*(?P<colon>[:/|\-–])?\s*"
    rf"|^(?:{pattern('byline')})\s*(?P<sign>[:/|])\s*"
)
_LATIN_BYLINE = re.compile(
    r"(?:[Pp]ar|PAR|[Pp]or|POR|[Vv]on|VON|Di|di|Текст|Автор)\s*:?\s+(?P<name>(?:[^\W\d_a-zà-öø-ÿа-я][\w.'’-]*\s?(?:(?:de|del|la|von|van|et|y|e|und)\s)*){2,5})"
)
_BYLINE_BEHIND = re.compile(
    r"^.{2,40}\s?[-–—|،]\s*(?:بقلم|كتب|كتبت|إعداد|اعداد)\s*[:/]\s*(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){1,4})$"
)
_SECTION = re.compile(
    rf"^(?:{pattern('section')}|القسم|قسم|دستهبندي|دسته بندي|سرويس|التصنيف|تصنيف|الباب|section|category)\s*[:\-–]\s*"
)
_TAGS = re.compile(
    rf"^(?:{pattern('tags')}|كلمات (?:دلاليه|مفتاحيه)|الكلمات (?:الدلاليه|المفتاحيه)|وسوم|الوسوم|تاجات|العلامات|مواضيع ذات صله|tags|keywords)\s*[:\-–]\s*"
)
_SOURCE = re.compile(rf"^(?:{pattern('source')}|المصدر|نقلا عن|source)\s*[:\-–]\s*")
UPDATED = re.compile(
    rf"(?:{pattern('updated')}|"
    r"اخر تحديث|تاريخ التحديث|تم التحديث|حدث في|عدل في|تعديل|تحديث|last updated|updated?|modified|mis a jour|modifie|actualizado|aggiornato|atualizado|"
    r"aktualisiert|guncelleme|guncellendi|guncellenme|обновлено|изменено|به روز رساني|بروزرساني|بهروزرساني|اخرين ويرايش|עודכן|עדכון|更新)"
)
PUBLISHED = re.compile(
    rf"(?:{pattern('published')}|"
    r"نشر|تاريخ النشر|منشور|تاريخ الخبر|التاريخ|published|posted|first published|publie|publicado|pubblicato|veroffentlicht|giris|yayin|eklenme|"
    r"опубликован|дата публикации|انتشار|تاريخ انتشار|زمان انتشار|تاريخ|פורסם|נכתב|配信|公開|掲載)"
)
_TAGS_LABEL = re.compile(
    rf"(?:{pattern('tags')}|كلمات (?:دلاليه|مفتاحيه)|الكلمات (?:الدلاليه|المفتاحيه)|وسوم|الوسوم|تاجات|العلامات|tags|keywords|topics|برجسبها|برجسب ها|كليدواژهها|תגיות|etiketler|темы|схожие темы)\s*:?"
)
_READ_ALSO = re.compile(
    rf"^(?:{pattern('read also')}|"
    r"اقرا(?:ي)?|اقرؤوا|(?:شاهد|طالع|تابع)(?= ايضا| المزيد|\s*:)|لمزيد|للمزيد|اخبار ذات صله|مقالات ذات صله|موضوعات متعلقه|read (?:also|more)|see also|related|"
    r"lire aussi|lire (?:l.article|la suite)|a lire aussi|lea tambien|lee tambien|leggi anche|leia (?:tambem|mais)|lesen sie auch|ayrica okuyun|читайте также|"
    r"בואו|קראו (?:גם|עוד)|לכתבה המלאה|همچنين بخوانيد|بيشتر بخوانيد|بخوانيد)\b"
)
_READ_ALSO_LABEL = re.compile(
    rf"^.{{0,28}}(?:{pattern('read also')}|ايضا|المزيد|صله|متعلقه|also|more|related|aussi|tambien|anche)\s*[:.…]*$"
)
_OUTLET = re.compile(
    rf"^(?:{pattern('outlet opens')})\b|\b(?:{pattern('outlet ends')})$|"
    r"^(?:ال)?(?:صحيفه|جريده|مجله|موقع|بوابه|شبكه|وكاله|قناه|ايام|يوم|نهار|اخبار \w|اهرام|شروق|وطن|بلاد|حياه|صباح|راي|غد|خليج|بيان|نشره|منبر)\b|"
    r"\b(?:نيوز|برس|اونلاين|news|times|post|press|gazette|herald|tribune|daily|weekly|journal|observer|review|fm|tv|radio)$|^(?:راديو|اذاعه|تلفزيون|radio) \w"
)
_PHOTO = re.compile(
    rf"\b(?:{pattern('photo')}|صوره|ارشيفيه|ارشيف|عدسه|رويترز|اف ب|ا ف ب|getty|afp|reuters|photo|file)\b"
)
_CREDIT = re.compile(
    rf"(?:(?:{pattern('credit')}|"
    r"تصوير|عدسه|صوره|photo(?:graph)?|foto(?:graf)?|fotograf|фото|credit|credits|عكس|عكاس|צילום|写真|撮影)\s*[:：/|].{2,60})"
)
_CAPTION = re.compile(
    r"(?:\b(?:photo(?:graph)?|foto(?:graf)?|fotograf|фото|צילום|تصوير|عدسه)\s?[:：]\s?\S.{1,60}"
    r"|\([^()]*\b(?:reuters|afp|ap|efe|dpa|getty(?: images)?|epa|anp|ansa|tass|رويترز|ا ف ب|ا\.ف\.ب|الاناضول)\b[^()]*\)"
    r"|\s[/|]\s*(?:reuters|afp|ap|efe|dpa|getty(?: images)?|epa))\.?$"
)
_NAME = re.compile(
    r"(?:(?:د|ا\.?د|م|ا|اللواء|العميد|العقيد|الدكتوره?|الشيخ|المهندسه?|الاستاذه?|السفير|الاديب|الكاتبه?|الشاعره?)[./]?\s+[^\W\d_]+(?:\s[^\W\d_]+){1,5}|"
    r"[^\W\d_]+(?:\s[^\W\d_]+)?\sبن\s[^\W\d_]+(?:\s[^\W\d_]+){0,4}|[^\W\d_]+(?:\s[^\W\d_]+){1,4}(?=\*)|(?:dr|prof)\.?\s[^\W\d_]+(?:\s[^\W\d_.]+){1,3})\s?\*?"
)
MOST_NAME = 8  # words
_BEHIND_TITLE = re.compile(r"\s(?:[-–—|]|::)\s(?P<outlet>[^-–—|]{2,40})$")
_STOPS, _MORE_STOPS = (".", "!", "?", "؟", "…", "۔"), ("。", "！", "？")
_CLOSING, _MORE_CLOSING = "\"'”’»)]", "」』）"


@lru_cache(maxsize=1 << 11)
def plain(line: str) -> str:
    """A line as metadata: no marks that nobody sees, no drawn-out letters, single spaces."""
    return " ".join(_TATWEEL_RUN.sub("", _INVISIBLE.sub("", line)).split())


@lru_cache(maxsize=1 << 11)
def folded(line: str) -> str:
    return fold(plain(line))


def editor_of(line: str) -> str | None:
    """The name after an editor's label, "" where the label stands alone, None where there is no label."""
    return _after(_EDITOR, line, most_words=5)


def byline_of(line: str) -> str | None:
    """The author's name in «كتب: …»; a sentence that merely opens so has no colon and ends with a stop."""
    latin = _LATIN_BYLINE.fullmatch(plain(line))
    if latin:
        return latin["name"]
    behind = _BYLINE_BEHIND.search(plain(line))
    if behind:
        return behind["name"].strip()
    match = _BYLINE.match(folded(line))
    if match is None or (not (match["colon"] or match["sign"]) and ends_sentence(line)):
        return None
    text = _after(_BYLINE, line, most_words=6)
    return None if text and text.startswith("و ") else text  # «گزارش و تحلیل» heads a column


def section_of(line: str) -> str | None:
    return _after(_SECTION, line, most_words=4)


def tags_of(line: str) -> tuple[str, ...]:
    text = _after(_TAGS, line, most_words=80)
    return tuple(filter(None, (part.strip(_EDGES + ".") for part in re.split(r"[،,؛;|#\-–]", text)))) if text else ()


def source_of(line: str) -> str | None:
    return _after(_SOURCE, line, most_words=6)


def outlet_named_as_source(line: str) -> str:
    """The outlet after «المصدر:»; agencies in the plural are none."""
    text = source_of(line) or ""
    return "" if re.search(r"\bو?وكالات\b|\bagencies\b", folded(text)) else text


def _after(label: re.Pattern[str], line: str, *, most_words: int) -> str | None:
    """What follows a label, in the line's own spelling: folding keeps the order of the words, not their number of letters."""
    match = label.match(folded(line))
    if match is None:
        return None
    text = plain(line)
    words_before = len(match.group().split())
    rest = text
    for _ in range(words_before):
        rest = rest.partition(" ")[2] if " " in rest else ""
    if ":" in match.group() and ":" in text[: len(match.group()) + 12]:
        rest = text.partition(":")[2]
    rest = rest.strip(_EDGES)
    return rest if len(rest.split()) <= most_words else None


def is_tags_label(folded_line: str) -> bool:
    """A label of tags with nothing after it: the lines below it are the tags."""
    return bool(_TAGS_LABEL.fullmatch(folded_line.strip(_EDGES)))


def is_label(folded_line: str) -> bool:
    """Opens with what says that a date follows."""
    return bool(PUBLISHED.match(folded_line) or UPDATED.match(folded_line))


def is_updated_line(line: str) -> bool:
    return bool(UPDATED.match(folded(line)))


def is_read_also(line: str) -> bool:
    return bool(_READ_ALSO.match(folded(line))) and not (ends_sentence(line) and len(line.split()) > 12)


def is_read_also_label(line: str) -> bool:
    """A label alone: what follows it are the titles of other articles."""
    return is_read_also(line) and bool(_READ_ALSO_LABEL.match(folded(line)))


def is_boilerplate(line: str) -> bool:
    """Buttons and the headings of what follows articles."""
    text = folded(line)
    return surroundings.is_button(text, len(text.split())) or surroundings.ends_article(text, len(text.split()))


def is_credit(line: str) -> bool:
    """A line that names who took an image, and nothing else."""
    return bool(_CREDIT.fullmatch(folded(line).strip(_EDGES)))


def is_caption(line: str, words: int) -> bool:
    """An image's words, told by the photographer or the agency at their end."""
    return MOST_CAPTION >= words > 2 and bool(_CAPTION.search(folded(line)))


def looks_like_outlet(line: str) -> bool:
    return len(line.split()) <= 5 and bool(_OUTLET.search(folded(line).strip(_EDGES)))


def without_outlet(title: str) -> tuple[str, str]:
    """A title and the name of the site that some print behind it: «… - BBC Arabic», «… | صحيفة المنارة»."""
    match = _BEHIND_TITLE.search(title)
    if match is None or len(match["outlet"].split()) > 4:
        return title, ""
    outlet, rest = match["outlet"].strip(), title[: match.start()].strip()
    is_foreign = outlet.isascii() and not rest.isascii() and any(sign.isalpha() for sign in outlet)
    return (rest, outlet) if is_foreign or looks_like_outlet(outlet) else (title, "")


def looks_like_caption(line: str) -> bool:
    return bool(_PHOTO.search(folded(line)))


def is_name(line: str) -> bool:
    """A line that is a person's name: a title of address before it, «بن» in it, a star behind it."""
    return len(line.split()) <= MOST_NAME and bool(_NAME.fullmatch(folded(line)))


def ends_with_stop(line: str) -> bool:
    """Stricter: a quotation mark alone ends titles too."""
    return plain(line).rstrip(_CLOSING + _MORE_CLOSING).endswith(_STOPS + _MORE_STOPS)


def ends_sentence(line: str) -> bool:
    text = plain(line)
    return text.endswith(('"', "”", "»")) or text.rstrip(_CLOSING).endswith(_STOPS)
