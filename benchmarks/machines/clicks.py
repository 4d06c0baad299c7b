"""How many clicks, without JavaScript, lie between the front page and each article: a walk along the links of pages.

python benchmarks/machines/clicks.py OUTPUT [BASE_PATH]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

MOST = 4
_LINK = re.compile(r"""<a [^>]*?href=["']?([^"'\s>#?]+)""")
_ARTICLE = '<meta property="og:type" content="article">'


def main() -> None:
    output, base = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "/"
    clicks = clicks_to_articles(output, base)
    for number, count in sorted(Counter(clicks.values()).items()):
        print(f"{number} clicks: {count:,} articles")
    lost = articles_of(output) - clicks.keys()
    print(f"in no number of clicks: {len(lost):,}")
    if lost or max(clicks.values(), default=0) > MOST:
        raise SystemExit(1)


def clicks_to_articles(output: Path, base: str) -> dict[str, int]:
    """By path below the output folder. An article's own links are not followed: its reader has arrived."""
    clicks, reached, number = {"index.html": 0}, {}, 0
    edge: Iterable[str] = ("index.html",)
    while edge:
        number += 1
        found: dict[str, None] = {}
        for path in edge:
            text = (output / path).read_text(encoding="utf-8")
            if _ARTICLE in text:
                reached[path] = number - 1
            else:
                found |= dict.fromkeys(link for link in _links(text, base) if link not in clicks)
        edge = [path for path in found if (output / path).is_file()]
        clicks |= dict.fromkeys(edge, number)
    return reached


def _links(text: str, base: str) -> Iterator[str]:
    for address in _LINK.findall(text):
        path = unquote(unescape(address))
        if path.startswith(base) and (path.endswith(("/", ".html"))):
            below = path[len(base) :]
            yield f"{below}index.html" if below.endswith("/") or not below else below


def articles_of(output: Path) -> set[str]:
    pages = (path for path in output.rglob("*.html") if _ARTICLE in path.read_text(encoding="utf-8"))
    return {path.relative_to(output).as_posix() for path in pages}


if __name__ == "__main__":
    main()
