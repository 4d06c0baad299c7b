"""What all importers end with: evidence becomes fields, and what is missing is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.importers.language_and_section import language_of, section_for, section_named
from generator.importers.piece import SiteContext
from generator.importers.subjects.suggest import SUGGESTED, Text, subjects
from generator.model import Evidence, Level, Problem, RawArticle, RawImage, SeedLine, Source

_OF_IMAGES = re.compile(r"!\[|\]|\\[^!]")
_REFERENCE = re.compile(r"\(([^)\s]+)")
MOST_SAID = 1_000  # of the terms that a seed names itself
MANY = ("tags", "authors", "aliases", "people", "places", "collections")


def article(
    source: Source,
    evidence: Iterable[Evidence],
    body: str,
    lines: tuple[SeedLine, ...] = (),
    problems: Iterable[Problem] = (),
) -> RawArticle:
    """The article of a seed whose markup names its fields."""
    kept = tuple(one for one in evidence if one.value)
    fields = fields_of(kept)
    found = list(problems)
    if not fields.get("title"):
        found.append(no_title(source, 0, "give it a title in the source"))
    images = dict.fromkeys(filter(None, (local(str(fields.get("image", ""))), *images_in(body))))
    return RawArticle(source, fields, body, lines, kept, tuple(found), tuple(RawImage(one) for one in images))


def fields_of(evidence: Iterable[Evidence]) -> dict[str, str | tuple[str, ...]]:
    """The first value of a field counts; of a field that holds many, all do."""
    many: dict[str, dict[str, None]] = {}
    fields: dict[str, str | tuple[str, ...]] = {}
    for one in evidence:
        if one.field in MANY:
            many.setdefault(one.field, {})[one.value] = None
            fields.setdefault(one.field, ())
        elif one.field != "date_candidate":
            fields.setdefault(one.field, one.value)
    return fields | {name: tuple(values) for name, values in many.items()}


def no_title(source: Source, line: int, hint: str) -> Problem:
    return Problem(source.path, line, 0, "I103", "error", "has no title", hint)


def images_in(markdown: str) -> list[str]:
    """References of images that lie with the seed, not somewhere on the web."""
    return [reference for reference in dict.fromkeys(all_images(markdown)) if local(reference)]


def all_images(markdown: str) -> Iterator[str]:
    """References of all images, each letter looked at once: `![` up to the next bracket that closes."""
    is_open, done = False, 0
    for mark in _OF_IMAGES.finditer(markdown):
        if mark.start() < done:
            continue
        if mark.group() == "]" and is_open:
            is_open = False
            reference = _REFERENCE.match(markdown, mark.end())
            if reference is not None:
                done = reference.end()
                yield reference[1]
        elif mark.group() == "![":
            is_open = True


def local(reference: str) -> str:
    """The reference of an image beside the seed; "" for one on the web."""
    return "" if "://" in reference or reference.startswith(("//", "data:")) else reference


def about(
    evidence: Sequence[Evidence], title: str, subheads: str, text: str, context: SiteContext
) -> Iterator[Evidence]:
    """Section, tags, people and places, where the seed does not name them itself."""
    named = {one.field for one in evidence}
    if "section" not in named:
        section = section_for(f"{title}\n{title}\n{text}", context.sections)
        if section:
            yield section
    if context.suggests:
        suggested = [one.value for one in evidence if one.field in SUGGESTED][:MOST_SAID]
        language = next((one.value for one in evidence if one.field == "lang"), "") or language_of(f"{title}\n{text}")
        found = subjects(Text(title, subheads, text, language), context.language, context.terms, suggested)
        yield from (one for one in found if one.field not in named)


def own_section(text: str, context: SiteContext) -> str:
    """The site's name for a section that a seed names in its own way."""
    return section_named(text, context.sections) or text


def problem(source: Source, code: str, level: Level, what: str, hint: str = "") -> Problem:
    return Problem(source.path, 0, 0, code, level, what, hint)


def nothing(source: Source, code: str, what: str, hint: str, *, level: Level = "error") -> RawArticle:
    """No article, and why."""
    return RawArticle(source, {}, "", problems=(problem(source, code, level, what, hint),))


def sequence_of(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)] if value else []
