"""The text of an agency's XML (NITF, XHTML) as plain HTML, from which Markdown is made: every word of it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape
from typing import Any

import msgspec

from generator.importers.markup.safe_xml import child, local, words
from generator.importers.paragraphs import unwrapped

# What HTML calls what NITF has; names that both have are below.
_RENAMED = {
    "hl1": "h2",
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "credit": "p",
    "tagline": "p",
    "note": "div",
    "abstract": "div",
    "fn": "p",
    "bibliography": "p",
    "media-caption": "p",
    "media-producer": "p",
    "datasource": "p",
    "nitf-table": "div",
    "custom-table": "div",
}
_SAME = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th pre blockquote figure figcaption "
    "em strong b i sub sup q a br hr img div section article main iframe video audio embed source code".split()
)
_SPACES = re.compile(r"[ \t\r\n]+")
_EMPTY = frozenset(("br", "hr", "img", "embed", "source"))
_INLINE = frozenset("em strong b i sub sup q a code".split())
_KEPT = ("href", "src", "alt", "colspan", "rowspan")
_IMAGES = ("image", "photo", "picture", "graphic")  # kinds of what is shown
_UNSEEN = frozenset(
    "head script style metadata nitf-table-metadata media-metadata media-object table-reference".split()
)


class Figure(msgspec.Struct, frozen=True):
    """What an element of NITF shows; `kind` is image, video, audio, …"""

    kind: str
    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


def html_of(element: Any, without: Collection[Any] = ()) -> str:
    """An element's contents; figures that are shown elsewhere are left out."""
    return "".join(_contents(element, without))


def _contents(element: Any, without: Collection[Any]) -> Iterator[str]:
    yield _spaced(element.text)
    for one in element:
        yield _element(one, without)
        yield _spaced(one.tail)


def _spaced(text: str | None) -> str:
    """Lines are cut anywhere in XML."""
    return _SPACES.sub(" ", escape(text or ""))


def _element(element: Any, without: Collection[Any]) -> str:
    name = local(element)
    if element in without:
        return _beside_figure(element, without)
    if name in _UNSEEN:
        return ""
    if name == "media":
        return _media(figure_of(element)) + _beside_figure(element, without)
    return _as_html(element, name, without)


def _as_html(element: Any, name: str, without: Collection[Any]) -> str:
    tag = _RENAMED.get(name, name if name in _SAME else "")
    if tag == "p" and len(element) == 0:
        return "".join(f"<p>{escape(one)}</p>\n" for one in unwrapped(element.text or ""))
    if tag == "pre":
        return f"<pre>{escape(''.join(element.itertext()))}</pre>\n"
    inner = html_of(element, without)
    if not tag:
        return f" {inner} " if name == "byttl" else inner
    given = "".join(f' {key}="{escape(element.get(key))}"' for key in _KEPT if element.get(key))
    if tag in _EMPTY:
        return f"<{tag}{given}>{inner}"
    return f"<{tag}{given}>{inner}</{tag}>" + ("" if tag in _INLINE else "\n")


def figure_of(media: Any) -> Figure:
    """Of several references the first that leads somewhere."""
    references = [one for one in media if local(one) == "media-reference"]
    found = next((one for one in references if _address(one)), None)
    captions = [words(one) for one in media if local(one) == "media-caption"]
    kind = (media.get("media-type") or (found.get("mime-type") if found is not None else "") or "").partition("/")[0]
    return Figure(
        kind.lower(),
        _address(found) if found is not None else "",
        " ".join((found.get("alternate-text") or "").split()) if found is not None else "",
        " ".join(filter(None, captions)),
        words(child(media, "media-producer")),
    )


def _address(reference: Any) -> str:
    return " ".join((reference.get("source") or reference.get("data-location") or "").split())


def _media(figure: Figure) -> str:
    text = " ".join(filter(None, (figure.caption, f"({figure.credit})" if figure.credit else "")))
    if not figure.address:
        return f"<p>{escape(text)}</p>\n" if text else ""
    if figure.kind in _IMAGES:
        caption = f"<figcaption>{escape(text)}</figcaption>" if text else ""
        return f'<figure><img src="{escape(figure.address)}" alt="{escape(figure.alt)}">{caption}</figure>\n'
    return f'<p><a href="{escape(figure.address)}">{escape(text or figure.alt or figure.address)}</a></p>\n'


def _beside_figure(media: Any, without: Collection[Any]) -> str:
    """The content of a figure that is none of its parts."""
    others = [_element(one, without) for one in media if local(one) not in _OF_FIGURE]
    loose = [_spaced(text) for text in (media.text, *(one.tail for one in media)) if text and text.strip()]
    inner = "".join((*others, *loose))
    return f"<div>{inner}</div>\n" if inner.strip() else ""


_OF_FIGURE = frozenset("media-reference media-caption media-producer media-metadata media-object".split())


def figures_in(element: Any) -> Iterator[tuple[Any, Figure]]:
    """Images that lead somewhere, in their order."""
    for media in element.iter():
        if local(media) == "media":
            figure = figure_of(media)
            if figure.address and figure.kind in _IMAGES:
                yield media, figure
