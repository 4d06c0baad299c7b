"""`_redirects`: old addresses, as hosts read them. Netlify's grammar, of which every host takes a part.

A rule is `FROM TO 301`. Only plain rules are written: no wildcard, no placeholder, no query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.hosts.table import Rules

NAME = "_redirects"
_LIVE = re.compile(r"\*|:\w")  # in FROM: a wildcard, a placeholder
_UNFIT = re.compile(r"[\s#?%]")  # in a path that is not encoded: would end the word, or mean something else
_KEPT = "/!$&'()+,;=@~[]|"  # as browsers send a path
_INDEX = re.compile(r"(?:^|/)index\.html?$")


class Forward(NamedTuple):
    """An old address of the site as its editors wrote it, and the page that has its text now: `/old/`, `/new/`."""

    alias: str
    url: str


class Rule(NamedTuple):
    """A line of the file, without its code."""

    source: str
    target: str


def rules_for(host: Rules, base_path: str, forwards: Iterable[Forward]) -> Iterator[tuple[Forward, tuple[Rule, ...]]]:
    """Each address that the file answers, in order, until the host would take no more; the others need pages."""
    count = size = 0
    seen: set[str] = set()
    for forward in forwards:
        rules = tuple(rule for rule in _rules(host, base_path, forward) if rule.source not in seen)
        lines = [_line(rule) for rule in rules]
        more = sum(len(line.encode()) for line in lines)
        is_long = host.longest_line and any(len(line) > host.longest_line for line in lines)
        if (
            not rules
            or is_long
            or count + len(rules) > host.most
            or (host.most_bytes and size + more > host.most_bytes)
        ):
            continue
        count, size = count + len(rules), size + more
        seen |= {rule.source for rule in rules}
        yield forward, rules


def _rules(host: Rules, base_path: str, forward: Forward) -> Iterator[Rule]:
    target = quote(base_path.rstrip("/") + forward.url, safe=_KEPT)  # without `:`, which begins a placeholder
    for path in dict.fromkeys(_addresses(forward.alias, has_own_slash=host.has_own_slash)):
        plain = base_path.rstrip("/") + path
        spelt = [quote(plain, safe=f"{_KEPT}:")]
        if "plain" in host.spellings:
            spelt.append(plain)
        if _LIVE.search(plain) or any(_UNFIT.search(one) for one in spelt[1:]):
            return
        yield from (Rule(one, target) for one in dict.fromkeys(spelt))


def _addresses(alias: str, *, has_own_slash: bool) -> Iterator[str]:
    """The address as written, and as readers of a folder may write it."""
    written = f"/{alias.strip('/')}"
    folder = _INDEX.sub("", written).rstrip("/")
    if written.lower().endswith((".html", ".htm")):
        yield written
        if folder == written or not folder:
            return
    yield f"{folder}/"
    if has_own_slash:
        yield folder


def redirects_file(rules: Iterable[Rule]) -> bytes:
    return "".join(map(_line, rules)).encode()


def _line(rule: Rule) -> str:
    return f"{rule.source} {rule.target} 301\n"


def parse_redirects(text: str) -> list[Rule]:
    """The plain rules of a file, decoded; those with wildcards and conditions are left out."""
    words = (line.split() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    return [
        Rule(unquote(line[0]), line[1])
        for line in words
        if len(line) in (2, 3) and line[0].startswith("/") and not _LIVE.search(line[0])
    ]
