"""The title of a page, decided jointly: what its data, its `title` and its headings agree on, and what its text speaks of.

Names of the site and of its sections are no titles, however large they are printed. `title` elements and `og:title` often
end or begin with them; a heading that prints the rest says where to cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from generator.importers.vocabulary import newsroom
from generator.importers.web.page.blocks import HEADINGS, is_paragraph, key_of, weight
from generator.importers.web.page.data import values
from generator.importers.web.page.furniture import label
from generator.model import Evidence
from generator.text.addresses.absolute import address_parts
from generator.text.arabic import fold

SEPARATOR = re.compile(r"\s+[-–—|·:»«•›>/~]+\s+|\s*[|｜：»«ㅣ│¦]\s*|\s+[-–—]|[-–—]\s+|::")
_SITE = re.compile(
    r"(?:^|[\s_-])(?:logo\w*|brand\w*|site-?(?:title|name|header)|masthead|blog-?title)(?:$|[\s_-])", re.IGNORECASE
)
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|home/?|#)?")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)
_WORD = re.compile(r"\w{3,}")
# How far each place is trusted; places of one kind count once.
_PLACES = {
    "JSON-LD headline": ("data", 5.0),
    "microdata headline": ("microdata", 2.2),
    "meta og:title": ("meta", 2.8),
    "meta item-title": ("meta", 2.0),
    "meta dc.title": ("meta", 1.8),
    "meta twitter:title": ("meta", 1.6),
    "meta title": ("meta", 1.2),
    "h1": ("h1", 1.6),
    "title element": ("title", 1.0),
    "h2": ("h2", 0.6),
    "h3": ("h2", 0.4),
    "printed": ("printed", 0.3),
}
NAME_PENALTY, OUTLET_PENALTY, LONG_PENALTY, SHORT_PENALTY, NO_NEWS = 6.0, 1.5, 2.0, 1.0, 0.5
MOST_WORDS, LEAST_LETTERS = 50, 8
MANY_HEADINGS = 60


class Candidate(NamedTuple):
    evidence: Evidence
    is_site: bool = False


def title_of(found: Sequence[Evidence], blocks: Sequence[tuple[Any, str]], address: str) -> Evidence | None:
    """The best title, sure where places of two kinds agree; None for a page without any."""
    names = _names(found, address)
    text = {word for element, one in blocks if is_paragraph(element, one) for word in _WORD.findall(fold(one))}
    candidates = list(_candidates(found, blocks, names))
    groups: dict[str, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(key_of(one.evidence.value), []).append(one)
    scores = {key: _score(key, group, names, text) for key, group in groups.items() if key}
    if not scores:
        return None
    best = max(scores, key=lambda key: scores[key])
    group = sorted(groups[best], key=lambda one: -_place(one.evidence)[1])
    return _fuller(_said(group), candidates)


def _said(group: Sequence[Candidate]) -> Evidence:
    best = group[0].evidence
    kinds = {_place(one.evidence)[0] for one in group}
    if len(kinds) > 1:
        method = f"{best.method}, as printed" if {"h1", "h2", "printed"} & kinds else best.method
        return msgspec.structs.replace(best, confidence=0.98, method=method)
    return best


def _fuller(best: Evidence, candidates: Sequence[Candidate]) -> Evidence:
    """The printed title, where the declared one is cut short."""
    declared = best.value.rstrip(" .…")
    is_cut = declared != best.value and best.value.endswith(("...", "…"))
    for one in candidates:
        text = one.evidence.value
        if is_cut and len(text) > len(best.value) and fold(text).startswith(fold(declared)):
            return one.evidence
    return best


def _place(one: Evidence) -> tuple[str, float]:
    return _PLACES.get(one.method, ("meta", 1.0))


def _score(key: str, group: Sequence[Candidate], names: Collection[str], text: Collection[str]) -> float:
    kinds: dict[str, float] = {}
    for one in group:
        kind, trust = _place(one.evidence)
        kinds[kind] = max(kinds.get(kind, 0), trust)
    title = group[0].evidence.value
    words = _WORD.findall(fold(title))
    shared = sum(word in text for word in words) / len(words) if words else NO_NEWS
    score = sum(kinds.values()) + (shared if text else NO_NEWS)
    if any(one.is_site for one in group) or is_name(title, names):
        score -= NAME_PENALTY
    elif newsroom.looks_like_outlet(title):
        score -= OUTLET_PENALTY
    if len(title.split()) > MOST_WORDS:
        score -= LONG_PENALTY
    if weight(key) < LEAST_LETTERS:
        score -= SHORT_PENALTY
    return score


def _names(found: Sequence[Evidence], address: str) -> frozenset[str]:
    """What the page calls its site and its section."""
    host = address_parts(address).netloc.lower().removeprefix("www.")
    said = [one.value for one in found if one.field in ("publisher", "section")]
    return frozenset(filter(None, (fold(one).strip() for one in (*said, host, host.partition(".")[0]))))


def is_name(text: str, names: Collection[str]) -> bool:
    """The name of the site, of its department, or of both."""
    plain = fold(text).strip()
    return bool(_DOMAIN.fullmatch(text.strip())) or any(_names_site(plain, name) for name in names)


def _names_site(plain: str, name: str) -> bool:
    if plain == name:
        return True
    begins = plain.startswith(f"{name} ") or (name.startswith(plain) and len(plain) > 3)
    return len(name) > 3 and begins and len(plain.split()) <= len(name.split()) + 2


def _candidates(
    found: Sequence[Evidence], blocks: Sequence[tuple[Any, str]], names: Collection[str]
) -> Iterator[Candidate]:
    printed = list(_printed(blocks))
    whole = {key_of(one.evidence.value) for one in printed if not one.is_site}
    data = {key_of(one.value) for one in found if one.method == "JSON-LD headline"}
    lines = {key_of(text): text for element, text in blocks if len(text.split()) <= MOST_WORDS}
    yield from printed
    for one in values(found, "title"):
        if one.method == "h1":
            continue
        text = one.value
        if one.method == "JSON-LD headline":
            text = _without_names(text, list(SEPARATOR.finditer(text)), names)
        elif one.method != "microdata headline":
            text = _cut(text, names, whole | data, lines)
        yield Candidate(msgspec.structs.replace(one, value=text))
        if key_of(text) in lines:
            yield Candidate(Evidence("title", lines[key_of(text)], "printed", 0.6))


def _printed(blocks: Sequence[tuple[Any, str]]) -> Iterator[Candidate]:
    """Headings down to the first of those below a paragraph; a heading that leads home is the site's."""
    count = after = 0
    for element, text in blocks:
        after += is_paragraph(element, text)
        if element.tag not in HEADINGS or count > MANY_HEADINGS or (element.tag != "h1" and after > 1):
            continue
        count += 1
        if element.tag in ("h1", "h2", "h3") and len(text) > 1:
            trust = {"h1": 0.8, "h2": 0.6, "h3": 0.5}[element.tag]
            yield Candidate(Evidence("title", newsroom.field_text(text), element.tag, trust), _leads_home(element))


