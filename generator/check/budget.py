"""What takes the space in output/, how many articles GitHub Pages has room for, and what would save space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.check.files_made import Made
from generator.check.limits import MOST_SITE
from generator.disk.files import opened
from generator.disk.walking import walk
from generator.text.addresses.permalink import RESERVED, UNDATED

IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
FEEDS = ("feed.xml", "rss.xml", "feed.json")
VERIFY, WHOLE = "assets/verify.js", "assets/data.js"
HEAD = 4096  # bytes at the start of a page that show whether it is a redirect
PERIOD = re.compile(r"\d{4}(?:/\d{1,2}(?:/\w{1,2})?)?|\d{4}-\d{4}")
SORTED = ("articles", "listings", "redirects", "search", "feeds", "sitemaps", "data", "pictures", "theme", "other")


class Share(msgspec.Struct, frozen=True):
    """The files of one kind."""

    files: int
    bytes: int


class Saving(msgspec.Struct, frozen=True):
    """What a line of site.yaml would save."""

    setting: str
    bytes: int
    without: str


class Budget(msgspec.Struct, frozen=True):
    """The whole site: `per_article` is what each article adds, `room` how many more articles fit below the limit."""

    kinds: Mapping[str, Share]
    files: int
    bytes: int
    articles: int
    per_article: int
    limit: int
    room: int
    is_over: bool
    savings: tuple[Saving, ...]


def budget_of(output: Path, limit: int = MOST_SITE) -> Budget:
    made = Made(walk(output))
    kinds = {path: kind_of(output, path) for path in made.sizes}
    shares = {kind: _share(made, kinds, kind) for kind in SORTED}
    total = sum(made.sizes.values())
    articles, fixed = shares["articles"].files, shares["theme"].bytes
    per_article = (total - fixed) // articles if articles else 0
    room = (limit - total) // per_article if per_article else 0
    savings = sorted(_savings(made), key=lambda saving: -saving.bytes)
    used = {kind: share for kind, share in shares.items() if share.files}
    return Budget(
        used, len(made.sizes), total, articles, per_article, limit, room, is_over=total > limit, savings=tuple(savings)
    )


def _share(made: Made, kinds: Mapping[str, str], kind: str) -> Share:
    sizes = [size for path, size in made.sizes.items() if kinds[path] == kind]
    return Share(len(sizes), sum(sizes))


def kind_of(output: Path, path: str) -> str:
    """The kind of a file by its name. Pages are opened to recognise redirects."""
    kind = next((kind for kind, belongs in KINDS if belongs(path)), "articles")
    return "redirects" if kind == "articles" and _is_redirect(output / path) else kind


def _is_listing(path: str) -> bool:
    folder = path.removesuffix("index.html").strip("/")
    is_kept = path.partition("/")[0] in RESERVED or folder in ("", UNDATED, "404.html")
    return is_kept or PERIOD.fullmatch(folder) is not None


KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("search", lambda path: path.startswith(("search/", "lost/"))),
    ("data", lambda path: path.startswith("data/")),
    ("theme", lambda path: path.startswith("assets/")),
    ("sitemaps", lambda path: path.startswith(("sitemaps/", "sitemap.xml"))),
    ("feeds", lambda path: path.rpartition("/")[2] in FEEDS or path.startswith("feeds/")),
    ("pictures", lambda path: path.endswith(IMAGES)),
    ("other", lambda path: not path.endswith(".html")),
    ("listings", _is_listing),
)


def _is_redirect(page: Path) -> bool:
    with opened(page) as handle:
        return b'http-equiv="refresh"' in handle.read(HEAD)


Belongs = Callable[[str], bool]
# What a line of site.yaml can switch off, and what readers lose.
SWITCHES: tuple[tuple[str, Belongs, str], ...] = (
    ("search: false", lambda path: path.startswith("search/"), "no search on the site"),
    (
        "feeds: [atom]",
        lambda path: path in ("rss.xml", "feed.json"),
        "only Atom is left, which every feed reader supports",
    ),
    ("feeds_of: []", lambda path: "/" in path and path.endswith(FEEDS), "only the feed of the whole site is left"),
    ("feeds: []", lambda path: path in FEEDS or path.startswith("feeds/"), "no feed of the whole site"),
)
DATA = ("data: []", lambda path: path.startswith(("data/", WHOLE)), "no downloads for researchers")
PROVEN_DATA = (
    "data: []",
    lambda path: path.startswith("data/") and path.endswith(".jsonl.gz"),
    "no texts for researchers",
)


def _savings(made: Made) -> Iterator[Saving]:
    for setting, belongs, without in (*SWITCHES, PROVEN_DATA if VERIFY in made.sizes else DATA):
        saved = sum(size for path, size in made.sizes.items() if belongs(path))
        if saved:
            yield Saving(setting, saved, without)


def budget_text(budget: Budget) -> str:
    rows = [f"{kind:<10} {share.files:>9,} files {_mb(share.bytes)}" for kind, share in budget.kinds.items()]
    lines = [*rows, f"{'all':<10} {budget.files:>9,} files {_mb(budget.bytes)}", "", *_projection(budget)]
    if budget.savings:
        lines += ["", "settings in site.yaml that save space:"]
        lines += [f"  {one.setting:<15} {_mb(one.bytes)}  ({one.without})" for one in budget.savings]
    return "\n".join(lines)


def _projection(budget: Budget) -> Iterator[str]:
    share = 100 * budget.bytes / budget.limit
    yield f"{share:.1f} % of the {budget.limit / 1e9:g} GB that GitHub Pages allows"
    if budget.articles:
        size = f"{budget.per_article / 1000:.1f} kB each, including everything that grows with them"
        more = f"room for about {budget.room:,} more" if budget.room > 0 else "no room for more"
        yield f"{budget.articles:,} articles, {size}: {more}"


def _mb(size: int) -> str:
    return f"{size / 1e6:>10,.2f} MB"
