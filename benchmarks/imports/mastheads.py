"""The articles of the corpus as the raw texts of eight outlets: mastheads, dates, datelines, buttons, related titles.

Each outlet prints as the real one does (imitated by hand). Rows without a date get the same masthead without one,
and the traps that go with it: a crawler's stamp, a day of visit, dates of related articles.

    python benchmarks/imports/mastheads.py      what dates are found in them; exits with 1 where a figure misses its mark
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hijridate import Gregorian

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source

DATED_RIGHT = 0.97  # of the rows that were printed with their date
UNDATED_GIVEN = 0.02  # of those without, as many may get one
Row = Mapping[str, Any]
DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
TUNISIAN = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
EGYPTIAN = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split("|")


class Printed(NamedTuple):
    """A raw text, the row it was made from, and the name of the outlet as its masthead has it."""

    row: Row
    text: str
    publisher: str


def printed(articles: Path) -> Iterator[Printed]:
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    for index, row in enumerate(rows):
        others = [rows[(index + step) % len(rows)]["title"] for step in (7, 31, 53)]
        name, press = PRESSES[row["source"]]
        yield Printed(row, press(row, others), name)


def day_of(row: Row) -> date | None:
    return datetime.fromisoformat(row["date"]).date() if row["date"] else None


def _hijri(day: date) -> tuple[int, str, int, int]:
    found = Gregorian(day.year, day.month, day.day).to_hijri()
    return found.day, HIJRI[found.month - 1], found.month, found.year


def _jawhara(row: Row, others: Sequence[str]) -> str:
    day = day_of(row)
    stamp = f"{DAYS[day.weekday()]} {day.day:02} {TUNISIAN[day.month - 1]} {day.year}" if day else ""
    clock = f" {row['date'][11:16]}" if len(row["date"] or "") > 10 else ""
    related = "\n\n".join(f"{title}\n{stamp}" for title in others)
    return f"الرئيسية\nأخبار\nرياضة\nبرامج\nالبث المباشر\n\n{row['title']}\n\nJawhara FM\n{stamp}{clock}\n\n{row['text']}\n\nشارك\nfacebook\ntwitter\n\nأخبار ذات صلة\n\n{related}\n"


def _aawsat(row: Row, others: Sequence[str]) -> str:
    day, stamp = day_of(row), ""
    if day:
        number, month, _, year = _hijri(day)
        stamp = (
            f"{DAYS[day.weekday()]} - {number} {month} {year} هـ - {day.day:02} {EGYPTIAN[day.month - 1]} {day.year} مـ"
        )
    filed = f"{row['author']}\n\n" if row.get("author") else ""
    return f"{stamp}\nرقم العدد [13278]\nالشرق الأوسط\n\n{row['title']}\n\n{filed}{row['text']}\n\nاقرأ أيضًا\n{others[0]}\n{others[1]}\n"


def _okaz(row: Row, others: Sequence[str]) -> str:
    day, stamp = day_of(row), "العدد: 5161"
    if day:
        number, _, month, year = _hijri(day)
        stamp = f"{DAYS[day.weekday()]} {number:02}/{month:02}/{year} هـ\n{day.day:02} {EGYPTIAN[day.month - 1]} {day.year} م\nالعدد: 5161"
    author = f"{row['author'].replace('&nbsp;', ' ').strip()}\n\n" if row.get("author") else ""
    return f"عكاظ\n{stamp}\n\n{row['title']}\n\n{author}{row['text']}\n\nطباعة\nحفظ\nإرسال\nالمزيد من الأخبار\n{others[2]}\n"


def _alriyadh(row: Row, others: Sequence[str]) -> str:
    day, stamp = day_of(row), "العدد 17212"
    if day:
        number, month, _, year = _hijri(day)
        stamp = f"{DAYS[day.weekday()]} {number} {month} {year} هـ - {day.day} {EGYPTIAN[day.month - 1]} {day.year}م - العدد 17212"
    filed = f"{row['author']}\n\n" if row.get("author") else ""
    return f"جريدة الرياض\n{stamp}\n\n{row['title']}\n\n{filed}{row['text']}\n\nسجل معنا بالضغط هنا\nالتعليقات\nأضف تعليقا\n{others[0]}\n"


def _sabq(row: Row, others: Sequence[str]) -> str:
    day, stamp = day_of(row), ""
    if day:
        number, month, _, year = _hijri(day)
        clock = row.get("date_extracted", "")[11:16]
        hour, minute = (int(clock[:2]), clock[3:]) if clock else (0, "00")
        stamp = f"{day.day:02} {EGYPTIAN[day.month - 1]} {day.year} - {number} {month} {year}\n{(hour - 1) % 12 + 1:02}:{minute} {'م' if hour >= 12 else 'ص'}\n\n"
    return f"صحيفة سبق الإلكترونية\n\n{row['title']}\n\n{stamp}{row['text']}\n\nشارك الخبر\nواتساب\nتويتر\nالأكثر قراءة\n{others[0]}\n{others[1]}\n{others[2]}\n"


def _was(row: Row, others: Sequence[str]) -> str:
    return f"وكالة الأنباء السعودية\n\n{row['title']}\n\n{row['text']}\n\nأخبار ذات صلة\n{others[1]}\n"


def _jazeera(row: Row, others: Sequence[str]) -> str:
    text = row["text"].split(". ")
    middle = len(text) // 2
    body = (
        ". ".join(text[:middle])
        + (".\n\nاقرأ أيضا\n" + others[0] + "\n" + others[1] + "\n\n" if middle else "")
        + ". ".join(text[middle:])
    )
    return f"تاريخ اليوم: 12/6/2022\nالجزيرة نت\nأخبار\nاقتصاد\nثقافة\nرياضة\n\n{row['title']}\n\n{body}\n\nالمصدر: وكالات\n\nحول هذه القصة\n\n{others[2]}\n\nPublished On 11/6/2022\n"


def _bbc(row: Row, others: Sequence[str]) -> str:
    return f"{row['title']} - BBC Arabic\n{row.get('crawl_date', 'Fri, 11 Aug 2017 15:22:39 GMT')}\n{row['text']}\n\nمواضيع ذات صلة\n{others[0]}\n"


PRESSES: Mapping[str, tuple[str, Callable[[Row, Sequence[str]], str]]] = {
    "Jawhara FM": ("Jawhara FM", _jawhara),
    "aawsat": ("الشرق الأوسط", _aawsat),
    "okaz": ("عكاظ", _okaz),
    "alriyadh": ("جريدة الرياض", _alriyadh),
    "sabq": ("صحيفة سبق الإلكترونية", _sabq),
    "was": ("وكالة الأنباء السعودية", _was),
    "Al Jazeera": ("الجزيرة نت", _jazeera),
    "BBC Arabic": ("BBC Arabic", _bbc),
}


def are_dates_right(read: Sequence[tuple[Printed, RawArticle]]) -> bool:
    """Prints the dates found of rows with one and of rows without, and the rows behind each miss."""
    dated = [(one.row["id"], str(day_of(one.row)), _date(article)) for one, article in read if day_of(one.row)]
    given = [(one.row["id"], _date(article)) for one, article in read if not day_of(one.row)]
    wrong = [miss for miss in dated if miss[1] != miss[2]]
    named = [miss for miss in given if miss[1]]
    right = len(dated) - len(wrong)
    print(f"rows with a date: {len(dated)}, right {right} ({right / len(dated):.1%}; limit {DATED_RIGHT:.0%})")
    for row, wanted, found in wrong:
        print(f"    {row}: {found or 'none'}, not {wanted}")
    share = len(named) / len(given)
    print(f"rows without a date: {len(given)}, given one {len(named)} ({share:.1%}; limit at most {UNDATED_GIVEN:.0%})")
    for row, found in named:
        print(f"    {row}: {found}, though none was printed")
    return right >= DATED_RIGHT * len(dated) and share <= UNDATED_GIVEN


def _date(article: RawArticle) -> str:
    return str(article.fields.get("date", ""))[:10]


def main() -> None:
    rows = printed(CORPUS / "articles_dev.jsonl")
    read = [(one, read_raw_text(Source(f"{one.row['id']}.txt", "0"), one.text.encode())) for one in rows]
    sys.exit(0 if are_dates_right(read) else 1)


if __name__ == "__main__":
    main()
