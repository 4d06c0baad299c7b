"""The checks of a single page, one row per check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from lxml import etree

from generator.check.dates import check_dates
from generator.check.findings import Finding, Location, finding
from generator.check.page_checks.content_policy import check_policy
from generator.check.page_checks.structured_data import check_structured_data
from generator.check.pages import Element, Page, names_of
from generator.text.languages import direction

HEADINGS = {f"h{level}": level for level in range(1, 7)}
REFERENCES = frozenset("for aria-labelledby aria-describedby aria-controls aria-owns list headers".split())
IDENTIFIED: Any = etree.XPath("//*[@id]")
IN_A_LANGUAGE: Any = etree.XPath("//body//*[@lang][not(@dir)]")

PageCheck = Callable[[Page], Iterator[Finding]]


def check_title(page: Page) -> Iterator[Finding]:
    if not page.title:
        yield finding(Location(page.path), "K201", "has no title", "fill `{% block title %}` in its template")


def check_language(page: Page) -> Iterator[Finding]:
    html = page.root
    lang, written = html.get("lang"), html.get("dir")
    if not lang or not written:
        missing = "dir" if lang else "lang"
        yield finding(page.location(html), "K203", f"`<html>` has no `{missing}`", 'write `<html lang="ar" dir="rtl">`')
    elif written != direction(lang):
        hint = f'write dir="{direction(lang)}", the direction of `{lang}`'
        yield finding(page.location(html), "K203", f'`<html lang="{lang}">` has dir="{written}"', hint)


def check_parts(page: Page) -> Iterator[Finding]:
    """A passage in a language of the other direction has `dir`; `bdi` detects the direction by itself."""
    around = page.root.get("dir") or "ltr"
    for element in IN_A_LANGUAGE(page.root):
        lang = element.get("lang")
        inherited = next((up.get("dir") for up in element.iterancestors() if up.get("dir")), around)
        if element.tag != "bdi" and lang and inherited in ("rtl", "ltr") and direction(lang) != inherited:
            what = f'`<{element.tag} lang="{lang}">` is in text that runs the other way, and has no `dir`'
            yield finding(page.location(element), "K204", what, f'add dir="{direction(lang)}"')


def check_ids(page: Page) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in IDENTIFIED(page.root):
        name = element.get("id")
        if name in seen:
            hint = "give each element its own id"
            yield finding(page.location(element), "K205", f"the id `{name}` is used twice on a page", hint)
        seen.add(name)


def check_references(page: Page) -> Iterator[Finding]:
    """Screen readers ignore labels and descriptions that refer to a missing element."""
    names = set(names_of(page.root))
    for element in page.root.iter("*"):
        used = REFERENCES.intersection(element.attrib)  # eight times as fast as XPath
        named = chain.from_iterable((element.get(key) or "").split() for key in used)
        for name in sorted(set(named) - names):
            hint = "refer to an element of the page, or remove the attribute"
            yield finding(
                page.location(element),
                "K208",
                f"`<{element.tag}>` refers to the id `{name}`, which does not exist",
                hint,
            )


def check_images(page: Page) -> Iterator[Finding]:
    for image in page.root.iter("img"):
        alt = image.get("alt")
        if alt is None:
            what = f"`{image.get('src')}` has no `alt`"
            yield finding(
                page.location(image), "K206", what, 'describe what it shows, or write alt="" if it is decoration'
            )
        elif not alt.strip() and _is_figure(image):
            what = "an image has neither alternative text nor a caption"
            yield finding(page.location(image), "K213", what, "add `image_alt:` or `image_caption:` to its article")


def _is_figure(image: Element) -> bool:
    figure = next(image.iterancestors("figure"), None)
    return figure is not None and not etree.tostring(figure, method="text", encoding="unicode").strip()


def check_headings(page: Page) -> Iterator[Finding]:
    if page.is_redirect:
        return
    last, firsts = 0, 0
    for heading in page.root.iter(*HEADINGS):
        level = HEADINGS[heading.tag]
        firsts += level == 1
        if level == 1 and firsts == 2:
            yield finding(
                page.location(heading), "K207", "has a second `<h1>`", "use `<h1>` once, for the title of the page"
            )
        elif level > last + 1 and last:
            what, hint = (
                f"`<h{level}>` follows `<h{last}>`",
                f"write `<h{last + 1}>`: readers navigate by heading levels",
            )
            yield finding(page.location(heading), "K207", what, hint)
        last = level
    if not firsts:
        yield finding(Location(page.path), "K207", "has no `<h1>`", "add a heading with the title of the page")


def check_canonical(page: Page) -> Iterator[Finding]:
    if len(page.canonical) > 1:
        hint = "keep one: search engines ignore both"
        yield finding(page.location(page.canonical[1]), "K211", "has two canonical addresses", hint)
    for link in page.canonical[:1]:
        if not (link.get("href") or "").startswith(("http://", "https://")):
            what = f"the canonical address `{link.get('href')}` is incomplete"
            yield finding(page.location(link), "K211", what, "write it with scheme and host")
    if not page.canonical and not page.is_hidden:
        yield finding(
            Location(page.path), "K211", "has no canonical address", 'add `<link rel="canonical">` to its head'
        )


PAGE_CHECKS: Mapping[PageCheck, tuple[str, ...]] = {
    check_title: ("K201",),
    check_language: ("K203",),
    check_parts: ("K204",),
    check_ids: ("K205",),
    check_images: ("K206", "K213"),
    check_headings: ("K207",),
    check_references: ("K208",),
    check_structured_data: ("K209", "K210"),
    check_canonical: ("K211",),
    check_dates: ("K340",),
    check_policy: ("K112",),
}
