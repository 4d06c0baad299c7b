"""What an article is about: language, section and tags, by rules that know no article.

Names come from CLDR (countries and cities), from the words after titles («الرئيس … فلان»), and from how often
they are said: a name that is not in the title must be said three times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.model import Evidence
from generator.text.arabic import fold

MOST_TAGS = 8
LONGEST_SECTION = 40  # letters
SAMPLE = 2000  # letters are enough to tell a language
ENOUGH = 3  # mentions; one in the title or a subhead counts as three
_LETTERS = {
    "he": "\u05d0-\u05ea",
    "ar": "\u0621-\u064a",
    "ru": "\u0430-\u044f",
    "el": "\u03b1-\u03c9",
    "ja": "\u3040-\u30ff",
}
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")
_STOP_WORDS = {
    "en": "the and of to in that is was for with on as by at from",
    "fr": "le la les des et en du une est dans que pour qui sur",
    "es": "el los las de que y en del una por con para se",
    "de": "der die das und ist nicht ein eine mit von den auf",
    "tr": "ve bir bu için ile olarak da de daha sonra olan",
}
_SECTIONS: Mapping[str, tuple[str, str]] = {
    "politics": (
        "سياسه|سياسي|politics",
        "الرئيس|رئيس الوزراء|وزير|وزاره الخارجيه|حكومه|برلمان|انتخابات|مفاوضات|محادثات|قمه|سفير|حزب|دبلوماسي|مجلس الامن|معاهده|"
        "اتفاق|الحرب|president|minister|parliament|election|treaty|government",
    ),
    "economy": (
        "اقتصاد|اقتصادي|مال|مال واعمال|اعمال|economy|business",
        "اقتصاد|سوق|اسواق|اسعار|تجاره|صادرات|استثمار|شركه|بنك|دولار|محصول|انتاج|مزارع|مصنع|بورصه|ميناء|market|trade|price|export",
    ),
    "culture": (
        "ثقافه|فن|فنون|ثقافه وفنون|culture|arts",
        "متحف|مخطوط|كتاب|روايه|مسرح|معرض|موسيقي|فنان|شاعر|تراث|خط عربي|الخطاط|سينما|museum|theatre|novel|manuscript|music|radio",
    ),
    "science": (
        "علوم|علوم وتكنولوجيا|علم|science|technology",
        "علماء|باحث|دراسه|مختبر|مرصد|تلسكوب|فضاء|كوكب|نجوم|تقنيه|تجربه|طاقه|تحليه|scientist|telescope|research|laboratory",
    ),
    "sport": (
        "رياضه|رياضي|sport|sports",
        "مباراه|لاعب|مدرب|فريق|بطوله|كره القدم|ملعب|هدف|ماراثون|سباق|شطرنج|دوري|منتخب|match|player|coach|team|league",
    ),
    "society": (
        "مجتمع|محليات|منوعات|society|community",
        "مدرسه|تلاميذ|قريه|اهالي|حي|متطوع|عائله|اسره|مكتبه مدرسيه|نحل|سكان|school|village|families|volunteers",
    ),
    "opinion": ("راي|مقالات|اراء|opinion", "في رايي|اظن|اعتقد ان|لعل|i think|in my view"),
}
_TITLES = frozenset(
    (
        "الرئيس|رئيس|رئيسه|الرئيسه|وزير|وزيره|الوزير|الوزيره|ملك|الملك|امير|الامير|نائب|النائب|المتحدث|المتحدثه|السفير|سفير|الامين|المدير|"
        "مدير|مديره|الدكتور|الدكتوره|اللواء|العميد|الشيخ|السيد|السيده|المستشار|الباحث|الباحثه|الكاتب|الكاتبه|الشاعر|الفنان|المدرب|مدرب|"
        "الاستاذ|الاستاذه|المهندس|المهندسه|president|minister|professor|dr|coach|director"
    ).split("|")
)
_NAME_WORD = re.compile(r"\w+")
_PARTICLES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"))
_LINKING = frozenset("باسم العام العامه لشؤون في".split())
# Words that follow a title without being a name: function words and the verbs of news.
_NO_NAME = frozenset(
    (
        "من في علي الي عن مع ان انه انها قد لم لن لا ما هو هي او ثم بل بعد قبل بين حتي كما منذ خلال حول عبر ضد دون اثر نحو "
        "ايضا اليوم امس غدا هذا هذه ذلك تلك الذي التي الذين قال قالت اضاف اضافت اعلن اعلنت اكد اكدت اوضح اشار ذكر صرح دعا "
        "دعت يدعو تدعو يلتقي التقي بحث يبحث زار يزور وصل يصل تسلم كان كانت يكون تكون ليس دعوه لزياره زياره بشان بشكل كل بعض "
        "غير اي عند عندما حيث اذ اذا لو كيف هل يوم عام سنه شهر وزراء دوله حكومه مجلس شركه هيئه لجنه قسم كليه معهد جامعه مركز "
        "متحف مكتبه نادي فريق جمعيه مدرسه مصنع ميناء هدف احتمال سيطره"
    ).split()
)


def language_of(text: str) -> str:
    """A BCP 47 tag by letters, for Latin letters by the commonest words; "" where nothing tells."""
    lowered = text[:SAMPLE].lower()
    arabic = len(re.findall(f"[{_LETTERS['ar']}]", lowered))
    if 2 * arabic > len(lowered):  # most texts: no need to count the rest
        return _arabic_script(lowered, arabic)
    counts = {tag: len(re.findall(f"[{letters}]", lowered)) for tag, letters in _LETTERS.items()}
    counts["latin"] = len(re.findall("[a-z\u00e0-\u024f]", lowered))
    tag = max(counts, key=lambda one: counts[one])
    if not counts[tag]:
        return ""
    if tag == "ar":
        return _arabic_script(lowered, counts["ar"])
    return _latin_script(lowered) if tag == "latin" else tag


def _arabic_script(text: str, letters: int) -> str:
    if len(_URDU.findall(text)) > letters / 60:
        return "ur"
    return "fa" if len(_PERSIAN.findall(text)) > letters / 25 else "ar"


def _latin_script(text: str) -> str:
    found = Counter(re.findall(r"[^\W\d_]+", text))
    scores = {tag: sum(found[word] for word in words.split()) for tag, words in _STOP_WORDS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] > 2 else ""


def section_named(said: str, sections: Sequence[str]) -> str:
    """The site's section that a line names, in whatever words or language it does; "" for none."""
    plain = fold(said).strip()
    if len(plain) > LONGEST_SECTION:
        return ""
    for section in sections:
        own = _folded(section)
        names = next((names for names, _ in _SECTIONS.values() if re.fullmatch(names, own)), re.escape(own))
        if plain == own or re.fullmatch(names, plain):
            return section
    return ""


