"""The metadata of a NewsML-G2 item: dates, people, subjects and rights, each with its element."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.importers.agency.fields import STATUSES, SURE, is_initials, is_later, left, moment, names_of, section
from generator.importers.agency.newsml_text import pictures_in
from generator.importers.markup.safe_xml import child, given, local, words
from generator.importers.piece import SiteContext
from generator.model import Evidence, SeedLine

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODE = re.compile(r"[A-Z0-9:_./-]{1,12}\Z")  # a literal that is a code of the agency's own
_KINDS = {"person": "people", "geoArea": "places", "poi": "places"}  # of subjects; the others are tags
_SUB = ("subHeadline", "subheadline", "sub", "deck")
_OVER = ("kicker", "overline", "overHeadline")


def evidence_of(item: Any, context: SiteContext) -> Iterator[Evidence]:
    about, meta, language = child(item, "contentMeta"), child(item, "itemMeta"), given(item, _LANG)
    yield from _headlines(about, meta, language)
    yield from _dates(about, meta, is_first=given(item, "version") in ("", "1"))
    status = status_of(item)
    yield Evidence("status", STATUSES.get(status, ""), "pubStatus", 0.95)
    yield from _people(about, meta, language)
    yield from _publisher(about, meta, language)
    yield Evidence("dateline", words(child(about, "dateline")), "dateline", 0.9)
    yield Evidence("dateline", name_of(child(about, "located"), language), "located", 0.8)
    yield from _subjects(about, language, context)
    yield from _rights(child(item, "rightsInfo"), language)
    text = given(child(about, "language"), "tag") or language
    yield Evidence("lang", text.replace("_", "-").partition("-")[0][:12].lower(), "language", 0.9)
    yield from _image(child(item, "contentSet"))
    guid = given(item, "guid")
    yield Evidence("source_url", guid if guid.startswith(("http://", "https://")) else "", "guid", 0.9)


def status_of(item: Any) -> str:
    """usable, withheld or canceled; embargoed if there is a time of release."""
    meta = child(item, "itemMeta")
    text = (given(child(meta, "pubStatus"), "qcode") or given(child(meta, "pubStatus"), "uri")).rpartition(":")[2]
    is_held = moment(words(child(meta, "embargoed"))) and text.lower() in ("", "usable")
    return "embargoed" if is_held else text.rpartition("/")[2].lower()


def _headlines(about: Any, meta: Any, language: str) -> Iterator[Evidence]:
    for one in _spoken(about, "headline", language):
        role = given(one, "role").rpartition(":")[2]
        field = "description" if role in _SUB else "kicker" if role in _OVER else "title"
        yield Evidence(field, words(one), f"headline {role}".strip(), 0.95 if field == "title" else 0.85)
    yield Evidence("title", words(child(meta, "title")), "itemMeta/title", 0.7)
    for one in _spoken(about, "description", language):
        role = given(one, "role").rpartition(":")[2]
        if role != "caption":
            yield Evidence("description", words(one), f"description {role}".strip(), 0.85)


def _dates(about: Any, meta: Any, *, is_first: bool) -> Iterator[Evidence]:
    """An embargoed item was public from the end of its embargo; the time of a later version is that of its change."""
    created, version = _moment(about, "contentCreated"), _moment(meta, "versionCreated")
    released, first = _moment(meta, "embargoed"), _moment(meta, "firstCreated")
    ways = (
        ("embargoed", released if released and is_later(released, created or first or version) else "", SURE),
        ("contentCreated", created, SURE),
        ("firstCreated", first, SURE),
        ("versionCreated", version, SURE if is_first else 0.75),
    )
    found = [Evidence("date", value, method, confidence) for method, value, confidence in ways if value]
    yield from found[:1]
    changed = _moment(about, "contentModified") or ("" if is_first else version)
    if changed and found and is_later(changed, found[0].value):
        yield Evidence(
            "lastmod", changed, "contentModified" if _moment(about, "contentModified") else "versionCreated", 0.9
        )


def _moment(parent: Any, name: str) -> str:
    return moment(words(child(parent, name)))


def _people(about: Any, meta: Any, language: str) -> Iterator[Evidence]:
    """The printed byline; else creators that are not the agency itself."""
    printed = [name for one in _spoken(about, "by", language) for name in names_of(words(one)) if not is_initials(name)]
    yield from (Evidence("authors", name, "by", 0.9) for name in printed)
    agency = {one.value.casefold() for one in _publisher(about, meta, language)}
    for one in _children(about, "creator") if not printed else ():
        name = name_of(one, language)
        is_person = name.casefold() not in agency and not (_CODE.match(name) or is_initials(name))
        yield from (Evidence("authors", name, "creator", 0.85),) if is_person else ()


def _publisher(about: Any, meta: Any, language: str) -> Iterator[Evidence]:
    provider, source = child(meta, "provider"), child(about, "infoSource")
    yield Evidence("publisher", words(child(provider, "name")), "provider", 0.9)
    yield Evidence("publisher", words(child(about, "creditline")), "creditline", 0.88)
    yield Evidence("publisher", name_of(source, language), "infoSource", 0.8)
    yield Evidence("publisher", name_of(provider, language), "provider", 0.75)
    yield Evidence("publisher", given(provider, "qcode").rpartition(":")[2], "provider", 0.7)


def _subjects(about: Any, language: str, context: SiteContext) -> Iterator[Evidence]:
    subjects = [(given(one, "type").rpartition(":")[2], name_of(one, language)) for one in _children(about, "subject")]
    yield from section([name for kind, name in subjects if kind not in _KINDS], "subject", context)
    for kind, name in subjects:
        yield Evidence(_KINDS.get(kind, "tags"), name if not _CODE.match(name) else "", "subject", 0.88)
    for one in _spoken(about, "keyword", language):
        yield Evidence("tags", words(one), "keyword", 0.92)


def _rights(rights: Any, language: str) -> Iterator[Evidence]:
    yield Evidence("rights_holder", name_of(child(rights, "copyrightHolder"), language), "copyrightHolder", 0.93)
    yield Evidence("rights", words(child(rights, "copyrightNotice")), "copyrightNotice", 0.93)
    yield Evidence("rights", words(child(rights, "usageTerms")), "usageTerms", 0.93)


def _image(content: Any) -> Iterator[Evidence]:
    yield from (Evidence("image", one, "remoteContent", 0.9) for one in pictures_in(content)[:1])


def image_of(item: Any) -> Mapping[str, str]:
    """Fields of an article that shows this image."""
    about, language = child(item, "contentMeta"), given(item, _LANG)
    captions = [words(one) for one in _spoken(about, "description", language)]
    image = next(iter(pictures_in(child(item, "contentSet"))), "")
    credit = [words(child(about, "creditline"))]
    makers = [name_of(one, language) for one in _children(about, "creator")]
    found = {
        "image": image,
        "image_alt": words(child(about, "headline")),
        "image_caption": next(filter(None, captions), ""),
        "image_credit": " / ".join(dict.fromkeys(filter(None, (*makers, *credit)))),
    }
    return {field: value for field, value in found.items() if value} if image else {}


def name_of(element: Any, language: str) -> str:
    """Of several names the one in the item's language."""
    if element is None:
        return ""
    names = list(_spoken(element, "name", language))
    return words(names[0]) if names else given(element, "literal")


def _children(parent: Any, name: str) -> list[Any]:
    return [one for one in parent if local(one) == name] if parent is not None else []


def _spoken(parent: Any, name: str, language: str) -> list[Any]:
    """Children of a name in the item's language, or without one; where there are none all."""
    found = _children(parent, name)
    base = language.partition("-")[0].lower()
    own = [one for one in found if given(one, _LANG).partition("-")[0].lower() in ("", base)]
    return own or found


_TAKEN = frozenset(
    "contentCreated contentModified versionCreated firstCreated embargoed pubStatus itemClass provider language "
    "located creator by creditline copyrightHolder remoteContent generator profile link".split()
)


def lines_left(item: Any, evidence: Iterable[Evidence]) -> Iterator[SeedLine]:
    """The metadata of the item that no field took."""
    taken = {one.value for one in evidence}
    for part in (child(item, "rightsInfo"), child(item, "itemMeta"), child(item, "contentMeta")):
        for one in part if part is not None else ():
            is_field = bool({words(one), name_of(one, given(item, _LANG))} & taken)
            line = None if is_field or local(one) in _TAKEN else left(one, "no field for this")
            yield from (line,) if line is not None else ()
