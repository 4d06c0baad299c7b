"""The content security policy: what browsers may load from other sites, by purpose; how it is written and read.

Without a setting a page loads from its own site only, and images over https. Inline scripts and styles are blocked, but
for those of the site's own snippets, which are allowed by their hash (CSP 3, https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

Policy = Mapping[str, Sequence[str]]  # the sources of each directive
# What each purpose needs: a widget for comments brings scripts, styles and frames, a video only a frame.
PURPOSES: Mapping[str, tuple[str, ...]] = {
    "analytics": ("script-src", "connect-src", "img-src"),
    "comments": ("script-src", "style-src", "font-src", "frame-src", "connect-src", "img-src"),
    "embeds": ("frame-src", "media-src", "script-src"),
    "maps": ("script-src", "style-src", "frame-src", "connect-src", "img-src"),
    "fonts": ("style-src", "font-src"),
}
# Where people expect to find what a directive is for.
USUAL: Mapping[str, str] = {
    "script-src": "analytics",
    "style-src": "fonts",
    "font-src": "fonts",
    "frame-src": "embeds",
    "media-src": "embeds",
    "img-src": "maps",
}
ADDED = ("script-src", "style-src", "font-src", "frame-src", "connect-src", "media-src")
SCRIPTS = frozenset({"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"})
_ORIGIN = re.compile(r"(https?://)(\*\.)?([^\s/?#;,'\"*@]+?)(:\d{1,5})?(/[\w./~%-]*)?")
_LABELS = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*")
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^\s"'>]*)""", re.IGNORECASE)
_HAS_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?")


def source_of(origin: str) -> str:
    """An origin as a policy names it, in ASCII; "" if it is none. A subdomain may be `*`."""
    found = _ORIGIN.fullmatch(origin)
    if not found or not _LABELS.fullmatch(found[3]):
        return ""
    try:
        host = found[3].encode("idna").decode().lower()
    except UnicodeError:
        return ""
    path = found[5] or ""
    return f"{found[1]}{found[2] or ''}{host}{found[4] or ''}{'' if path == '/' else path}"


def origin_of(address: str) -> str:
    """Scheme and host of an address, for messages; the address itself where it has none."""
    parts = urlsplit(address.strip())
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else address


def sources_by_directive(origins: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The sources that each directive needs for the origins of each purpose."""
    found: dict[str, dict[str, None]] = {}
    for purpose, directives in PURPOSES.items():
        for origin in origins.get(purpose, ()):
            source = source_of(origin)
            for directive in directives:
                if source and not (directive == "img-src" and source.startswith("https:")):  # all of https may be shown
                    found.setdefault(directive, {})[source] = None
    return {directive: tuple(sources) for directive, sources in sorted(found.items())}


def policy_text(more: Policy, *, is_portable: bool = False) -> str:
    """The policy of a page that loads `more` than what belongs to the site."""
    own = ("'self'", "file:") if is_portable else ("'self'",)
    policy: dict[str, Sequence[str]] = {
        "default-src": own,
        "object-src": ("'none'",),
        "img-src": (*own, "data:", "https:", *more.get("img-src", ())),
        "base-uri": ("'none'",),
        "form-action": own,
    }
    policy |= {name: (*own, *more[name]) for name in ADDED if more.get(name)}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


def inline_hashes(html: str) -> dict[str, tuple[str, ...]]:
    """The sources that allow the inline scripts and styles of a text, by directive."""
    found: dict[str, tuple[str, ...]] = {}
    for tag, attributes, text in _INLINE.findall(html):
        kind = _TYPE.search(attributes)
        is_style = tag.lower() == "style"
        if is_style or (not _HAS_SOURCE.search(attributes) and (kind[1].lower() if kind else "") in SCRIPTS):
            directive = "style-src" if is_style else "script-src"
            found[directive] = tuple(dict.fromkeys((*found.get(directive, ()), hash_source(text))))
    return found


def hash_source(text: str) -> str:
    """As browsers count it: with the line ends of HTML."""
    return f"'sha256-{b64encode(sha256(_LINE_END.sub(chr(10), text).encode()).digest()).decode()}'"


def parse_policy(text: str) -> dict[str, tuple[str, ...]]:
    """Of a directive that is given twice the first counts."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        words = part.split()
        if words:
            found.setdefault(words[0].lower(), tuple(words[1:]))
    return found


def sources_for(policy: Policy, directive: str) -> Sequence[str] | None:
    """The sources that count for a directive; None where all is allowed."""
    fallbacks = (directive, *(("child-src",) if directive == "frame-src" else ()), "default-src")
    return next((policy[name] for name in fallbacks if name in policy), None)


def is_allowed(sources: Sequence[str] | None, address: str) -> bool:
    """Whether sources allow an address of another site."""
    if sources is None or "*" in sources:
        return True
    wanted = urlsplit(address)
    return any(_matches(source, wanted) for source in sources)


def _matches(source: str, wanted: SplitResult) -> bool:
    """An insecure source also allows the secure address."""
    if source.endswith(":"):
        return wanted.scheme in (source[:-1], *(("https",) if source == "http:" else ()))
    given = urlsplit(source if "//" in source else f"{wanted.scheme}://{source}")
    host, asked = given.netloc.lower(), _ascii(wanted.netloc)
    is_host = asked.endswith(host[1:]) if host.startswith("*.") else asked == host
    is_scheme = given.scheme == wanted.scheme or (given.scheme, wanted.scheme) == ("http", "https")
    path = given.path
    is_path = not path or (wanted.path.startswith(path) if path.endswith("/") else wanted.path == path)
    return is_host and is_scheme and is_path


def _ascii(netloc: str) -> str:
    try:
        return netloc.lower() if netloc.isascii() else netloc.encode("idna").decode().lower()
    except UnicodeError:
        return netloc.lower()