def section_for(text: str, sections: Sequence[str]) -> Evidence | None:
    """One of the site's sections, where its vocabulary clearly leads; how clearly is in the evidence."""
    plain = fold(text)
    scores: dict[str, int] = {}
    for section in sections:
        vocabulary = next((words for names, words in _SECTIONS.values() if re.fullmatch(names, _folded(section))), "")
        if vocabulary:
            hits = re.findall(rf"\b(?:و|ف|ب|ل|ال|وال|بال|لل|ولل)?(?:{vocabulary})", plain)
            scores[section] = len(set(hits)) * 2 + min(len(hits), 12)
    ranked = sorted(scores, key=lambda section: -scores[section])
    if not ranked or scores[ranked[0]] < 6:
        return None
    ahead = scores[ranked[0]] - (scores[ranked[1]] if len(ranked) > 1 else 0)
    if ahead < 3:
        return None
    return Evidence("section", ranked[0], "vocabulary of the section", min(0.9, 0.5 + ahead / 40))


def tags_for(title: str, subheads: str, body: str) -> tuple[Evidence, ...]:
    """Names that the article is about, most said first."""
    prominent, plain = fold(f"{title}\n{subheads}"), fold(f"{title}\n{subheads}\n{body}")
    there = set(_NAME_WORD.findall(plain))
    names = {**_people(f"{title}\n{subheads}\n{body}"), **_places_among(there)}
    scores: dict[str, tuple[int, str]] = {}
    for name, kind in names.items():
        folded = _folded(name)
        if folded not in plain:
            continue
        mentions = _mentions(folded, plain)
        score = mentions + 2 * _mentions(folded, prominent)
        if mentions and score >= ENOUGH:
            scores[name] = (score, kind)
    ranked = sorted(scores, key=lambda name: (-scores[name][0], name))[:MOST_TAGS]
    return tuple(Evidence("tags", name, scores[name][1], min(0.95, 0.5 + scores[name][0] / 20)) for name in ranked)


@lru_cache(maxsize=1 << 16)
def _folded(name: str) -> str:
    return fold(name)


def _mentions(name: str, text: str) -> int:
    return len(_mention(name).findall(text)) if name in text else 0


@lru_cache(maxsize=1 << 13)
def _mention(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:و|ف)?(?:ب|ل|ك)?{re.escape(name)}(?!\w)")


def _people(text: str) -> dict[str, str]:
    """Surnames of «title + adjectives + first and last name», in the spelling of the text."""
    words = re.findall(r"[^\W\d_]+|[.،؛:!؟?\n\"«»()]", text)
    found: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for position, word in enumerate(words):
        if _folded(word) in _TITLES:
            name = _name_after(words[position + 1 : position + 8])
            if name:
                spelt.setdefault(_folded(name[-1]), name[-1])
                found[_folded(name[-1])] += 1
    return {spelt[surname]: "the name after a title" for surname in sorted(found)}


def _name_after(words: Sequence[str]) -> list[str]:
    """Two words that can be a name, past the adjectives that follow a title."""
    name: list[str] = []
    for word in words:
        plain = _folded(word)
        if not name and (plain.startswith("ال") or plain in _LINKING):
            continue
        if not word.isalpha() or plain in _NO_NAME or plain.startswith("ال") or len(plain) < 3:
            break
        name.append(word)
        if len(name) == 2:
            return name
    return []


def _places_among(there: set[str]) -> dict[str, str]:
    """Of the places that CLDR knows those whose first word the text says, perhaps with a particle written onto it."""
    found = {name for word in there for name in _places_by_word().get(word, ())}
    for word in there:
        for cut in (1, 2):
            if len(word) > cut + 1 and word[:cut] in _PARTICLES:
                found.update(_places_by_word().get(word[cut:], ()))
    return dict.fromkeys(sorted(found), "a place that CLDR knows")


@lru_cache(maxsize=1)
def _places_by_word() -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for name in place_names():
        first = next(iter(_NAME_WORD.findall(fold(name))), "")
        index[first] = (*index.get(first, ()), name)
    return index


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Countries, and cities that name a time zone, in Arabic and English."""
    from babel import Locale

    places: set[str] = set()
    for tag in ("ar", "en"):
        locale: Any = Locale.parse(tag)
        names = [name for code, name in locale.territories.items() if len(code) == 2]
        names += [zone["city"] for zone in locale.time_zones.values() if "city" in zone]
        places |= {name for name in names if len(name) > 2 and name.isprintable()}
    return tuple(sorted(places))
