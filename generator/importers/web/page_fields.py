"""Of all that a page says of itself, what is believed: the better candidate for each field, and doubts as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.importers.web.page_data import values
from generator.model import Evidence
from generator.text.arabic import fold

_SEPARATOR = re.compile(r"\s+[-–—|·:»«•]+\s+|\s*[|｜：»«]\s*|\s+[-–—]|[-–—]\s+")
_NO_AUTHOR = re.compile(r"^(?:https?:|www\.|@|admin$|editor$|staff$|webmaster$)", re.IGNORECASE)


def title_of(found: Sequence[Evidence]) -> Evidence | None:
    """The headline that the page declares, without its site's name; the printed one where the other is cut short."""
    ranked = values(found, "title")
    sites = {fold(one.value) for one in values(found, "publisher")}
    cleaned = [_without_site(one, sites) for one in ranked]
    headings = [one for one in cleaned if one.method in ("h1", "microdata headline") and len(one.value) > 5]
    declared = [one for one in cleaned if one.method not in ("h1", "title element")]
    whole = [one.value for one in cleaned if one.method != "h1"]
    printed = next((one for one in headings if any(_says(text, one.value) for text in whole)), None)
    best = next(iter(declared), None)
    if best is None or (printed is not None and _is_fuller(printed.value, best)):
        best = printed or best or next(iter(headings), None) or next(iter(cleaned), None)
    if best is not None and printed is not None and fold(printed.value) == fold(best.value):
        best = msgspec.structs.replace(best, confidence=0.98, method=f"{best.method}, as printed")
    return best


def _without_site(one: Evidence, sites: set[str]) -> Evidence:
    """A title ends or begins with the name of the site, of its department or of both."""
    if one.method in ("h1", "microdata headline"):
        return one
    text = one.value
    parts = list(_SEPARATOR.finditer(text))
    for match in reversed(parts):
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if len(head) > 3 and _names_site(tail, sites):
            text = head
    for match in parts[:1]:
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if len(tail) > 10 and _names_site(head, sites):
            text = tail
    return msgspec.structs.replace(one, value=text)


def _names_site(text: str, sites: set[str]) -> bool:
    plain = fold(text)
    return any(plain == site or (len(site) > 3 and (plain.startswith(site) or (site.startswith(plain) and len(plain) > 3))) for site in sites)  # fmt: skip


def _says(text: str, heading: str) -> bool:
    return fold(heading) in fold(text) or fold(text) in fold(heading)


def _is_fuller(printed: str, best: Evidence) -> bool:
    """Whether the declared headline is cut short, or comes from a tag where sites name themselves too."""
    declared = best.value.rstrip(" .…")
    is_cut = len(printed) > len(declared) and fold(printed).startswith(fold(declared))
    return is_cut or (best.method.startswith("meta") and fold(best.value).startswith(fold(printed)))


def authors_of(found: Sequence[Evidence], publishers: Sequence[str]) -> Iterator[Evidence]:
    """People who wrote it, from the surest source that names any; a site is no author of its own articles."""
    sites = {fold(name) for name in publishers}
    ranked = [
        one for one in values(found, "authors") if not _NO_AUTHOR.match(one.value) and fold(one.value) not in sites
    ]
    best = ranked[0].method if ranked else ""
    seen: set[str] = set()
    for one in ranked:
        if one.method == best and len(one.value) < 80 and fold(one.value) not in seen and len(one.value.split()) <= 8:
            seen.add(fold(one.value))
            yield one


def tags_of(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Tags that the page's makers chose: article:tag before keywords for search engines, at most eight."""
    ranked = values(found, "tags")
    best = ranked[0].method if ranked else ""
    parts = [part.strip() for one in ranked if one.method == best for part in re.split("[,،;؛、|]", one.value)]
    for part in list(dict.fromkeys(part for part in parts if 1 < len(part) < 60))[:8]:
        yield Evidence("tags", part, best, ranked[0].confidence)
