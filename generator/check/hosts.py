"""Whether a host takes the site: its files, sizes, paths, redirects and headers (hosts/table.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from generator.check.addresses import Base
from generator.check.findings import Finding, Location, finding
from generator.disk.files import read_if_there
from generator.disk.folders import OutputFolder
from generator.hosts.headers import NAME as HEADERS
from generator.hosts.limits import Kind, excesses
from generator.hosts.redirects import NAME as REDIRECTS
from generator.hosts.redirects import parse_redirects
from generator.hosts.table import HOSTS, Blocks, Host, Rules

DEFAULT = "github"  # what is checked for where nobody names a host
EXCESSES: Mapping[Kind, str] = {
    "large file": "K502",
    "large site": "K503",
    "path": "K504",
    "many files": "K505",
    "hidden": "K507",
}
_CODES = frozenset("200 301 302 303 307 308 404 410 451".split())
_LIVE = re.compile(r"\*|:[A-Za-z]\w*")
AGAIN = "correct it in static/, or remove the file there, so that Warraq writes it"


def sizes_of(output: Path) -> dict[str, int]:
    """All files that would be uploaded, hidden ones too."""
    folder = OutputFolder(output)
    return {path: (folder.stat(path) or (0, 0))[0] for path in folder.paths()}


def forwarded_paths(output: Path, base: Base) -> frozenset[str]:
    """Paths below the site's base path, without a slash at the end, that `_redirects` answers."""
    text = (read_if_there(output / REDIRECTS) or b"").decode("utf-8", "replace")
    sources = (rule.source for rule in parse_redirects(text))
    return frozenset(one[len(base.path) :].rstrip("/") for one in sources if one.startswith(base.path))


def check_host(output: Path, name: str, base: Base) -> Iterator[Finding]:
    host, sizes = HOSTS[name], sizes_of(output)
    for excess in excesses(host, sizes):
        yield finding(Location(excess.path), EXCESSES[excess.kind], excess.what, excess.hint)
    if host.is_at_root and base.path != "/":
        what = f"the site is built for `{base.path}`, but {host.title} serves sites at the root of their address"
        yield finding(Location(""), "K508", what, "give `base_url` no path, unless a server of yours adds it")
    if host.rules:
        yield from _check_redirects(_lines(output, REDIRECTS), host, host.rules)
    if host.blocks:
        yield from _check_headers(_lines(output, HEADERS), host.title, host.blocks)


def _lines(output: Path, name: str) -> Sequence[tuple[int, str]]:
    """The lines of a file that say something, with their numbers."""
    text = (read_if_there(output / name) or b"").decode("utf-8", "replace")
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _check_redirects(lines: Sequence[tuple[int, str]], host: Host, rules: Rules) -> Iterator[Finding]:
    size = sum(len(line.encode()) + 1 for _, line in lines)
    if len(lines) > rules.most:
        what = f"has {len(lines):,} rules, but {host.title} reads at most {rules.most:,}"
        yield finding(Location(REDIRECTS, lines[rules.most][0]), "K506", what, AGAIN)
    if rules.most_bytes and size > rules.most_bytes:
        what = f"has {size:,} bytes, but {host.title} reads at most {rules.most_bytes:,}"
        yield finding(Location(REDIRECTS), "K506", what, AGAIN)
    seen: set[str] = set()
    live = 0
    for number, line in lines:
        source, *rest = line.split()
        live += bool(live or _LIVE.search(source))
        what = _flaw(line, source, rest, seen, rules)
        seen.add(source)
        if not what and rules.most_live and live == rules.most_live + 1:
            # Every rule after the first with a wildcard counts as one with a wildcard.
            what = f"{host.title} reads no more than {rules.most_live} rules from the first one with a wildcard on"
        if what:
            yield finding(Location(REDIRECTS, number), "K506", what, AGAIN)


def _flaw(line: str, source: str, rest: Sequence[str], seen: set[str], rules: Rules) -> str:
    code = rest[1].removesuffix("!") if len(rest) > 1 else "301"
    if not rest:
        return f"`{source}` leads nowhere: a rule is an old path, a new one and a code"
    if not source.startswith(("/", "https://", "http://")):
        return f"`{source}` does not begin with a slash"
    if code.isdecimal() and code not in _CODES:
        return f"`{code}` is not the code of a redirect"
    if rules.longest_line and len(line) > rules.longest_line:
        return f"the rule has {len(line):,} characters, but only {rules.longest_line:,} are allowed"
    if source in seen and len(rest) < 3:
        return f"`{unquote(source)}` has a rule already"
    return ""


def _check_headers(lines: Sequence[tuple[int, str]], title: str, most: Blocks) -> Iterator[Finding]:
    paths = [number for number, line in lines if _is_path(line)]
    if most.most and len(paths) > most.most:
        what = f"has {len(paths)} blocks, but {title} reads at most {most.most}"
        yield finding(Location(HEADERS, paths[most.most]), "K506", what, AGAIN)
    for number, line in lines:
        if most.longest_line and len(line) > most.longest_line:
            what = f"the line has {len(line):,} characters, but only {most.longest_line:,} are allowed"
            yield finding(Location(HEADERS, number), "K506", what, AGAIN)
        elif not (_is_path(line) or ":" in line or line.startswith("! ")):
            yield finding(Location(HEADERS, number), "K506", f"`{line[:60]}` is neither a path nor a header", AGAIN)


def _is_path(line: str) -> bool:
    return line.startswith(("/", "https://"))
