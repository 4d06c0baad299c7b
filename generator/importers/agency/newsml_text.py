"""The text of an item of NewsML-G2: NITF, XHTML or plain text inside of it; of several forms the longest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from generator.importers.agency.markup import html_of
from generator.importers.agency.nitf import Nitf, nitf_of
from generator.importers.markup.safe_xml import given, local
from generator.importers.paragraphs import unwrapped
from generator.importers.piece import SiteContext
from generator.model import SeedLine
from generator.text.markup import has_markup, tagless

_NOTHING = Nitf((), "", ())
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)\Z", re.IGNORECASE)


def text_of(content: Any, context: SiteContext) -> Nitf:
    """Other versions of the text are reported as lines, unless they are the same."""
    forms = (
        [_form(one, context) for one in content if local(one) in ("inlineXML", "inlineData")]
        if content is not None
        else []
    )
    best = max(forms, key=lambda form: len(tagless(form.html)), default=_NOTHING)
    others = [tagless(form.html) for form in forms if form is not best]
    html_text = tagless(best.html)
    lines = (
        SeedLine(0, f"inline: {other}"[:2000], "unplaced", "another form of the text")
        for other in others
        if other not in html_text
    )
    return Nitf(best.evidence, best.html, (*best.lines, *lines, *_images_elsewhere(content)))


def _form(inline: Any, context: SiteContext) -> Nitf:
    nitf = next((one for one in inline.iter() if local(one) == "nitf"), None)
    if nitf is not None:
        return nitf_of(nitf, context)
    if local(inline) == "inlineXML" and len(inline):
        body = next((one for one in inline.iter() if local(one) in ("body", "body.content")), inline)
        return Nitf((), html_of(body), ())
    text = inline.text or ""
    html = text if has_markup(text) else "".join(f"<p>{escape(one)}</p>\n" for one in unwrapped(text))
    return Nitf((), html, ())


def _images_elsewhere(content: Any) -> Iterator[SeedLine]:
    for one in content if content is not None else ():
        if local(one) == "remoteContent" and not remote_image(one):
            yield SeedLine(
                0,
                f"remoteContent: {given(one, 'href')}",
                "unplaced",
                "is not an image, or has an address that nobody can fetch",
            )


def remote_image(remote: Any) -> str:
    """The address of an image, on the web or beside the seed; "" for other files and other names."""
    href = given(remote, "href").removeprefix("file:///./").removeprefix("file:///").strip()
    scheme, colon, _ = href.partition(":")
    is_named = bool(colon) and "/" not in scheme and scheme.lower() not in ("http", "https")
    kind = given(remote, "contenttype") or ("image/" if _PICTURE.search(href) else "")
    return href.removeprefix("./") if kind.startswith("image/") and not is_named else ""


def pictures_in(content: Any) -> list[str]:
    """The largest first."""
    found = (
        [one for one in content if local(one) == "remoteContent" and remote_image(one)] if content is not None else []
    )
    return [remote_image(one) for one in sorted(found, key=_width, reverse=True)]


def _width(remote: Any) -> int:
    width = given(remote, "width")
    return int(width) if width.isascii() and width.isdigit() and len(width) <= 9 else 0
