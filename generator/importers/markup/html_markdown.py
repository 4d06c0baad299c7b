"""HTML of an article's body as Markdown: text is kept and escaped, what it would run or load is not.

markdownify walks the tree; the rules here are those of a news archive. Scripts, styles and forms go; a player
or post that is embedded becomes a link to it; headings sink below the title's.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from generator.importers.markup.html_bounds import bounded, flattened
from generator.importers.markup.verbatim import escaped

_SCHEMES = ("http", "https", "mailto", "tel", "")
_PLACEHOLDER = re.compile(
    r"^data:|/(?:blank|spacer|pixel|transparent|lazy\w*)\.(?:gif|png|svg)$|^about:", re.IGNORECASE
)
# Where scripts that load images late keep the address; the last of them is the one that is shown until then.
_ADDRESSES = tuple("data-src data-original data-lazy-src data-lazy data-image data-full-src data-actualsrc src".split())
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+([\d.]+)[wx])?[^\s,]*")
MAX_CANDIDATES = 20_000  # letters of a srcset
_EMBEDDED = re.compile(r"embedded:([\w.-]+);")  # put there by web/embedded_images.py
_NOT_SHOWN = re.compile(
    r"//ad[sx]?\d*[.-]|adserver|doubleclick|googlesyndication|googletagmanager|/ads?/|\d{3}x\d{2,3}\b|/pixel",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:[#>+=-]+|(?P<number>\d{1,9})[.)])(?=\s|$)|[-+=~|:]{2}|[>|:]|\[[^\]]+\]:")
# Line breaks in a row, or at the edge of a paragraph, were meant to part paragraphs.
# None begins inside of blanks: a long row of them would be gone through again from each.
_BREAKS = re.compile(
    r"(?<![ \t])(?:[ \t]*\\\n[ \t]*){2,}|(?<=\n)[ \t]*\\\n"
    r"|(?<![ \t])[ \t]*\\\n(?=[ \t]*\n)|\A\s*\\\n|(?<![ \t])[ \t]*\\\s*\Z"
)
_WHITE = re.compile(r"[ \t\r\n]{40,}")  # markdownify's time grows with the square of such a row
_UNDERSCORES = re.compile(r"\\?_(?:\\?_)+")
_BLANKS = re.compile(r"\n{3,}")
_UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "button",
    "svg",
    "canvas",
    "input",
    "select",
    "textarea",
    "object",
)
_EMBEDS = ("iframe", "embed", "video", "audio", "amp-youtube", "amp-twitter")


def markdown_of_html(html: str, base: str = "") -> str:
    """Markdown of a piece of HTML; relative links are completed with the address it stood at, where that is known."""
    soup = BeautifulSoup(
        f"<div>{flattened(bounded(html))}</div>", "lxml"
    )  # in a div, or it takes short texts for file names
    for tag in soup(_UNSEEN):
        tag.decompose()
    for tag in soup("h1"):
        tag.name = "h2"  # the page's title is the only heading of its level
    for words in soup.find_all(string=_WHITE):
        if type(words) is NavigableString:
            words.replace_with(_WHITE.sub(_shortened, words))
    text = _Converter(base).convert_soup(soup)
    text = _BREAKS.sub("\n\n", text) if "\\" in text else text
    lines = (line.rstrip() if not line.endswith("  ") else line.rstrip() + "  " for line in text.split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip("\n ") + "\n" if text.strip() else ""


def _shortened(row: re.Match[str]) -> str:
    """White space with its line breaks, and with indentation cut to what people write."""
    _, end, indent = row[0].rpartition("\n")
    return f"{end}{indent}"[:40]


class _Converter(MarkdownConverter):
    """The methods' names are markdownify's: one for each element."""

    def __init__(self, base: str) -> None:
        super().__init__(
            heading_style="atx", bullets="-", newline_style="backslash", strong_em_symbol="*", strip_pre=None
        )
        self._base = base

    def escape(self, text: str, parent_tags: Any) -> str:
        return _inline(text) if not {"pre", "code"} & set(parent_tags) else text

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:
        lines = "\n".join(_opening(line) for line in text.strip().split("\n"))
        if "_inline" in parent_tags:
            return f" {lines} "
        return f"\n\n{lines}\n\n" if lines else ""

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        """Without empty lines around it; markdownify takes long for a text of blanks."""
        inner = re.sub(r"\A[ \n]*\n", "", text).rstrip(" \n")
        return str(super().convert_pre(el, inner, parent_tags))  # type: ignore[misc]  # it has no types

    def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n" if text.strip() and "_inline" not in parent_tags else text

    convert_section = convert_article = convert_main = convert_center = convert_div

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        address = _completed(el.get("href") or "", self._base)
        if not text.strip() or not address:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{text.strip()}]({address}){after}"

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        address = image_of(el)
        if not address:
            return ""
        alt = " ".join((el.get("alt") or "").split()).replace("[", "(").replace("]", ")")
        caption = " ".join((el.get("data-caption") or "").split()).replace('"', "”")
        title = f' "{caption}"' if caption and caption != alt else ""
        return f"![{alt}]({_completed(address, self._base, is_file=True)}{title})"

    def convert_figure(self, el: Any, text: str, parent_tags: Any) -> str:
        """An image's caption is its title in Markdown, which every site can show below it."""
        caption = el.find("figcaption")
        value = " ".join(caption.get_text(" ").split()) if caption else ""
        images = el.find_all("img")
        if not images:
            return f"\n\n{text.strip()}\n\n" if text.strip() else ""
        if value:
            images[-1]["data-caption"] = value
        return (
            "\n\n" + "\n\n".join(filter(None, (self.convert_img(image, "", parent_tags) for image in images))) + "\n\n"
        )

    def convert_iframe(self, el: Any, text: str, parent_tags: Any) -> str:
        """What was embedded is kept as a link."""
        source = el.find("source")
        address = _completed(
            el.get("src") or el.get("data-src") or (source.get("src") if source else "") or "", self._base
        )
        is_shown = address.startswith("http") and not _NOT_SHOWN.search(address)
        return f"\n\n<{address}>\n\n" if is_shown else ""

    convert_embed = convert_video = convert_audio = convert_iframe


