"""How well saved pages are read as raw text: titles, dates and bodies against what people set down for them.

python benchmarks/imports/raw_text.py [FOLDER]      the corpus's pages: NAME.txt, NAME.full.txt, NAME.expected.json
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from generator.importers.raw_text.read import read_raw_text
from generator.model import RawArticle, Source
from generator.text.arabic import fold

LEAST_F1 = {".txt": 0.96, ".full.txt": 0.90}
MOST_WRONG = 1
MOST_BOILERPLATE = 0.01
_WORD = re.compile("[\u3040-\u30ff\u4e00-\u9fff]|[^\\W_\u3040-\u30ff\u4e00-\u9fff]+")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS / "pages"
    results = [_measure(folder, ending) for ending in LEAST_F1]
    sys.exit(0 if all(results) else 1)


def _measure(folder: Path, ending: str) -> bool:
    titles = dates = lines = foreign = lost = 0
    scores: list[float] = []
    pages = sorted(folder.glob("*.expected.json"))
    for page in pages:
        wanted = json.loads(page.read_text(encoding="utf-8"))
        file = page.with_name(wanted["name"] + ending)
        article = read_raw_text(Source(file.name, "0"), file.read_bytes())
        is_title, is_date = _same(article.fields.get("title"), wanted["title"]), _day(article) == wanted["date"]
        score, own, alien, gone = _body(article, wanted)
        titles, dates, lines, foreign, lost = (
            titles + is_title,
            dates + is_date,
            lines + own,
            foreign + alien,
            lost + gone,
        )
        scores.append(score)
        flaws = [] if is_title else [f"title «{article.fields.get('title')}»"]
        flaws += [] if is_date else [f"date {article.fields.get('date')} not {wanted['date']}"]
        flaws += [f"{alien} foreign lines"] * bool(alien) + [f"{gone} paragraphs missing"] * bool(gone)
        print(f"  {file.name:28} F1 {score:.3f}  {'; '.join(flaws)}")
    mean, share = sum(scores) / len(scores), foreign / max(1, lines)
    print(
        f"NAME{ending}: titles {titles}/{len(pages)}, dates {dates}/{len(pages)}, body F1 {mean:.3f}, "
        f"boilerplate {share:.1%} of body lines, paragraphs missing {lost}"
    )
    is_right = min(titles, dates) >= len(pages) - MOST_WRONG
    return mean >= LEAST_F1[ending] and (ending != ".txt" or (is_right and share <= MOST_BOILERPLATE))


def _same(title: Any, wanted: str) -> bool:
    return _words(str(title or "")) == _words(wanted)


def _day(article: RawArticle) -> str:
    return str(article.fields.get("date", ""))[:10]


def _body(article: RawArticle, wanted: dict[str, Any]) -> tuple[float, int, int, int]:
    """F1 over words, lines of the body, those of them that are not the article's, paragraphs that are not there."""
    # The lead belongs to the article, in its body or beside it: where it is not among the paragraphs it counts for neither.
    mine = [line.removeprefix("## ").replace("\\", "") for line in article.body.split("\n") if line.strip()]
    around = {"".join(_words(str(wanted.get(key) or ""))) for key in ("lead", "title", "kicker", "caption")}
    gold = Counter(_words("\n".join(wanted["body"])))
    ours = Counter(_words("\n".join(line for line in mine if "".join(_words(line)) not in around)))
    common = sum((gold & ours).values())
    precision, recall = common / max(1, sum(ours.values())), common / max(1, sum(gold.values()))
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    text = "\n".join("".join(_words(paragraph)) for paragraph in (*wanted["body"], *around))
    alien = [line for line in mine if "".join(_words(line)) not in text]
    body = "".join(_words("\n".join(mine)))
    return f1, len(mine), len(alien), sum("".join(_words(paragraph)) not in body for paragraph in wanted["body"])


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


if __name__ == "__main__":
    main()
