"""Pagefind's side of the measurements: pages that hold the articles and nothing else, their index, a query in Chromium."""

from __future__ import annotations

import html
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

FIRST_RESULTS = 10
# A new module a query, as for a reader who comes anew; the numbers of the results and the URLs of the first ten.
PAGEFIND = """async ([base, query, visit, shown]) => {
  const pagefind = await import(`${base}pagefind.js?visit=${visit}`);
  await pagefind.init();
  const before = performance.now();
  const found = await pagefind.search(query);
  const seconds = (performance.now() - before) / 1000;
  const rows = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
  return { count: found.results.length, urls: rows.map((row) => row.url), seconds };
}"""


def write_pages(folder: Path, articles: Iterable[tuple[str, str, str]]) -> Path:
    """(name, title, text with a paragraph a line): a page each at NAME.html; without a title bodies alone are indexed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, title, text in articles:
        heading = f"<h1>{html.escape(title)}</h1>" if title else ""
        body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
        page = f'<!doctype html><html lang="ar"><meta charset="utf-8"><main data-pagefind-body>{heading}{body}</main></html>'
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


def pagefind_index(pages: Path) -> Path:
    """The folder of Pagefind's files for these pages, made where it is not there."""
    index = pages / "pagefind"
    if not (index / "pagefind.js").exists():
        command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(index)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "RUST_LOG": "error"})
    return index
