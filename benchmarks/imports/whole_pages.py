"""How well whole pages of many publishers are read as raw text: title, body, the day where it is printed.

python benchmarks/imports/whole_pages.py [--confidence] [--pages]

The pages are NAME.full.txt of pages_more.tar.gz, those of publishers set aside and the open ones apart, and NAME.txt and
NAME.full.txt of pages/. `--pages` names the flaws of each open page. Whether a day is printed is found without the
reader's help: the gold day in the forms of some twenty languages.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import get_month_names
from hijridate import Gregorian
from persiantools.jdatetime import JalaliDate

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.layouts.judge import MISSING, RIGHT, SILENT, TOLD, Verdicts, f1_of, verdicts_of, words
from benchmarks.imports.layouts.tables import confidence, share_right
from benchmarks.imports.set_aside import is_page_set_aside, more_pages
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source

LOCALES = "ar ar_LB ar_TN ar_MA cs da de en es fi fr he it ja ko nb nl pl pt ru sv tr uk".split()
LEAST_TITLE, LEAST_F1, MOST_MISSED = 0.85, 0.92, 0.1
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


class Page(Verdicts, frozen=True):
    name: str
    is_day_printed: bool


def main() -> None:
    aside, opened = [], []
    for gold in sorted(more_pages().glob("*.expected.json")):
        text = gold.with_name(gold.name.replace(".expected.json", ".full.txt"))
        if text.exists():
            (aside if is_page_set_aside(gold) else opened).append(_judge(gold, text))
    sets = {"pages_more, open": opened, "pages_more, set aside": aside}
    for ending in (".txt", ".full.txt"):
        golds = sorted((CORPUS / "pages").glob("*.expected.json"))
        sets[f"pages, NAME{ending}"] = [
            _judge(gold, gold.with_name(gold.name.replace(".expected.json", ending))) for gold in golds
        ]
    if "--pages" in sys.argv:
        _flaws(opened)
    for name, pages in sets.items():
        _print(name, pages)
        if "--confidence" in sys.argv:
            confidence(pages)
    sys.exit(0 if _meets_limits(aside) else 1)


def _judge(gold: Path, file: Path) -> Page:
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    article = read_raw_text(Source(file.name, "0"), file.read_bytes())
    is_printed = bool(wanted["date"]) and _is_printed(
        date.fromisoformat(wanted["date"]), file.read_text(encoding="utf-8")
    )
    found = str(article.fields.get("date", ""))[:10]
    day = wanted["date"] if is_printed or found == wanted["date"] else ""
    verdicts = verdicts_of(article, {"title": wanted["title"], "date": day, "publisher": None}, _f1(article, wanted))
    return Page(*(getattr(verdicts, field) for field in Verdicts.__struct_fields__), file.name, is_printed)


def _f1(article: RawArticle, wanted: dict[str, Any]) -> float:
    """The lead, kicker and caption count for neither, wherever they are."""
    around = {tuple(words(str(wanted.get(key) or ""))) for key in ("lead", "title", "kicker", "caption")}
    lines = [line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n")]
    ours = "\n".join(line for line in lines if tuple(words(line)) not in around)
    return f1_of(Counter(words("\n".join(wanted["body"]))), Counter(words(ours)))


def _is_printed(day: date, text: str) -> bool:
    lowered = text.translate(_DIGITS).lower()
    return any(form.search(lowered) for form in _forms(day))


def _forms(day: date) -> Iterator[re.Pattern[str]]:
    """Figures in any order, names of months with the day on either side, Hijri and Solar days."""
    d, m, y = rf"0?{day.day}", rf"0?{day.month}", str(day.year)
    between = r"\s?[./年月년월-]\s?"
    yield re.compile(rf"\b{y}{between}{m}{between}{d}(?!\d)|(?<!\d){d}{between}{m}{between}(?:{y}|{y[2:]})(?!\d)")
    yield re.compile(rf"(?<!\d){m}/{d}/(?:{y}|{y[2:]})(?!\d)")
    months = "|".join(sorted(_names_of_months(day.month), key=len, reverse=True))
    year = rf"[\s,.،]{{1,3}}(?:de |del )?{y}"
    yield re.compile(rf"(?<!\d){d}(?:\.|st|nd|rd|th|º)?\s?(?:de |ב|of )?(?:{months})\.?{year}")
    yield re.compile(rf"(?:{months})\.? {d}(?:st|nd|rd|th)?{year}")
    solar, hijri = JalaliDate(day), Gregorian(day.year, day.month, day.day).to_hijri()
    yield re.compile(rf"\b{solar.year}[/-]0?{solar.month}[/-]0?{solar.day}\b|\b{solar.day} [^\d\s]+ {solar.year}\b")
    yield re.compile(
        rf"\b{hijri.year}[/-]0?{hijri.month}[/-]0?{hijri.day}\b|\b{hijri.day} [^\d\n]{{3,16}} {hijri.year}\b"
    )


@cache
def _names_of_months(month: int) -> frozenset[str]:
    names = {
        get_month_names(width, context, locale)[month].lower().rstrip(".")
        for locale in LOCALES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
    }
    return frozenset(re.escape(name) for name in names if not name.isdigit())


def _print(name: str, pages: Sequence[Page]) -> None:
    printed = [page for page in pages if page.is_day_printed]
    dates = Counter(page.verdicts["date"] for page in pages)
    missed = sum(page.verdicts["date"] == MISSING for page in printed)
    print(
        f"\n{name}: {len(pages)} pages, title {share_right(pages, 'title'):.3f}, "
        f"F1 {sum(page.f1 for page in pages) / len(pages):.3f}, refused {sum(page.is_refused for page in pages)}; "
        f"printed dates {len(printed)}, missed {missed} ({missed / max(1, len(printed)):.3f}), "
        f"silently wrong {dates[SILENT]} ({dates[SILENT] / len(pages):.3f}), wrong and told {dates[TOLD]}"
    )


def _meets_limits(pages: Sequence[Page]) -> bool:
    """On the set aside."""
    printed = [page for page in pages if page.is_day_printed]
    missed = sum(page.verdicts["date"] == MISSING for page in printed)
    is_dated = missed <= MOST_MISSED * len(printed)
    f1 = sum(page.f1 for page in pages) / len(pages)
    return is_dated and f1 >= LEAST_F1 and (share_right(pages, "title") or 0) >= LEAST_TITLE


def _flaws(pages: Sequence[Page]) -> None:
    for page in pages:
        flaws = [
            f"{field} {page.verdicts[field]} «{page.found[field][:60]}»"
            for field in ("title", "date")
            if page.verdicts[field] != RIGHT
        ]
        print(f"  {page.name:44} F1 {page.f1:.3f}  {'; '.join(flaws)}")


if __name__ == "__main__":
    main()
