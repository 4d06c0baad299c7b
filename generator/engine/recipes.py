"""How each kind of file is made: functions of plain values, run in any process.

A recipe sees the inputs of its target, the bodies that it asked for, and what all pages share. It never sees the
archive, the disk or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from generator.archive.arrange import LEDE_LENGTH
from generator.archive.permalinks import SECTIONS, period_url
from generator.disk.files import read_bytes
from generator.engine.plan.target import RenderContext, Target
from generator.errors import WarraqError
from generator.feeds import atom, data, robots, sitemap, structured_data
from generator.feeds.entries import brief_entry, card_entry, entry_of
from generator.feeds.formats import feed_as
from generator.images.formats.kinds import FlawedImageError
from generator.images.markup import image_tag, with_pictures, with_published_names
from generator.images.social_cards import CardText, social_card
from generator.images.strip import published_image
from generator.images.variants import corrected, variant
from generator.model import Article, Link, Page
from generator.text.addresses.web_links import with_places
from generator.text.lede import shortened
from generator.text.markup import address
from generator.theme.environment import render
from generator.theme.filters import filters_for

WORDS_PER_MINUTE = 200  # silent reading of Arabic news
NOT_INDEXED = frozenset({"search", "missing", "redirect", "day", "anniversary", "withdrawn"})


def make_article(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    article: Article = inputs["article"]
    first = next((one for one in article.pictures if one.name and one.name == article.image), None)
    if first is None:
        article = msgspec.structs.replace(article, image="")
    lang, direction = inputs.pop("lang"), inputs.pop("dir")
    place = address(context.site.base_url, article.url)
    is_elsewhere = context.site.canonical == "original" and article.source_url
    description = shortened(article.description or article.lede, LEDE_LENGTH)
    page = Page(
        kind="article",
        url=article.url,
        title=article.title,
        lang=lang,
        dir=direction,
        address=place,
        canonical=article.source_url if is_elsewhere else place,
        description=description,
        robots=article.robots,
        structured_data=structured_data.news_article(
            context.site, article, inputs["authors"], inputs["section"], inputs["translations"]
        ),
        breadcrumbs=structured_data.breadcrumbs(context.site, inputs["section"]) if inputs["section"] else "",
    )
    linked = _linked(context, bodies[article.source.path], inputs.pop("old_links"), article)
    inputs |= {
        "article": article,
        "page": page,
        "body": Markup(with_pictures(linked, article.pictures)),
        "picture": Markup(image_tag(first, article.image_alt)) if first else "",
        "publisher": article.publisher,
        "minutes": max(1, round(article.words / WORDS_PER_MINUTE)),
    }
    return _page(context, target.template, inputs)


def _linked(context: RenderContext, body: str, old_links: Mapping[str, str], article: Article) -> str:
    """Links to where other articles once stood lead to them here; the rest say of which day they are."""
    places = {link: context.site.base_path + url[1:] for link, url in old_links.items()}
    return with_places(body, places, article.captured)


def make_page(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    kind, url, title = inputs.pop("kind"), inputs.pop("url"), inputs.pop("title")
    is_hidden = kind in NOT_INDEXED or inputs.get("range") is not None
    place = address(context.site.base_url, url)
    page = Page(
        kind=kind,
        url=url,
        title=title,
        lang=context.site.language,
        dir=context.site.dir,
        address=place,
        canonical=place,
        robots="noindex, follow" if is_hidden else "",
        structured_data="" if is_hidden else _listing_data(context, kind, url, target.inputs),
    )
    return _page(context, target.template, inputs | {"page": page})


def _listing_data(context: RenderContext, kind: str, url: str, inputs: Mapping[str, Any]) -> str:
    """A listing's name and the way to it, in the words of the catalogue."""
    if kind == "front":
        return structured_data.website(context.site)
    name, trail = inputs["title"] or url.strip("/"), [Link(str(context.theme.words["archive.title"]), "/archive/")]
    if kind == "archive":
        name, trail = trail[0].name, []
    elif kind in ("undated", "data", "corrections", "days", "collections"):
        name = str(context.theme.words[f"archive.{kind}"])
    elif kind in ("terms", "letter", "listing"):
        index = Link(str(context.theme.words[f"taxonomy.{inputs['taxonomy']}"]), f"/{inputs['taxonomy']}/")
        name, trail = (inputs["title"], [index]) if kind != "terms" else (index.name, [])
        trail = trail if inputs["taxonomy"] != SECTIONS else []
    elif kind == "month":
        trail.append(Link(name[:4], period_url(name[:4])))
    return structured_data.collection_page(context.site, url, name, trail)


