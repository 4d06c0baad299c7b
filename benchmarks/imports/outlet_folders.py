"""Whether import learns what recurs around the texts of an outlet: ten folders of invented outlets, in one site.

python benchmarks/imports/outlet_folders.py [--lines]

Each outlet prints its own lines above, among and below open articles. Some name themselves, some only in an address, some
not at all. Learned is a folder whose articles, nearly all of them, hold nothing that recurs and lose no paragraph by what was
learned. `--lines` shows what stayed and what was lost.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import REPOSITORY
from benchmarks.imports.layouts.compose import open_articles
from benchmarks.imports.layouts.draw import Draw
from benchmarks.imports.layouts.judge import words
from benchmarks.imports.layouts.printed_dates import printer
from generator.importers.raw_text.read import read_raw_text
from generator.model import Source

FILES = 14
LEAST_FOLDERS = 9
LEAST_FILES = 0.9  # of a folder
SITE_YAML = "title: folders\nbase_url: https://example.org/\nlanguage: ar\n"


class Outlet(msgspec.Struct, frozen=True):
    """Lines that recur above the title, between title and text, after the second paragraph, and below."""

    language: str
    above: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    is_tight: bool = False


OUTLETS: Mapping[str, Outlet] = {
    "named": Outlet("ar", ("صوت المرفأ البعيد",), (), (), ("ردود القراء على المقال", "كن أول من يكتب ردا")),
    "unnamed": Outlet("ar", ("بوابة الأخبار والملفات والحوارات",), (), (), ("يعاد نشر هذا النص بإذن خاص من أصحابه.", "عودة إلى فهرس الأعداد السابقة")),
    "sentence_below": Outlet("ar", (), (), (), ("تلتزم الصحيفة بميثاق الشرف المهني وتنشر كل تصحيح يردها من القراء في الصفحة نفسها خلال يومين على الأكثر.",)),
    "among": Outlet("ar", ("دفتر القرية",), (), ("تجدون الملحق المصور لهذا العدد في أكشاك المدينة كل خميس.",), ("نهاية المادة",)),
    "tight": Outlet("ar", ("الواحة اليوم", "منصة أهل الواحة في كل مكان"), ("نسخة الهاتف",), (), ("ساهم معنا في تطوير المنصة", "من أرشيف الواحة قبل عشرين عاما"), True),
    "address": Outlet("ar", ("www.qalam-aljabal.example", "منبر حر لكل قلم"), (), (), ("qalam-aljabal.example جميع المواد ملك لكتابها",)),
    "persian": Outlet("fa", ("دفتر کوهستان",), ("این نوشته در شماره چاپی نیز آمده است",), (), ("خوانندگان این صفحه همراه ما هستند", "بازگشت به فهرست شماره‌ها")),
    "hebrew": Outlet("he", ("יומן הכפר",), (), ("המוסף המצויר מצורף לגיליון זה בכל יום חמישי.",), ("הטור אינו מייצג את דעת העורכים בהכרח.",)),
    "english": Outlet("en", ("The Fenland Notebook", "Written, printed and folded in the village hall"), (), (), ("Our paper boat sails again next Thursday.", "Letters reach us at the mill, never by telephone")),
    "german": Outlet("de", (), ("Aus unserem gedruckten Heft",), (), ("Der Setzer grüßt alle Leserinnen und Leser am Deich.", "Zurück zum Inhaltsverzeichnis dieses Hefts"), True),
}  # fmt: skip


class File(msgspec.Struct, frozen=True):
    text: str
    paragraphs: tuple[str, ...]


def main() -> None:
    folders = {name: _files(name, outlet) for name, outlet in OUTLETS.items()}
    with tempfile.TemporaryDirectory() as place:
        bodies = _imported(Path(place), folders)
    learned = [_is_learned(name, files, bodies) for name, files in folders.items()]
    print(f"learned {sum(learned)} of {len(learned)} folders (limit {LEAST_FOLDERS})")
    sys.exit(0 if sum(learned) >= LEAST_FOLDERS else 1)


def _files(name: str, outlet: Outlet) -> list[File]:
    rng = random.Random(name)
    articles = rng.sample(list(open_articles(outlet.language)), FILES)
    found = []
    for article in articles:
        draw = Draw(rng, article, (), printer(outlet.language, rng, "worded"), False)
        paragraphs = article.paragraphs[:8]
        recurring = [list(outlet.among)] if outlet.among else []
        body = [[one] for one in paragraphs]
        parts = [
            list(outlet.above),
            [article.title],
            [draw.day_printed()],
            list(outlet.under),
            *body[:2],
            *recurring,
            *body[2:],
        ]
        between = "\n" if outlet.is_tight else "\n\n"
        text = between.join("\n".join(part) for part in [*parts, list(outlet.below)] if part)
        found.append(File(text, paragraphs))
    return found


def _imported(place: Path, folders: Mapping[str, Sequence[File]]) -> dict[str, str]:
    """Bodies by folder and number, as `warraq import` reads all folders at once."""
    (place / "site.yaml").write_text(SITE_YAML, encoding="utf-8")
    for name, files in folders.items():
        folder = place / "seeds" / name
        folder.mkdir(parents=True)
        for index, file in enumerate(files):
            (folder / f"{index}.txt").write_text(file.text, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "generator", "import", "--site", str(place), "--dry-run", "--json"]
    done = subprocess.run([*command, str(place / "seeds")], cwd=REPOSITORY, capture_output=True, check=False)
    said: Any = json.loads(done.stdout)
    articles = said if isinstance(said, list) else said.get("articles", [])
    return {"/".join(Path(one["file"]).with_suffix("").parts[-2:]): one["body"] for one in articles}


def _is_learned(name: str, files: Sequence[File], bodies: Mapping[str, str]) -> bool:
    """Beside what the reader makes of each file alone."""
    outlet = OUTLETS[name]
    recurring = {
        _joined(line): line for part in (outlet.above, outlet.under, outlet.among, outlet.below) for line in part
    }
    clean_alone = clean = 0
    flaws: set[str] = set()
    for index, file in enumerate(files):
        alone = read_raw_text(Source("0.txt", "0"), file.text.encode()).body
        body = bodies.get(f"{name}/{index}", "")
        found = [*_stayed(body, recurring), *_lost(file, body, alone)]
        clean_alone, clean = clean_alone + (not _stayed(alone, recurring)), clean + (not found)
        flaws.update(found)
    is_learned = clean >= LEAST_FILES * len(files)
    print(
        f"{name:16} clean alone {clean_alone:2}, in its folder {clean:2} of {len(files)}  {'learned' if is_learned else 'no'}"
    )
    if "--lines" in sys.argv:
        print("".join(f"    {flaw[:150]}\n" for flaw in sorted(flaws)[:12]), end="")
    return is_learned


def _stayed(body: str, recurring: Mapping[str, str]) -> list[str]:
    whole = _joined(body)
    return [f"stayed: {line}" for key, line in recurring.items() if key in whole]


def _lost(file: File, body: str, alone: str) -> list[str]:
    """Paragraphs that the reader finds in the file alone, and that are gone with what was learned."""
    before, after = _joined(alone), _joined(body)
    return [f"lost: {one}" for one in file.paragraphs if _joined(one) in before and _joined(one) not in after]


def _joined(text: str) -> str:
    return "".join(words(text))


if __name__ == "__main__":
    main()
