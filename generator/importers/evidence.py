"""What all importers end with: evidence becomes fields, and what is missing is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.importers.language_and_section import language_of, section_for, section_named
from generator.importers.piece import SiteContext
from generator.importers.subjects.suggest import SUGGESTED, Text, subjects
from generator.importers.typed_dates import DOUBTED, HINT
from generator.model import Evidence, Level, Problem, RawArticle, RawImage, SeedLine, Source
from generator.text.lede import shortened

_OF_IMAGES = re.compile(r"!\[|\]|\\[^!]")
_REFERENCE = re.compile(r"\(([^)\s]+)")
# An image, the address of a link, and signs of markup.
_MARKUP = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,600}\)|\]\([^)]{0,600}\)|<[^<>]{0,300}>|[*_`#>\[\]\\|]+")
_LETTER = re.compile(r"[^\W\d_]")
TITLE_LENGTH = 80  # characters of a title that is made of first words
FIRST_WORDS_WITHIN = 4_000  # characters
FIRST_WORDS = 0.3  # how sure such a title is
_SENTENCE = re.compile(rf"(.{{12,{TITLE_LENGTH}}}?[^\s\d])[.؟?!۔。](?:\s|$)")
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
    found = list(problems)
    if not any(one.field == "title" for one in kept):
        kept += tuple(title_of_text(body))
        found.append(no_title(source, 0, "give it a title in the source", has_text=bool(body.strip())))
    if not any(one.field == "date" for one in kept):
        kept, problem_of_date = _with_day_of_change(source, kept)
        found += [problem_of_date] if all(one.code not in ("I111", "I112") for one in found) else []
    fields = fields_of(kept)
    images = dict.fromkeys(filter(None, (local(str(fields.get("image", ""))), *images_in(body))))
    return RawArticle(source, fields, body, lines, kept, tuple(found), tuple(RawImage(one) for one in images))


def _with_day_of_change(source: Source, kept: tuple[Evidence, ...]) -> tuple[tuple[Evidence, ...], Problem]:
    """Where only the day of the last change is known the article is not younger than that; a draft has no day yet."""
    changed = next((one for one in kept if one.field == "lastmod"), None)
    if changed is None or any(one.field == "status" and one.value == "draft" for one in kept):
        return kept, no_date(source)
    date = msgspec.structs.replace(
        changed, field="date", method=f"{changed.method}; the day of a change", confidence=DOUBTED
    )
    return (date, *kept), day_of_change(source, changed.method)


def day_of_change(source: Source, method: str) -> Problem:
    text = f"the date is uncertain: {method} says when the article was changed, not when it was published"
    return Problem(source.path, 0, 0, "I112", "warning", text, HINT)


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


def no_title(source: Source, line: int, hint: str, *, has_text: bool) -> Problem:
    """A text without a title is an article whose first words serve as one; without text too there is none."""
    if has_text:
        what = "has no title that is sure: its first words serve as one"
        return Problem(source.path, line, 0, "I103", "warning", what, hint)
    return Problem(source.path, line, 0, "I103", "error", "has no title", hint)


def no_date(source: Source) -> Problem:
    hint = "add `date: YYYY-MM-DD`, or as much of it as you know, to the content file"
    return Problem(source.path, 0, 0, "I111", "warning", "no date was found", hint)


def title_of_text(body: str) -> list[Evidence]:
    """The first words of a Markdown text, up to the end of a sentence or between words."""
    for line in body[:FIRST_WORDS_WITHIN].split("\n"):
        text = " ".join(_MARKUP.sub("", line).split())
        if _LETTER.search(text):
            sentence = _SENTENCE.match(text)
            title = sentence[1] if sentence else shortened(text, TITLE_LENGTH)
            return [Evidence("title", title, "the first words of the text", FIRST_WORDS)]
    return []


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
