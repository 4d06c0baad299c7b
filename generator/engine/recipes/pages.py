"""How pages are made: Jinja renders a template of the theme with the inputs of a target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup

from generator.archive.items import CARD_LEDE
from generator.engine.plan.target import RenderContext, Target
from generator.engine.recipes.page_data import page_data
from generator.feeds.robots import robots_meta
from generator.feeds.structured_data import breadcrumbs
from generator.images.markup import image_tag, with_images
from generator.model import Article, Link, Page
from generator.text.addresses.web_links import with_places
from generator.text.lede import shortened
from generator.text.markup import address
from generator.theme.environment import render
from generator.theme.extra import extra_of
from generator.theme.page_kinds import PAGE_KINDS

WORDS_PER_MINUTE = 200  # silent reading of Arabic news


def make_article(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    article: Article = inputs["article"]
    first = next((one for one in article.images if one.name and one.name == article.image), None)
    if first is None:
        article = msgspec.structs.replace(article, image="")
    lang, direction = inputs.pop("lang"), inputs.pop("dir")
    own = address(context.site.base_url, article.url)
    is_elsewhere = context.site.canonical == "original" and article.source_url
    description = shortened(article.description or article.lede, CARD_LEDE)
    page = Page(
        kind="article",
        url=article.url,
        title=article.title,
        lang=lang,
        dir=direction,
        address=own,
        canonical=article.source_url if is_elsewhere else own,
        description=description,
        robots=article.robots,
        structured_data=page_data(context, "article", inputs | {"article": article}),
        breadcrumbs=breadcrumbs(context.site, inputs["section"]) if inputs["section"] else "",
    )
    linked = _linked(context, bodies[article.source.path], inputs.pop("moved_links"), article)
    inputs |= {
        "article": msgspec.structs.replace(article, extra=extra_of(article.extra)),
        "page": page,
        "body": Markup(with_images(linked, article.images)),
        "image": Markup(image_tag(first, article.image_alt)) if first else "",
        "publisher": article.publisher,
        "minutes": max(1, round(article.words / WORDS_PER_MINUTE)),
    }
    return _page(context, target.template, inputs)


def _linked(context: RenderContext, body: str, moved_links: Mapping[str, str], article: Article) -> str:
    """Links to the former addresses of other articles lead to these here; others name the day of capture."""
    addresses = {link: context.site.base_path + url[1:] for link, url in moved_links.items()}
    return with_places(body, addresses, article.captured)


def make_page(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    kind, url, title = inputs.pop("kind"), inputs.pop("url"), inputs.pop("title")
    is_indexed = PAGE_KINDS[kind].is_indexed and inputs.get("range") is None
    own = address(context.site.base_url, url)
    page = Page(
        kind=kind,
        url=url,
        title=title,
        lang=context.site.language,
        dir=context.site.dir,
        address=own,
        canonical=own,
        robots=robots_meta(is_indexed=is_indexed),
        structured_data=page_data(context, kind, target.inputs) if is_indexed else "",
    )
    return _page(context, target.template, inputs | {"page": page})


def make_standalone_page(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    article: Article = target.inputs["article"]
    own = address(context.site.base_url, article.url)
    page = Page(
        kind="page",
        url=article.url,
        title=article.title,
        lang=article.lang or context.site.language,
        dir=article.dir or context.site.dir,
        address=own,
        canonical=own,
        description=article.description or article.lede,
        robots=article.robots,
    )
    body = with_images(bodies[article.source.path], article.images)
    inputs = {"page": page, "body": Markup(body), "extra": extra_of(article.extra)}
    return _page(context, target.template, inputs)


def make_collection(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    inputs = dict(target.inputs)
    article: Article | None = inputs.pop("article")
    link: Link = inputs["collection"]
    own = address(context.site.base_url, link.url)
    page = Page(
        kind="collection",
        url=link.url,
        title=link.name,
        lang=context.site.language,
        dir=context.site.dir,
        address=own,
        canonical=own,
        description=article.description or shortened(article.lede, CARD_LEDE) if article else "",
        structured_data=page_data(context, "collection", target.inputs),
    )
    body = Markup(with_images(bodies[article.source.path], article.images)) if article else ""
    return _page(context, target.template, inputs | {"page": page, "body": body})


def make_redirect(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    url = target.inputs["url"]
    canonical = address(context.site.base_url, url)
    page = Page("redirect", url, url, context.site.language, context.site.dir, canonical, canonical, robots="noindex")
    return _page(context, target.template, {"page": page})


def make_script(context: RenderContext, target: Target, bodies: Mapping[str, str]) -> bytes:
    return _page(context, target.template, target.inputs)


def _page(context: RenderContext, template: str, inputs: Mapping[str, Any]) -> bytes:
    return render(context.theme, context.site, template, inputs).encode()