def _inline(text: str) -> str:
    """Escaped as inside of a line: what only matters at its start is seen to where lines are put together."""
    return _UNDERSCORES.sub(lambda run: "\\_" * run.group().count("_"), escaped(f"({text}")[1:])


def _opening(line: str) -> str:
    """The beginning of a line that Markdown would take for a list, a heading, a rule or a definition."""
    match = _OPENING.match(line)
    if match is None:
        return line
    number = match["number"] or ""
    return f"{number}\\{line[len(number) :]}"


def image_of(el: Any) -> str:
    """The address of an image, also where a script would only have filled it in later."""
    for name in _ADDRESSES:
        address = (el.get(name) or "").strip()
        if address and not _PLACEHOLDER.search(address):
            return address
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        if address := _largest(el.get(name) or ""):
            return address
    embedded = _EMBEDDED.search(el.get("style") or "")
    return embedded[1] if embedded else ""


def _largest(candidates: str) -> str:
    """Of `a.jpg 320w, b.jpg 640w` the largest; addresses may hold commas, what parts them is a comma and a blank."""
    found = [(float(size or 0), address) for address, size in _CANDIDATE.findall(candidates[:MAX_CANDIDATES])]
    found = [one for one in found if not _PLACEHOLDER.search(one[1])]
    return max(found, key=lambda one: one[0])[1] if found else ""


def _completed(address: str, base: str, *, is_file: bool = False) -> str:
    """Whole, or "" for an address that runs something; without a base a file beside the page keeps its own."""
    address = re.sub(r"[\x00-\x20]+", "%20" if is_file else "", address.strip())
    try:
        scheme = urlsplit(address).scheme.lower()
        whole = (
            urljoin(base, address)
            if base and not (is_file and not scheme and not address.startswith(("/", "//")))
            else address
        )
    except ValueError:
        return ""
    if scheme not in _SCHEMES or (not is_file and not urlsplit(whole).scheme):
        return ""
    return whole.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
