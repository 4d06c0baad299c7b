"""The sites that are measured: one set of articles for Warraq's two themes and for Hugo, in folders of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.common.articles import write_site
from benchmarks.common.everything import SETTINGS as EVERYTHING
from benchmarks.engine.hugo_site import write_hugo_site

PYTHON = Path(sys.executable)
THEME = Path(__file__).parent / "theme"
EQUAL = "theme: equal\nfront_page_articles: 40\n"
AS_HUGO = "feeds: [rss]\nterm_feeds: [rss]\n"
ADDED = "---\ntitle: {title}\ndate: {day}\nsection: ثقافة\ntags: [مقاعا]\n---\n{title} نص مضاف.\n"


class Size(NamedTuple):
    files: int
    megabytes: float


def settings_of(*, has_everything: bool) -> Mapping[str, str]:
    """The rest of site.yaml: the data for machines that Hugo offers too, or all that Warraq offers."""
    own, equal = (EVERYTHING, EQUAL + EVERYTHING) if has_everything else ("", EQUAL + AS_HUGO)
    return {"plain": equal + "search: false\n", "equal": equal, "jarida": own}


class Sites:
    """All is built into folders that are new each time: ext4 is slow for a while where files were deleted.

    A cold build's folder is the one that later runs of the same site build into.
    """

    def __init__(self, folder: Path, count: int, tags: str, *, has_peers: bool, has_everything: bool) -> None:
        self._folder = folder
        self._outputs: dict[str, Path] = {}
        self._made = 0
        for name, settings in settings_of(has_everything=has_everything).items():
            write_site(folder / name, count, tags=tags, settings=settings)
            if "theme: equal" in settings:
                shutil.copytree(THEME, folder / name / "themes" / "equal")
        if has_peers:
            write_hugo_site(folder / "hugo", count, tags=tags, has_everything=has_everything)
            write_hugo_site(folder / "lean", count, tags=tags, is_lean=True)

    def cold(self, name: str) -> list[str]:
        """The command of a build into a new folder, without cache."""
        self._made += 1
        self._outputs[name] = self._folder / "outputs" / f"{self._made}-{name}"
        cache = self._folder / name / ".cache"
        if cache.exists():
            cache.rename(self._folder / f"cache-{self._made}")
        return self.again(name)

    def again(self, name: str) -> list[str]:
        """The command of a build into the folder of the last cold one."""
        site, output = self._folder / name, self._outputs[name]
        if name in ("hugo", "lean"):
            return [str(PYTHON.with_name("hugo")), "-s", str(site), "-d", str(output), "--quiet"]
        return [str(PYTHON), "-P", "-m", "generator", "build", "--site", str(site), "--output", str(output)]

    def pagefind(self) -> list[str]:
        """Its index of Hugo's last output goes beside it, so that each is measured alone."""
        self._outputs["pagefind"] = self._outputs["hugo"].with_name(f"{self._made}-pagefind")
        paths = ["--site", str(self._outputs["hugo"]), "--output-path", str(self._outputs["pagefind"])]
        return [str(PYTHON), "-P", "-m", "pagefind", *paths]

    def output(self, name: str) -> Path:
        return self._outputs[name]

    def edit(self, name: str, word: str) -> None:
        """A word more in an article that stands in the middle."""
        articles = sorted((self._folder / name / "content").rglob("*.md"))
        file = articles[len(articles) // 2]
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}.\n", encoding="utf-8")

    def add(self, name: str, title: str, day: str) -> None:
        file = self._folder / name / "content" / day[:4] / day[5:7] / f"{title.replace(' ', '-')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ADDED.format(title=title, day=day), encoding="utf-8")

    def check_shown(self, name: str, text: str) -> None:
        """A build that did not show what changed is no measurement."""
        pages = self._outputs[name]
        found = subprocess.run(
            ["grep", "-rlF", "--include=index.html", text, str(pages)], check=False, capture_output=True
        )
        if not found.stdout:
            raise RuntimeError(f"`{text}` is nowhere in {pages}")

    def size(self, name: str) -> Size:
        sizes = [path.stat().st_size for path in self._outputs[name].rglob("*") if path.is_file()]
        return Size(len(sizes), sum(sizes) / 1e6)
