"""The pages of articles, a group a month; the redirects that lead to them; the pages that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.archive.arrange import Archive, Placed
from generator.archive.permalinks import AUTHORS, SECTIONS, TAGS, output_path
from generator.build.frame import Frame
from generator.build.load import Loaded
from generator.build.site import Site
from generator.build.targets import Group, Target
from generator.digest import digest
from generator.files import FileStamp
from generator.model import Article, Card, Link

TEMPLATE = "article.html"


class Neighbours(NamedTuple):
    earlier: Placed | None
    later: Placed | None


class Shelf(NamedTuple):
    """What the pages of articles are planned from beside the articles: `kin` are translations by URL."""

    neighbours: Mapping[str, Neighbours]
    links: Mapping[tuple[str, str], Link]
    kin: Mapping[str, tuple[Link, ...]]
    pictures: Mapping[str, FileStamp]
    root: str


def plan_articles(archive: Archive, loaded: Loaded, site: Site, frame: Frame) -> Iterator[Group]:
    links = _term_links(archive)
    link_marks = {key: digest(link) for key, link in links.items()}
    pictures = dict(loaded.files)
    neighbours, kin = _neighbours(archive.articles), translations_of(archive.articles)
    shelf = Shelf(neighbours, links, kin, pictures, str(site.root))
    for period, members in archive.periods.items():
        marks = []
        for item in members:
            marks.append(item.mark)
            marks += [near.brief_mark if near else b"-" for near in neighbours[item.article.url]]
            marks += [link_marks[key] for key in _term_keys(item)]
            picture = picture_of(item.article, pictures)
            marks.append(digest(picture and pictures[picture], kin.get(item.article.url)))
        expand = partial(_month_targets, members, shelf)
        yield frame.group(f"articles/{period or 'undated'}", (TEMPLATE, "redirect.html"), marks, expand)


def _month_targets(members: Sequence[Placed], shelf: Shelf) -> Iterator[Target]:
    for item in members:
        picture = picture_of(item.article, shelf.pictures)
        yield _article_target(item, shelf, bool(picture))
        if picture:
            place = output_path(item.article.url).replace("index.html", item.article.image)
            yield Target(place, "file", {"file": f"{shelf.root}/{picture}", "stamp": shelf.pictures[picture]})
        for alias in item.article.aliases:
            yield Target(alias_path(alias), "redirect", {"url": item.article.url}, "redirect.html")


def _article_target(item: Placed, shelf: Shelf, has_picture: bool) -> Target:
    article, links, near = item.article, shelf.links, shelf.neighbours[item.article.url]
    inputs = {
        "article": article,
        "lang": item.card.lang,
        "dir": item.card.dir,
        "section": links.get((SECTIONS, item.section)),
        "tags": [links[TAGS, slug] for slug in item.tags],
        "authors": [links[AUTHORS, slug] for slug in item.authors],
        "earlier": _brief(near.earlier),
        "later": _brief(near.later),
        "translations": shelf.kin.get(article.url, ()),
        "has_picture": has_picture,
    }
    return Target(output_path(article.url), "article", inputs, TEMPLATE, (article.source.path,))


def article_target(item: Placed, archive: Archive, loaded: Loaded) -> Target | None:
    """The page of one article among those of an archive; None where a term of it has no page there yet."""
    links = {
        (taxonomy, slug): Link(archive.terms[taxonomy][slug].name, archive.terms[taxonomy][slug].link.url)
        for taxonomy, slug in _term_keys(item)
        if slug in archive.terms[taxonomy]
    }
    if len(links) < len(_term_keys(item)):
        return None
    dated = [one for one in archive.articles if one.article.date]
    here = next((place for place, one in enumerate(dated) if one.article.url == item.article.url), None)
    near = Neighbours(None, None)
    if here is not None:
        near = Neighbours(dated[here - 1] if here else None, dated[here + 1] if here + 1 < len(dated) else None)
    pictures = dict(loaded.files)
    shelf = Shelf({item.article.url: near}, links, translations_of(archive.articles), pictures, "")
    return _article_target(item, shelf, bool(picture_of(item.article, pictures)))


def _brief(item: Placed | None) -> Card | None:
    return item.brief if item else None


def _neighbours(articles: Sequence[Placed]) -> dict[str, Neighbours]:
    """The dated articles before and after each; an undated one has none."""
    dated = [item for item in articles if item.article.date]
    found = {item.article.url: Neighbours(None, None) for item in articles if not item.article.date}
    for earlier, item, later in zip([None, *dated], dated, [*dated[1:], None], strict=False):
        found[item.article.url] = Neighbours(earlier, later)
    return found


def translations_of(articles: Sequence[Placed]) -> dict[str, tuple[Link, ...]]:
    """Of each article that has any, by URL: languages with their pages, itself among them, the original first."""
    translated = [item for item in articles if item.article.translation_of]
    wanted = {item.article.translation_of for item in translated}
    originals = {item.article.id: item for item in articles if item.article.id in wanted}
    families: dict[str, list[Placed]] = {}
    for item in translated:
        original = originals.get(item.article.translation_of)
        if original is not None and original is not item:
            families.setdefault(original.article.id, [original]).append(item)
    found: dict[str, tuple[Link, ...]] = {}
    for family in families.values():
        links = tuple(Link(item.card.lang, item.article.url) for item in family)
        found |= {item.article.url: links for item in family}
    return found


def _term_links(archive: Archive) -> dict[tuple[str, str], Link]:
    """Names and URLs without counts: a new article of a term leaves the pages of its others alone."""
    return {
        (taxonomy, slug): Link(term.name, term.link.url)
        for taxonomy, terms in archive.terms.items()
        for slug, term in terms.items()
    }


def _term_keys(item: Placed) -> list[tuple[str, str]]:
    keys = [(TAGS, slug) for slug in item.tags] + [(AUTHORS, slug) for slug in item.authors]
    return [(SECTIONS, item.section), *keys] if item.section else keys


def picture_of(article: Article, pictures: Mapping[str, FileStamp]) -> str:
    """The content file of an article's image, which stands beside it; "" when it is lost or elsewhere."""
    if not article.image or "/" in article.image:
        return ""
    path = str(PurePosixPath(article.source.path).with_name(article.image))
    return path if path in pictures else ""


def alias_path(alias: str) -> str:
    path = alias.strip("/")
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


def plan_pages(loaded: Loaded, frame: Frame) -> Iterator[Group]:
    """content/pages/*.md: about and the like."""
    for page in loaded.pages:
        inputs = {"article": page}
        target = Target(output_path(page.url), "standing_page", inputs, "page.html", (page.source.path,))
        yield frame.group(f"page{page.url}", ("page.html",), [digest(page)], partial(iter, [target]))