def _leads_home(element: Any) -> bool:
    links = [*element.iter("a"), *(above for above in element.iterancestors() if above.tag == "a")]
    parent = element.getparent()
    is_logo = any(_SITE.search(label(one)) for one in (element, parent) if one is not None)
    return is_logo or any(one.get("href") is not None and _HOME.fullmatch(one.get("href").strip()) for one in links)


def _cut(text: str, names: Collection[str], whole: Collection[str], lines: Collection[str]) -> str:
    """A declared title without the site's name: as a heading prints it, or up to what is a name."""
    if key_of(text) in whole:
        return text
    parts = list(SEPARATOR.finditer(text))
    pieces = [(text[: part.start()].strip(), text[part.end() :].strip()) for part in parts]
    longest = sorted((piece for pair in pieces for piece in pair), key=lambda piece: -len(piece))
    for known, least in ((whole, LEAST_LETTERS), (lines, 2 * LEAST_LETTERS)):
        for piece in longest:
            if weight(piece) >= least and key_of(piece) in known and not is_name(piece, names):
                return piece
    return _without_names(text, parts, names)


def _without_names(text: str, parts: Sequence[re.Match[str]], names: Collection[str]) -> str:
    cut = text
    for part in reversed(parts):
        head, tail = cut[: part.start()].strip(), cut[part.end() :].strip()
        if len(head) > 3 and part.end() <= len(cut) and (is_name(tail, names) or newsroom.looks_like_outlet(tail)):
            cut = head
    for part in parts[:1]:
        head, tail = cut[: part.start()].strip(), cut[part.end() :].strip()
        if len(tail) > 10 and is_name(head, names):
            cut = tail
    return cut
