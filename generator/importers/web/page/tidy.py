"""A page made plain before anybody judges it: what only looks like furniture is opened, what archives put in goes.

The amount of text decides, not the name of an element: a form around the whole page (as ASP.NET writes it), a figure
or a template that holds paragraphs, become plain boxes. Text that line breaks part becomes paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.importers.markup.html_markdown import image_of
from generator.importers.vocabulary.newsroom import ends_with_stop
from generator.importers.web.page.blocks import BLOCKS, is_paragraph, paragraph_letters

ENOUGH = 300  # letters in paragraphs: no form to log in, no offer has so many
LONG_RUN = 200  # letters
SENTENCE_WORDS = 12  # of a line that is a paragraph of its own; a verse or an address has fewer
_ARCHIVED = re.compile(r"(?:https?://(?:web\.archive\.org|wayback\.[\w.-]+))?/?/web/\d{4,14}(?:[a-z]{2}_)?/(?=\w+:)", re.IGNORECASE)  # fmt: skip
_APART = frozenset(
    "ul ol dl table figure form hr iframe script style noscript video picture aside nav footer header details".split()
)
_BOXES = ("div", "td", "th", "section", "article", "main", "center", "body", "dd")
_WRAPPERS = ("font", "span", "b", "strong", "i", "em", "big", "small", "tt", "ins", "label")
_TINY = re.compile(r"\s*[012](?:px)?\s*")
_ADDRESSES = ("src", "href", "srcset", "data-src", "data-srcset", "data-original", "data-lazy-src", "poster")


def tidy(document: Any) -> None:
    _restore_addresses(document)
    _open_hidden(document)
    _show_images(document)
    _open_wrappers(document)
    for box in list(document.iter(*_BOXES)):
        _part(box)


def _restore_addresses(document: Any) -> None:
    """Archives turn each address into one of their own."""
    for element in document.iter("img", "a", "source", "video", "iframe"):
        for name in _ADDRESSES:
            value = element.get(name)
            if value and "/web/" in value:
                element.set(name, _ARCHIVED.sub("", value))


def _open_hidden(document: Any) -> None:
    """Forms, templates, asides and figures that hold the article."""
    sizes = paragraph_letters(document)
    whole = sizes.get(document, 0)
    for element in list(
        document.iter(
            "form", "fieldset", "noscript", "template", "aside", "footer", "nav", "button", "figure", "header"
        )
    ):
        if _is_box(element, sizes.get(element, 0), whole):
            element.tag = "div"


def _is_box(element: Any, letters: int, whole: int) -> bool:
    if element.tag == "figure":
        has_image = next(element.iter("img", "video", "iframe", "picture", "amp-img"), None) is not None
        return not has_image or sum(1 for one in element.iter("p") if is_paragraph(one)) > 1
    if element.tag == "template":
        return letters >= ENOUGH or element.get("shadowrootmode") is not None or element.get("shadowroot") is not None
    if element.tag in ("aside", "footer", "nav", "header", "button"):
        return letters >= ENOUGH and 2 * letters >= whole
    return letters >= ENOUGH or (letters > 0 and (3 * letters >= whole or next(element.iter("h1"), None) is not None))


def _show_images(document: Any) -> None:
    """What a script would load later, `noscript` shows at once: its image replaces the one that is still empty."""
    for hidden in list(document.iter("noscript")):
        image = next(hidden.iter("img"), None)
        parent = hidden.getparent()
        if image is None or parent is None or _is_tiny(image) or hidden.text_content().strip():
            continue
        before = hidden.getprevious()
        empty = next(before.iter("img"), None) if before is not None and isinstance(before.tag, str) else None
        if empty is not None and (empty is before or image_of(empty) in ("", image_of(image))):
            if empty.get("alt") and not image.get("alt"):
                image.set("alt", empty.get("alt"))
            empty.drop_tree()
        hidden.drop_tag()


def _is_tiny(image: Any) -> bool:
    return any(_TINY.fullmatch(image.get(name) or "") for name in ("width", "height"))


def _open_wrappers(document: Any) -> None:
    """Old pages put the whole text into a `font`, or forget to close a `b`."""
    for element in list(document.iter(*_WRAPPERS)):
        has_block = any(one.tag in BLOCKS for one in element.iterdescendants(etree.Element))
        if has_block or (_has_double_break(element) and len(element.text_content()) > LONG_RUN):
            element.tag = "div"


def _has_double_break(element: Any) -> bool:
    breaks = (one for one in element.iter("br") if not (one.tail or "").strip())
    return any(getattr(one.getnext(), "tag", "") == "br" for one in breaks)


def _part(box: Any) -> None:
    """Runs of words between boxes, or between empty lines, as paragraphs."""
    if not _is_mixed(box):
        return
    runs = list(_runs(box))
    if all(is_block for is_block, _ in runs):
        return
    for child in list(box):
        box.remove(child)
    box.text = None
    for is_block, nodes in runs:
        holder = box if is_block else etree.SubElement(box, "p")
        for node in nodes:
            _put(holder, node)


def _is_mixed(box: Any) -> bool:
    """Has words of its own, and something that parts them."""
    if not any(_parts(one) or one.tag == "br" for one in box):
        return False
    return bool((box.text or "").strip()) or any((one.tail or "").strip() or _is_inline(one) for one in box)


def _parts(element: Any) -> bool:
    return element.tag in BLOCKS or element.tag in _APART


def _is_inline(element: Any) -> bool:
    return isinstance(element.tag, str) and not _parts(element) and len(element.text_content().strip()) > 1


def _runs(box: Any) -> Iterator[tuple[bool, list[Any]]]:
    run, line = list[Any](), list[str]()
    nodes = list(_nodes(box))
    for index, node in enumerate(nodes):
        if isinstance(node, str):
            run.append(node)
            line.append(node)
        elif _parts(node):
            yield from _run(run)
            yield True, [node]
            run, line = [], []
        elif node.tag == "br":
            if _is_empty_line(nodes[index + 1 : index + 3]) or _is_sentence("".join(line)):
                yield from _run(run)
                run = []
            else:
                run.append(node)
            line = []
        else:
            run.append(node)
            line.append(node.text_content() if isinstance(node.tag, str) else "")
    yield from _run(run)


def _nodes(box: Any) -> Iterator[Any]:
    if box.text:
        yield box.text
    for child in box:
        tail, child.tail = child.tail, None
        yield child
        if tail:
            yield tail


def _is_empty_line(after: list[Any]) -> bool:
    following = next((one for one in after if not isinstance(one, str) or one.strip()), None)
    return following is not None and not isinstance(following, str) and following.tag == "br"


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= SENTENCE_WORDS and ends_with_stop(line)


def _run(run: list[Any]) -> Iterator[tuple[bool, list[Any]]]:
    is_kept = [(not one.isspace() if isinstance(one, str) else one.tag != "br") for one in run]
    if any(is_kept):
        yield False, run[is_kept.index(True) :]


def _put(holder: Any, node: Any) -> None:
    if not isinstance(node, str):
        holder.append(node)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + node
    else:
        holder.text = (holder.text or "") + node
