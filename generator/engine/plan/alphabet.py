"""The A–Z page of each taxonomy, and the pages of single letters: a group each.

A letter has a page where it lists terms of few articles, or where the taxonomy is too long for one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.archive.alphabet import alphabetical, letter_of
from generator.archive.archive import Archive, Term
from generator.archive.permalinks import AUTHORS, OUTLETS, TAGS, TAXONOMIES, index_url, letter_url
from generator.digest import digest
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target, page_target
from generator.model import Link
from generator.theme.page_kinds import PAGE_KINDS

MOST_TERMS = 500  # on one page
MOST_USED = 12  # shown before all others, where there are many


def plan_alphabet(archive: Archive, context: BuildContext) -> Iterator[Group]:
    others = indexed(archive)
    for taxonomy in others:
        terms = archive.terms[taxonomy]
        letters = letters_of(taxonomy, terms, context.settings.language)
        digests = [digest([term.link_with_count for term in terms.values()], others, sorted(letters))]
        expand = partial(_index_targets, taxonomy, tuple(terms.values()), others, letters, context.settings.language)
        yield context.group(taxonomy, (PAGE_KINDS["terms"].template,), digests, expand)
        for letter, members in sorted(letters.items()):
            digests = [digest(taxonomy, letter, [term.link for term in members])]
            digests += [item.brief_digest for term in members if not term.has_page for item in term.members]
            expand = partial(_letter_targets, taxonomy, letter, members, context.settings.language)
            yield context.group(f"{taxonomy}/letters/{letter}", (PAGE_KINDS["letter"].template,), digests, expand)


def indexed(archive: Archive) -> list[str]:
    """Taxonomies with a page of all their terms: tags and authors in any case, since menus lead to them."""
    return [taxonomy for taxonomy in (*TAXONOMIES, OUTLETS) if archive.terms[taxonomy] or taxonomy in (TAGS, AUTHORS)]


def letters_of(taxonomy: str, terms: Mapping[str, Term], language: str) -> dict[str, list[Term]]:
    """The terms of each letter that has a page; outlets are few, and have none."""
    is_long = len(terms) > MOST_TERMS
    if taxonomy == OUTLETS or not (is_long or any(not term.has_page for term in terms.values())):
        return {}
    letters: dict[str, list[Term]] = {}
    for term in terms.values():
        letters.setdefault(letter_of(term.name, language), []).append(term)
    return {
        letter: members for letter, members in letters.items() if is_long or any(not term.has_page for term in members)
    }


def _index_targets(
    taxonomy: str, terms: Sequence[Term], others: list[str], letters: Mapping[str, object], language: str
) -> Iterator[Target]:
    links = [term.link_with_count for term in sorted(terms, key=lambda term: alphabetical(term.name, language))]
    is_long = len(links) > MOST_TERMS and bool(letters)
    by_letter: dict[str, list[Link]] = {}
    for link in links:
        by_letter.setdefault(letter_of(link.name, language), []).append(link)
    inputs = {
        "taxonomy": taxonomy,
        "terms": () if is_long else links,
        "letters": [
            {
                "letter": letter,
                "url": letter_url(taxonomy, letter) if letter in letters else "",
                "terms": () if is_long else found,
            }
            for letter, found in by_letter.items()
        ],
        "most": _most_used(links) if len(links) > 2 * MOST_USED else (),
        "taxonomies": others,
    }
    yield page_target("terms", index_url(taxonomy), inputs)


def _most_used(links: Sequence[Link]) -> list[Link]:
    """Not those of one article: there is nothing common to show where no term is."""
    common = [link for link in links if link.count > 1]
    return sorted(common, key=lambda link: (-link.count, link.url))[:MOST_USED]


def _letter_targets(taxonomy: str, letter: str, terms: Sequence[Term], language: str) -> Iterator[Target]:
    """Without counts: an article of a common term leaves its letter's page alone."""
    inputs = {
        "taxonomy": taxonomy,
        "letter": letter,
        "terms": [_entry(term) for term in sorted(terms, key=lambda term: alphabetical(term.name, language))],
    }
    yield page_target("letter", letter_url(taxonomy, letter), inputs, letter)


def _entry(term: Term) -> dict[str, Any]:
    cards = () if term.has_page else [item.brief for item in reversed(term.members)]
    return {"link": term.link, "slug": term.slug, "cards": cards}
