"""An article becomes an item of its archive: with its cards, its section and the keys of its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.archive.archive import ArchiveItem
from generator.archive.permalinks import AUTHORS, OUTLETS, PEOPLE, PLACES, SECTIONS, TAGS, term_slug, term_url
from generator.archive.term_names import TermNames
from generator.config.settings import Settings
from generator.digest import digest
from generator.model import Article, Card, Link
from generator.text.languages import direction
from generator.text.lede import shortened

CARD_LEDE = 220  # characters: what three lines of a card hold


def chronological(article: Article) -> tuple[str, str]:
    """Dates as printed sort as text: a year before its months, a day before its hours."""
    return article.date, article.id


def archive_item(article: Article, settings: Settings, sections: Mapping[str, Link], names: TermNames) -> ArchiveItem:
    section = _section(article, sections)
    card = card_of(article, settings, section)
    brief = Card(card.url, card.title, card.lang, card.dir, date=card.date, date_range=card.date_range)
    return ArchiveItem(
        article=article,
        card=card,
        brief=brief,
        digest=digest(article),
        card_digest=digest(card),
        brief_digest=digest(brief),
        section=section.url.split("/")[-2] if section else "",
        tags=_keys(names, TAGS, article.tags),
        authors=_keys(names, AUTHORS, article.authors),
        people=_keys(names, PEOPLE, article.people),
        places=_keys(names, PLACES, article.places),
        outlet=names.key(OUTLETS, article.publisher) if article.publisher else "",
    )


def section_links(settings: Settings) -> dict[str, Link]:
    """The links of site.yaml's sections, by the name and by the slug that front matter may use."""
    links: dict[str, Link] = {}
    for section in settings.sections:
        link = Link(section.name, term_url(SECTIONS, section.slug or term_slug(section.name)))
        links[section.name] = links[section.slug or section.name] = link
    return links


def _section(article: Article, known: Mapping[str, Link]) -> Link | None:
    """The section that front matter names: one of site.yaml's, else one of its own."""
    name = article.section
    return known.get(name) or Link(name, term_url(SECTIONS, term_slug(name))) if name else None


def card_of(article: Article, settings: Settings, section: Link | None) -> Card:
    lang = article.lang or settings.language
    return Card(
        url=article.url,
        title=article.title,
        lang=lang,
        dir=article.dir or direction(lang),
        date=article.date,
        date_range=article.date_range,
        kicker=article.kicker,
        lede=shortened(article.description or article.lede, CARD_LEDE),
        section=section.name if section else "",
        publisher=article.publisher,
        authors=article.authors,
        image=article.image,
        image_alt=article.image_alt,
    )


def _keys(names: TermNames, taxonomy: str, spelled: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.key(taxonomy, name) for name in spelled)) if spelled else ()
