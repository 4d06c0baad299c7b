"""Which words of a saved page are the article's, whatever its boxes are called."""

from __future__ import annotations

import pytest

from generator.importers.piece import Piece, SiteContext
from generator.importers.reading import read_piece
from generator.model import RawArticle, Source

TITLE = "The ferry to Cedar Island runs again after the storm"
TEXTS = (
    "The ferry between Bayville and Cedar Island left its harbour on Sunday morning for the first time in eleven days, with forty passengers on board.",
    "The harbour master, Lena Quist, said that divers had taken two weeks of driftwood out of the channel and that the lamps would be lit by Friday.",
    "School children of the island had been taught in the fire station in the meantime, where the baker brought them bread every morning at seven.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
IMPRINT = "<p>Bayville Courier is printed by the Harbour Press and is responsible for none of the letters that readers send to it.</p>"


def page(body: str) -> RawArticle:
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Bayville Courier</title></head>'
        f"<body>{body}</body></html>"
    )
    (article,) = read_piece(Piece(Source("seeds/x.html", "0" * 64), "html", html.encode()), SiteContext())
    return article


def paragraphs(article: RawArticle) -> tuple[str, ...]:
    return tuple(article.body.strip().split("\n\n"))


@pytest.mark.parametrize(
    "name",
    [
        "post-17 post type-post status-publish hentry category-news tag-comments",
        "post-17 post type-post category-social tag-sponsor",
        "tagStyle_x1 column",
    ],
)
def test_the_terms_of_an_article_are_no_names_of_its_box(name: str) -> None:
    article = page(f'<div><article class="{name}"><h1>{TITLE}</h1>{BODY}</article></div><div>{IMPRINT * 3}</div>')
    assert paragraphs(article) == TEXTS


def test_a_box_with_the_title_and_the_text_is_the_article_s_whatever_its_name() -> None:
    article = page(f'<div class="comments"><h1>{TITLE}</h1><div>{BODY}</div></div><div>{IMPRINT * 3}</div>')
    assert set(TEXTS) <= set(paragraphs(article))


def test_a_box_called_cookies_is_not_the_article_however_long() -> None:
    notice = (
        "<p>We and our partners store information on your device to measure how pages are read and to show offers.</p>"
    )
    article = page(f"<article><h1>{TITLE}</h1>{BODY}</article><div class='cookie-layer'>{notice * 12}</div>")
    assert paragraphs(article) == TEXTS


def test_an_article_printed_for_wide_and_for_narrow_screens_is_read_once() -> None:
    article = page(
        f"<main><h1>{TITLE}</h1><div class='wide'><div>{BODY}</div></div><div class='narrow'><div>{BODY}</div></div></main>"
    )
    assert paragraphs(article) == TEXTS


def test_what_a_program_of_the_site_says_when_it_fails_is_told_apart() -> None:
    failure = "<p>Deprecated: Function ereg() is deprecated in /srv/www/wp-includes/menu.php on line 381</p>"
    article = page(f"{failure * 4}<article><h1>{TITLE}</h1>{BODY}{failure}</article>")
    assert paragraphs(article) == TEXTS
