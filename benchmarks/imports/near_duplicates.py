"""How well other versions of an article are found among 10,000 real articles, and what that costs.

python benchmarks/imports/near_duplicates.py [COUNT]     versions planted beside articles of the corpus, in a temporary site

Of every tenth article a version of another outlet is planted, of one kind in turn: cut to its beginning, under another
headline, inside of the outlet's own phrases, with 10, 20 or 30 % of its words replaced by others of the corpus, with
its digits in Arabic-Indic signs. Found are the pairs that `import` records. A pair of a planted version with an article
that is neither its source, nor a version of that source, is wrong. What the outlet's own articles share nobody has
annotated: those pairs are counted apart.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.config.site_yaml import load_settings
from generator.content.front_matter import dump_front_matter
from generator.ingest.near_duplicates import record_versions
from generator.records.story_versions import read_versions
from generator.workers import Workers

SITE = 'title: "Versions"\nlanguage: ar\nbase_url: "https://example.org/"\n'
EVERY = 10
LEAST_WORDS = 40
MOST_MS, MOST_MEGABYTES, LEAST_PRECISION, LEAST_RECALL = 1.0, 400.0, 0.97, 0.95
PHRASES = (
    "قالت وكالة أنباء المرفأ في نشرتها المسائية التي توزعها على المشتركين في أنحاء البلاد",
    "تابعوا آخر الأخبار العاجلة على قناتنا في تطبيق التراسل وعلى صفحاتنا في مواقع التواصل الاجتماعي",
    "جميع الحقوق محفوظة لوكالة أنباء المرفأ ولا يجوز النقل عنها دون إذن مكتوب من إدارة التحرير",
)
Row = dict[str, str]
Change = Callable[[list[str], list[str], random.Random], str]


def _cut(words: list[str], _vocabulary: list[str], chance: random.Random) -> str:
    return " ".join(words[: int(len(words) * chance.uniform(0.4, 0.7))])


def _same(words: list[str], _vocabulary: list[str], _chance: random.Random) -> str:
    return " ".join(words)


def _framed(words: list[str], _vocabulary: list[str], _chance: random.Random) -> str:
    return "\n\n".join((PHRASES[0], " ".join(words), *PHRASES[1:]))


def _reworded(share: float) -> Change:
    def change(words: list[str], vocabulary: list[str], chance: random.Random) -> str:
        return " ".join(chance.choice(vocabulary) if chance.random() < share else word for word in words)

    return change


def _digits(words: list[str], _vocabulary: list[str], _chance: random.Random) -> str:
    return " ".join(words).translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})


KINDS: dict[str, Change] = {
    "cut to 40-70 %": _cut,
    "other headline": _same,
    "outlet's phrases": _framed,
    "10 % of words": _reworded(0.1),
    "20 % of words": _reworded(0.2),
    "30 % of words": _reworded(0.3),
    "other digits": _digits,
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "site.yaml").write_text(SITE, encoding="utf-8")
        planted, written = _write(root, count)
        settings = load_settings(root)
        start = time.perf_counter()
        with Workers() as workers:
            record_versions(root, settings, workers.map_batches)
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        record_versions(root, settings)
        again = time.perf_counter() - start
        pairs = [pair.ids for pair in read_versions(root).pairs]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    memory = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    precision, recall = _tell(pairs, planted)
    per_article = 1000 * seconds / written
    print(
        f"{written} articles: {seconds:.1f} s ({per_article:.2f} ms each), nothing new {again:.2f} s, peak {memory:.0f} MB"
    )
    is_good = precision >= LEAST_PRECISION and recall >= LEAST_RECALL and per_article < MOST_MS
    sys.exit(0 if is_good and memory < MOST_MEGABYTES else 1)


def _tell(pairs: list[tuple[str, str]], planted: dict[str, tuple[str, str]]) -> tuple[float, float]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    hits, tried, wrong = Counter[str](), Counter[str](), 0
    for id_, (source, kind) in planted.items():
        near = found.get(id_, set())
        tried[kind] += 1
        hits[kind] += source in near
        family = {source, *found.get(source, set())}
        wrong += sum(1 for one in near if one not in family and planted.get(one, ("",))[0] not in family)
    for kind in KINDS:
        print(f"  {kind:18} {hits[kind]:4} of {tried[kind]:4} found")
    recall = sum(hits.values()) / sum(tried.values())
    precision = sum(hits.values()) / (sum(hits.values()) + wrong)
    own = sum(1 for one, other in pairs if one not in planted and other not in planted)
    print(
        f"recall {recall:.3f}, precision {precision:.3f} ({wrong} wrong pairs); {own} pairs among the outlet's own articles"
    )
    return precision, recall


def _write(root: Path, count: int) -> tuple[dict[str, tuple[str, str]], int]:
    chance = random.Random(0)
    rows = list(_rows(count * EVERY // (EVERY + 1)))
    vocabulary = [word for row in rows[::20] for word in row["text"].split()]
    planted: dict[str, tuple[str, str]] = {}
    changes = list(KINDS.items())
    for number, row in enumerate(rows):
        id_, day = f"own{number}", row["date"][:10]
        _write_article(root, id_, {"title": row["title"], "date": day, "publisher": "إذاعة الجوهرة"}, row["text"])
        words = row["text"].split()
        if number % EVERY == 0 and len(words) >= LEAST_WORDS:
            kind, change = changes[len(planted) % len(changes)]
            later = (date.fromisoformat(day) + timedelta(chance.randrange(3))).isoformat() if day else ""
            title = re.sub(r"\w+$", "وتفاصيل جديدة", row["title"])
            planted[f"other{number}"] = (id_, kind)
            fields = {"title": title, "date": later, "publisher": "وكالة المرفأ"}
            _write_article(root, f"other{number}", fields, change(words, vocabulary, chance))
    return planted, len(rows) + len(planted)


def _write_article(root: Path, id_: str, fields: Row, text: str) -> None:
    file = root / "content" / (fields["date"][:7] or "undated") / f"{id_}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = dump_front_matter({"id": id_, "url": f"a/{id_}/", **fields})
    file.write_bytes(f"{head}{text}\n".encode())


def _rows(count: int) -> Iterator[Row]:
    with gzip.open(CORPUS / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= count:
                return
            row = json.loads(line)
            with contextlib.suppress(TypeError):
                yield {"title": row["title"] or "", "date": row["date"] or "", "text": row["text"] or ""}


if __name__ == "__main__":
    main()
