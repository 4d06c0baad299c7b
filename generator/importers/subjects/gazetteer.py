"""Names that can be looked for in a text, by their first word: a site's authority, countries of CLDR, cities.

Cities are those that name a time zone, in every language of CLDR, and in Arabic the larger ones of GeoNames. The site's
authority goes before all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from generator.disk.files import read_bytes
from generator.importers.vocabulary.subject_words import AMBIGUOUS_PLACES
from generator.importers.vocabulary.subject_words import NO_NAME as EVERYDAY
from generator.records.authority import Authority
from generator.text.arabic import fold
from generator.text.words import words_of

CITIES = Path(__file__).parent / "data" / "cities.tsv"
SURE, IN_PLACE, SAID = 0, 1, 2  # what a mention needs: nothing, a word like «في», a word like «مدينة»
# What newspapers call countries whose official names CLDR gives; the first is shown.
SHORT_NAMES = {
    "SA": "السعودية|المملكة العربية السعودية",
    "AE": "الإمارات|الإمارات العربية المتحدة",
    "US": "الولايات المتحدة|الولايات المتحدة الأمريكية|أمريكا|أميركا",
    "GB": "بريطانيا|المملكة المتحدة|إنجلترا",
    "PS": "فلسطين|الأراضي الفلسطينية",
    "SY": "سوريا|سورية",
    "LY": "ليبيا|لبييا",
    "CD": "الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية",
    "CG": "الكونغو برازافيل",
    "CF": "أفريقيا الوسطى|جمهورية أفريقيا الوسطى",
    "BA": "البوسنة|البوسنة والهرسك",
    "MM": "ميانمار|بورما",
    "HK": "هونغ كونغ",
    "MO": "ماكاو",
    "MK": "مقدونيا الشمالية|مقدونيا",
    "EU": "الاتحاد الأوروبي",
    "UN": "الأمم المتحدة",
    "EZ": "منطقة اليورو",
    "TR": "تركيا",
    "ZA": "جنوب أفريقيا|جنوب إفريقيا",
    "CZ": "التشيك|جمهورية التشيك",
    "DO": "الدومينيكان|جمهورية الدومينيكان",
    "AR": "الأرجنتين",
    "CN": "الصين",
    "CI": "ساحل العاج|كوت ديفوار",
    "TL": "تيمور الشرقية",
    "RU": "روسيا|روسيا الاتحادية",
    "UA": "أوكرانيا|أكرانيا",
}
ORGANISATIONS = frozenset({"EU", "UN"})
NO_COUNTRIES = frozenset({"ZZ", "XA", "XB", "QO", "EZ"})
REGIONS = (
    "واشنطن|قطاع غزة|الضفة الغربية|القدس|شبه جزيرة القرم|القرم|سيناء|دارفور|كشمير|إقليم كردستان|كردستان|التبت|الشيشان|كتالونيا|"
    "اسكتلندا|أيرلندا الشمالية|كاليفورنيا|تكساس|فلوريدا|هضبة الجولان|الجولان|الساحل الأفريقي|القطب الشمالي|القطب الجنوبي|دونباس|"
    "هونغ كونغ|لاهاي|جنيف|دافوس|هوليوود|وادي السيليكون|باب المندب|مضيق هرمز|قناة السويس|البحر الأحمر|البحر المتوسط|بحر الصين الجنوبي|"
    "الخليج العربي|شمال أفريقيا|أوروبا|إفريقيا|آسيا|أمريكا اللاتينية|الشرق الأوسط|القرن الأفريقي|عسير|القصيم|برشلونة|جربة|المدينة المنورة|مكة المكرمة"
).split("|")


# What opens like the name of a place and is none.
NO_PLACES = ("مسقط رأس", "مسقط رأسه", "مسقط رأسها")


class Entry(msgspec.Struct, frozen=True):
    """What a name means: `field` of the front matter ("" for nothing), the `name` to write, what a mention needs."""

    field: str
    name: str
    need: int = SURE
    is_known: bool = False  # by the site's own authority


FIELDS = {"person": "people", "place": "places", "organisation": "tags", "topic": "tags"}
Gazetteer = dict[str, list[tuple[tuple[str, ...], Entry]]]


@lru_cache(maxsize=8)
def gazetteer(language: str, site_language: str, terms: bytes) -> Gazetteer:
    """By first word, the words that follow it, longest first; of two entries of one name the first counts."""
    found: dict[tuple[str, ...], Entry] = {}
    for name, entry in (*_of_authority(terms, site_language), *_of_cldr(language), *_of_cities(language)):
        words = words_of(name)
        if words and (entry.is_known or not (len(words) == 1 and (len(words[0]) < 3 or words[0] in EVERYDAY))):
            found.setdefault(words, entry)
    index: Gazetteer = {}
    for words, entry in sorted(found.items(), key=lambda row: (-len(row[0]), row[0])):
        index.setdefault(words[0], []).append((words[1:], entry))
    return index


def _of_authority(terms: bytes, language: str) -> Iterator[tuple[str, Entry]]:
    """Names that two terms share do not count."""
    authority = msgspec.msgpack.decode(terms, type=Authority) if terms else Authority()
    owners: dict[str, set[str]] = {}
    for term in authority.terms:
        for name in term.names:
            owners.setdefault(fold(name), set()).add(term.id)
    for term in authority.terms:
        entry = Entry(FIELDS[term.kind], term.preferred(language), is_known=True)
        for name in term.names:
            if len(owners[fold(name)]) == 1:
                yield name, entry


def _of_cldr(language: str) -> Iterator[tuple[str, Entry]]:
    for code, names in countries(language):
        field = "tags" if code in ORGANISATIONS else "places"
        for name in names:
            yield name, _place(names[0], field=field)
    for city in zone_cities(language):
        yield city, _place(city)


def _of_cities(language: str) -> Iterator[tuple[str, Entry]]:
    if language not in ("ar", "en"):
        return
    own = {"ar": (*NO_PLACES, *REGIONS)}.get(language, ())
    yield from ((name, _place(name, field="" if name in NO_PLACES else "places")) for name in own)
    for line in read_bytes(CITIES).decode().split("\n"):
        if line and not line.startswith("#"):
            name, others, english, _, need = line.split("\t")
            names = (name, *others.split("|")) if language == "ar" else (english,)
            shown = Entry("places", names[0], SAID if fold(names[0]) in AMBIGUOUS_PLACES else int(need))
            yield from ((spelling, shown) for spelling in names if spelling)


def _place(name: str, field: str = "places") -> Entry:
    return Entry(field, name, SAID if fold(name) in AMBIGUOUS_PLACES else SURE)


def countries(language: str) -> Iterator[tuple[str, list[str]]]:
    """Codes and names, the one to show first."""
    own = SHORT_NAMES if language == "ar" else {}
    for code, name in sorted(_locale(language).territories.items()):
        if len(code) == len("EG") and code not in NO_COUNTRIES and code.isalpha():
            yield code, list(dict.fromkeys((*own.get(code, name).split("|"), name)))


def zone_cities(language: str) -> list[str]:
    zones = _locale(language).time_zones.values()
    return sorted({zone["city"] for zone in zones if len(zone.get("city", "")) > 2})


def place_names() -> frozenset[str]:
    """Countries and cities in Arabic and English, folded."""
    names: Iterable[str] = (
        name
        for language in ("ar", "en")
        for name in (*zone_cities(language), *(one for _, names in countries(language) for one in names))
    )
    return frozenset(map(fold, names))


def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.partition("-")[0] or "en")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
