"""Sites that the measurements of search ask: synthetic articles of any number, and the real ones of the corpus.

With BENCH_SITES=FOLDER they are kept there between runs and only brought up to date, which spares minutes.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.common.articles import site_yaml, write_site
from benchmarks.common.corpus import CORPUS
from generator.engine.pipeline import build
from generator.engine.site import open_site
from generator.workers import Workers

NOW = "2026-01-01T00:00:00+00:00"


class RealArticle(NamedTuple):
    """One article of the corpus; `text` has a paragraph a line."""

    name: str
    title: str
    date: str
    section: str
    text: str


def jawhara() -> Iterator[RealArticle]:
    """The 9,962 articles of Jawhara FM (antcorpus, Apache-2.0)."""
    with gzip.open(CORPUS / "jawhara_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from _articles(lines)


def several_papers() -> Iterator[RealArticle]:
    """300 articles of eight publishers."""
    with (CORPUS / "articles_dev.jsonl").open(encoding="utf-8") as lines:
        yield from _articles(lines)


def _articles(lines: Iterable[str]) -> Iterator[RealArticle]:
    for row in map(json.loads, lines):
        name = f"{row['id']}".replace("/", "-").lower()
        yield RealArticle(name, row["title"] or "", (row["date"] or "")[:10], row["category"] or "", row["text"] or "")


@contextmanager
def sites_folder() -> Iterator[Path]:
    """Where sites are made: kept in BENCH_SITES, else gone afterwards."""
    kept = os.environ.get("BENCH_SITES")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def synthetic_site(folder: Path, count: int) -> Path:
    """A built site of benchmarks/common/articles.py's articles."""
    root = folder / f"synthetic{count}"
    if not (root / "site.yaml").exists():
        write_site(root, count)
    return built(root)


def real_site(folder: Path, name: str, articles: Iterable[RealArticle]) -> Path:
    """A built site of these articles, each at /NAME/."""
    root = folder / name
    if not (root / "site.yaml").exists():
        for article in articles:
            _write_article(root, article)
        (root / "site.yaml").write_text(site_yaml(), encoding="utf-8")
    return built(root)


def _write_article(root: Path, article: RealArticle) -> None:
    fields = {"title": article.title, "date": article.date, "section": article.section, "url": f"{article.name}/"}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    body = "\n\n".join(line.strip() for line in article.text.split("\n") if line.strip())
    file = root / "content" / f"{article.name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *lines, "---", body, ""]), encoding="utf-8")


def built(root: Path) -> Path:
    """Brings output/ up to date and gives the site's folder."""
    site = open_site(root, None, base_url=None, now=NOW, has_drafts=False)
    with Workers() as workers:
        build(site, workers, lambda *_: None)
    return root
