"""What takes the space in output/, how many articles the host has room for, and what would save space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator.check.files_made import Made
from generator.check.hosts import DEFAULT
from generator.disk.files import opened
from generator.disk.walking import walk
from generator.hosts.limits import Room, rooms
from generator.hosts.table import HOSTS, Host
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
    """The whole site: `per_article` is what each article adds, `room` how many more articles fit below all limits.

    `limit` are the bytes that the host takes, 0 where it names none; `rooms` has each of its limits.
    """

    kinds: Mapping[str, Share]
    files: int
    bytes: int
    articles: int
    per_article: int
    limit: int
    room: int | None
    is_over: bool
    savings: tuple[Saving, ...]
    host: str
    rooms: tuple[Room, ...]


def budget_of(output: Path, host: Host = HOSTS[DEFAULT]) -> Budget:
    made = Made(walk(output))
    kinds = {path: kind_of(output, path) for path in made.sizes}
    shares = {kind: _share(made, kinds, kind) for kind in SORTED}
    total = sum(made.sizes.values())
    articles, fixed = shares["articles"].files, shares["theme"].bytes
    per_article = (total - fixed) // articles if articles else 0
    found = rooms(host, made.sizes, articles, {path for path, kind in kinds.items() if kind == "theme"})
    more = [one.more for one in found if one.more is not None]
    savings = sorted(_savings(made), key=lambda saving: -saving.bytes)
    return Budget(
        {kind: share for kind, share in shares.items() if share.files},
        len(made.sizes),
        total,
        articles,
        per_article,
        host.most_bytes,
        min(more) if more else None,
        is_over=any(one.used > one.most for one in found),
        savings=tuple(savings),
        host=host.title,
        rooms=found,
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
    yield from room_lines(budget.host, budget.rooms)
    if budget.articles:
        size = f"{budget.per_article / 1000:.1f} kB each, including everything that grows with them"
        more = "no room for more" if budget.room is not None and budget.room <= 0 else ""
        more = more or (f"room for about {budget.room:,} more" if budget.room else "no limit on more")
        yield f"{budget.articles:,} articles, {size}: {more}"


def room_lines(title: str, found: Sequence[Room]) -> Iterator[str]:
    """How far the site is from each limit of the host."""
    for one in found:
        most = f"{one.most / 1e9:g} GB" if one.unit == "bytes" else f"{one.most:,} {one.unit}"
        room = "" if one.more is None else f": room for about {max(one.more, 0):,} more articles"
        yield f"{100 * one.used / one.most:.1f} % of the {most} that {title} allows{room}"
    if not found:
        yield f"{title} names no limit for a whole site"


def _mb(size: int) -> str:
    return f"{size / 1e6:>10,.2f} MB"
