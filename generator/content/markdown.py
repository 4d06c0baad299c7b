"""Markdown bodies become clean HTML, plain text for search, the lede, and the links they hold.

CommonMark with tables, footnotes and strikethrough by markdown-it-py; whatever HTML comes with the text is
sanitised. Most bodies of news are plain paragraphs and subheads: those take a short way to the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from generator.content.frames import ATTRIBUTES, Frames, without_empty_frames
from generator.text.addresses.beside import beside, beside_in_link
from generator.text.addresses.web_links import links_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


class Rendered(NamedTuple):
    """`text` has a line a block; `lede` is the first paragraph; `words` are counted between spaces.

    `images` are files beside the text, named as in the folder, not as in links. `left_out` are the addresses of frames
    that the site does not allow.
    """

    html: str
    text: str
    lede: str
    words: int
    links: tuple[str, ...]
    images: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def render(body: str, frames: Sequence[str] = ()) -> Rendered:
    """Render a body on the short path if it is plain enough, else with the library.

    `frames` are the sources that the site allows for frames, as in a content security policy.
    """
    return render_plain(body) or render_markdown(body, frames)


# The short path

# Signs that can mean markup anywhere, white space that the library trims or keeps by rules of its own, and
# paragraphs whose lines open like a list, quote, rule, table, definition or code.
_SIGNS = re.compile(
    r"[\\`*_<&|~\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufdd0-\ufdef\ufffe\uffff]"
)
_BRACKETS = re.compile(r"\]\(|\]\[|\^\[|\[\^|!\[")
_OPENINGS = re.compile(r"(?:\A|\n)(?: |[\[>:=+-]|#(?!# [^#\n]*[^#\s][^#\n]*(?:\n|\Z))|\d{1,9}[.)])")
_OPENERS = frozenset(" [>:=+-#0123456789")  # what `_OPENINGS` begins with: few bodies need the search
_BLANK = re.compile(r"\n\n+")
_LINE_EDGES = re.compile(r" *\n *")


def render_plain(body: str) -> Rendered | None:
    """Render plain paragraphs; None if the body needs the library."""
    if _SIGNS.search(body) or "  \n" in body or ("[" in body and _BRACKETS.search(body)):
        return None
    if not _OPENERS.isdisjoint(line[:1] for line in body.split("\n")) and _OPENINGS.search(body):
        return None
    html, texts, lede = [], [], ""
    for block in _BLANK.split(body.strip("\n ")):
        if block.startswith("## "):
            if "\n" in block:
                return None
            text, tag = block[3:].strip(), "h2"
        elif "\n## " in block:
            return None
        else:
            text, tag = (_LINE_EDGES.sub("\n", block) if "\n" in block else block).strip(), "p"
        if text:
            html.append(f"<{tag}>{text.replace('>', '&gt;')}</{tag}>\n")
            texts.append(text.replace("\n", " "))
            lede = lede or (texts[-1] if tag == "p" else "")
    plain = "\n".join(texts)
    return Rendered("".join(html), plain, lede, len(plain.split()), ())


# With the library

_TAGS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q ruby rp rt s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"class", "dir", "lang", "title"},
    "a": {"href", "hreflang", "id"},
    "img": {"alt", "height", "loading", "src", "width"},
    "li": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OWN_ID = re.compile(r"fn(ref)?\d+(:\d+)?")
_OWN_CLASS = re.compile(r"footnote[\w-]*|align-(?:left|right|center)|language-[\w+-]+")


def render_markdown(body: str, frames: Sequence[str] = ()) -> Rendered:
    """Parse with markdown-it-py, sanitise with nh3."""
    import nh3

    parser = _parser()
    tokens = parser.parse(body, {})
    asked = parser.renderer.render(tokens, parser.options, {})
    kept = Frames(frames, _kept_attribute) if "<iframe" in asked.lower() else None
    html = nh3.clean(
        asked,
        tags=_TAGS | {"iframe"} if kept else _TAGS,
        attributes=_ATTRIBUTES | {"iframe": ATTRIBUTES} if kept else _ATTRIBUTES,
        attribute_filter=kept.attribute if kept else _kept_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    html = without_empty_frames(html) if kept else html
    blocks = list(_texts(tokens))
    text = "\n".join(block for _, block in blocks)
    lede = next((block for is_paragraph, block in blocks if is_paragraph), "")
    return Rendered(
        html, text, lede, len(text.split()), links_in(html), images_in(html), tuple(kept.left_out) if kept else ()
    )


_IMAGE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


def images_in(html: str) -> tuple[str, ...]:
    """Images of a body that are beside it, from Markdown or HTML; not those at other addresses."""
    named = (beside_in_link(unescape(source)) for source in _IMAGE.findall(html))
    return tuple(dict.fromkeys(filter(None, named)))


def is_beside(reference: str) -> bool:
    """Whether an image is in the folder of its text or below."""
    return bool(beside(reference))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.push("article_body", _fit_into_article)
    return parser


def _fit_into_article(state: StateCore) -> None:
    """The page has the first heading; styles in attributes are forbidden; pictures may wait."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"
        style = str(token.attrs.pop("style", ""))
        if style.startswith("text-align:"):
            token.attrs["class"] = f"align-{style.removeprefix('text-align:')}"
        for child in token.children or ():
            if child.type == "image":
                child.attrs["loading"] = "lazy"


def _kept_attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if _OWN_ID.fullmatch(value) else None
    if name == "class":
        return value if _OWN_CLASS.fullmatch(value) else None
    return value


def _texts(tokens: Sequence[Token]) -> Iterator[tuple[bool, str]]:
    """(whether it is a paragraph of the text itself, plain text) of each block."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            text = "".join(map(_text_of, token.children or ())).strip()
            is_own = before is not None and before.type == "paragraph_open" and before.level == 0
        elif token.type in ("fence", "code_block"):
            text, is_own = token.content.strip().replace("\n", " "), False
        else:
            continue
        if text:
            yield is_own, text


def _text_of(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline", "image", "text_special") else ""
