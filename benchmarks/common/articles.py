"""Makes synthetic Arabic articles: the same bytes for the same arguments on every machine.

    python benchmarks/common/articles.py 10000 /tmp/site [--tags zipf|uniform] [--seed 1]

250 to 600 words of a Zipf vocabulary, 12 sections, 400 tags, 60 authors, ten years.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
PATTERNS = (
    "{}{}{}",
    "{}ا{}{}",
    "{}{}ي{}",
    "{}{}و{}",
    "م{}{}و{}",
    "ا{}{}ا{}",
    "م{}ا{}{}",
    "ت{}{}ي{}",
    "{}{}{}ة",
    "ا{}ت{}ا{}",
    "{}{}ا{}ة",
    "م{}{}{}",
)
CLITICS = ("",) * 14 + ("ال",) * 9 + ("و", "وال", "ب", "بال", "ل", "لل")
ENDINGS = ("",) * 16 + ("ها", "هم", "ات", "ين", "ون", "ه", "ية", "ي")
PARTICLES = [
    "في",
    "من",
    "على",
    "إلى",
    "أن",
    "عن",
    "مع",
    "هذا",
    "التي",
    "الذي",
    "بعد",
    "قد",
    "لم",
    "كان",
    "ما",
    "لا",
    "بين",
    "كما",
    "أو",
    "ثم",
    "حتى",
]
SECTIONS = ["سياسة", "اقتصاد", "ثقافة", "علوم", "رياضة", "مجتمع", "رأي", "تعليم", "صحة", "بيئة", "سفر", "تقنية"]
DAYS = 3650
FIRST_DAY = date(2015, 1, 1)
ROOTS = 5000


class Newsroom:
    """Draws words, names and dates from one seeded source of chance."""

    def __init__(self, seed: int, tags: str) -> None:
        self.chance = random.Random(seed)
        self.stems = self._stems()
        self.word_weights = list(accumulate(1 / rank for rank in range(2, len(self.stems) + 2)))
        self.tags = [self.stems[300 + 7 * number] for number in range(400)]
        zipf = [1 / rank for rank in range(1, 401)]
        self.tag_weights = list(accumulate(zipf if tags == "zipf" else [1.0] * 400))
        self.authors = [f"{self.stems[4000 + number]} {self.stems[4100 + number]}" for number in range(60)]

    def _stems(self) -> list[str]:
        stems: dict[str, None] = {}
        while len(stems) < ROOTS:
            root = [self.chance.choice(LETTERS) for _ in range(3)]
            stems[self.chance.choice(PATTERNS).format(*root)] = None
        return list(stems)

    def _drawn(self, values: Sequence[str], weights: Sequence[float]) -> str:
        return values[bisect(weights, self.chance.random() * weights[-1])]

    def word(self) -> str:
        if self.chance.random() < 0.22:
            return self.chance.choice(PARTICLES)
        return self.chance.choice(CLITICS) + self._drawn(self.stems, self.word_weights) + self.chance.choice(ENDINGS)

    def words(self, count: int) -> str:
        return " ".join(self.word() for _ in range(count))

    def body(self) -> str:
        left, parts = self.chance.randint(250, 600), []
        while left > 0:
            count = min(left, self.chance.randint(30, 70))
            parts.append(self.words(count) + ".")
            left -= count
            if left > 60 and self.chance.random() < 0.12:
                parts.append("## " + self.words(self.chance.randint(3, 7)))
        return "\n\n".join(parts) + "\n"

    def front_matter(self, number: int) -> tuple[date, str, dict[str, object]]:
        """The day, the slug, and the fields."""
        day = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
        title = self.words(self.chance.randint(6, 12))
        slug = f"{number}-" + title.replace(" ", "-")
        tags = dict.fromkeys(self._drawn(self.tags, self.tag_weights) for _ in range(self.chance.randint(2, 5)))
        fields: dict[str, object] = {
            "id": f"s{number:08}",
            "title": title,
            "date": day.isoformat(),
            "section": self.chance.choice(SECTIONS),
            "tags": list(tags),
            "authors": [self.chance.choice(self.authors)],
            "publisher": "صحيفة المقياس",
            "url": f"{day:%Y/%m}/{slug}/",
        }
        return day, slug, fields


def articles(count: int, seed: int = 1, tags: str = "zipf") -> Iterator[tuple[str, str]]:
    """(path below content/, text) of each article."""
    newsroom = Newsroom(seed, tags)
    for number in range(count):
        (day, slug, fields), body = newsroom.front_matter(number), newsroom.body()
        lines = [f"{name}: {_value(value)}" for name, value in fields.items()]
        yield f"{day:%Y/%m}/{slug}.md", "\n".join(["---", *lines, "---", body])


def _value(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def site_yaml(extra: str = "") -> str:
    sections = "".join(f"  - name: {name}\n" for name in SECTIONS)
    return f"title: أرشيف المقياس\nbase_url: https://example.org/archive/\nsections:\n{sections}{extra}"


def write_site(folder: Path, count: int, seed: int = 1, tags: str = "zipf", settings: str = "") -> None:
    """`settings` is more of site.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(site_yaml(settings), encoding="utf-8")
    for path, text in articles(count, seed, tags):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tags", choices=("zipf", "uniform"), default="zipf")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_site(given.folder, given.count, given.seed, given.tags)


if __name__ == "__main__":
    main()