def make_standing_page(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    article: Article = target.inputs["article"]
    place = address(context.site.base_url, article.url)
    page = Page(
        kind="page",
        url=article.url,
        title=article.title,
        lang=article.lang or context.site.language,
        dir=article.dir or context.site.dir,
        address=place,
        canonical=place,
        description=article.description or article.lede,
        robots=article.robots,
    )
    body = with_pictures(bodies[article.source.path], article.pictures)
    return _page(context, target.template, {"page": page, "body": Markup(body)})


def make_collection(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    article: Article | None = inputs.pop("article")
    link: Link = inputs["collection"]
    place = address(context.site.base_url, link.url)
    trail = [Link(str(context.theme.words["archive.collections"]), "/collections/")]
    page = Page(
        kind="collection",
        url=link.url,
        title=link.name,
        lang=context.site.language,
        dir=context.site.dir,
        address=place,
        canonical=place,
        description=article.description or shortened(article.lede, LEDE_LENGTH) if article else "",
        structured_data=structured_data.collection_page(context.site, link.url, link.name, trail),
    )
    body = Markup(with_pictures(bodies[article.source.path], article.pictures)) if article else ""
    return _page(context, target.template, inputs | {"page": page, "body": body})


def make_redirect(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    url = target.inputs["url"]
    canonical = address(context.site.base_url, url)
    page = Page("redirect", url, url, context.site.language, context.site.dir, canonical, canonical, robots="noindex")
    return _page(context, target.template, {"page": page})


def make_script(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return _page(context, target.template, target.inputs)


def make_feed(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(
        entry_of(article, card, _shown_elsewhere(article, bodies), inputs["timezone"], context.site.base_url)
        for article, card in zip(inputs["articles"], inputs["cards"], strict=True)
    )
    return feed_as(target.path)(context.site, inputs["channel"], entries)


def _shown_elsewhere(article: Article, bodies: Mapping[str, str]) -> str:
    return with_published_names(bodies[article.source.path], article.pictures)


def make_card_feed(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(card_entry(id_, lastmod, card, inputs["timezone"]) for id_, lastmod, card in inputs["entries"])
    return feed_as(target.path)(context.site, inputs["channel"], entries)


def make_feed_archive(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    entries = tuple(brief_entry(id_, lastmod, card, inputs["timezone"]) for id_, lastmod, card in inputs["entries"])
    return atom.atom_archive(context.site, inputs["channel"], entries)


def make_sitemap(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.sitemap(context.site, target.inputs["entries"])


def make_news_sitemap(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.news_sitemap(context.site, target.inputs["entries"])


def make_sitemap_index(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return sitemap.sitemap_index(context.site, target.inputs["entries"])


def make_robots(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return robots.robots_txt(context.site)


def make_data_lines(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.json_lines(context.site, _records(target), [bodies[path] for path in target.bodies])


def make_data_table(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.table(context.site, _records(target))


def _records(target: Target) -> Iterator[data.Record]:
    return map(data.Record, target.inputs["articles"], target.inputs["cards"])


def make_data_schema(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.table_schema(context.site)


def make_data_package(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return data.data_package(context.site, target.inputs["files"])


def make_json(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return msgspec.json.encode(target.inputs["rows"])


def make_bytes(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    held: bytes = target.inputs["data"]
    return held


def make_shard(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """Entries of the search index between brackets."""
    opening, closing = target.inputs["brackets"]
    return f"{opening}{bodies[target.bodies[0]]}{closing}".encode()


def make_file(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """A static file that is no image, and its owner's own affair."""
    return read_bytes(Path(target.inputs["file"]))


def make_image(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """An image as it is beside its article, in static/ or in the theme, without what was noted in the file."""
    with _changed_meanwhile(target):
        return published_image(read_bytes(Path(target.inputs["file"])))


@contextmanager
def _changed_meanwhile(target: Target) -> Iterator[None]:
    """What was examined was fit to be published: these are other bytes."""
    try:
        yield
    except FlawedImageError as problem:
        what = f"`{target.inputs['file']}` was changed while the site was built, and {problem}"
        raise WarraqError(what, "build again") from problem


def make_social_card(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = target.inputs
    date = filters_for(context.theme.words, context.site)["date"](inputs["date"])
    foot = [one for one in (context.site.title, inputs["publisher"], date) if one]
    text = CardText(inputs["title"], inputs["kicker"], " · ".join(foot), inputs["dir"])
    arabic, latin = (read_bytes(Path(face)) for face in inputs["faces"])
    return social_card(text, (arabic, latin))


def make_variant(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """A picture in another width or form."""
    inputs = target.inputs
    with _changed_meanwhile(target):
        return variant(read_bytes(Path(inputs["file"])), inputs["width"], inputs["form"], inputs["turn"])


def make_corrected(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    """A picture of static/ or the theme that would show wrong without what was noted in it."""
    inputs = target.inputs
    with _changed_meanwhile(target):
        return corrected(read_bytes(Path(inputs["file"])), inputs["width"], inputs["form"], inputs["turn"])


Recipe = Callable[[RenderContext, Target, Mapping[str, str]], bytes]
RECIPES: Mapping[str, Recipe] = {
    "article": make_article,
    "page": make_page,
    "standing_page": make_standing_page,
    "collection": make_collection,
    "redirect": make_redirect,
    "script": make_script,
    "feed": make_feed,
    "card_feed": make_card_feed,
    "feed_archive": make_feed_archive,
    "sitemap": make_sitemap,
    "news_sitemap": make_news_sitemap,
    "sitemap_index": make_sitemap_index,
    "robots": make_robots,
    "data_lines": make_data_lines,
    "data_table": make_data_table,
    "data_schema": make_data_schema,
    "data_package": make_data_package,
    "json": make_json,
    "bytes": make_bytes,
    "shard": make_shard,
    "file": make_file,
    "image": make_image,
    "variant": make_variant,
    "corrected": make_corrected,
    "social_card": make_social_card,
}


def _page(context: RenderContext, template: str, inputs: Mapping[str, Any]) -> bytes:
    return render(context.theme, context.site, template, inputs).encode()
