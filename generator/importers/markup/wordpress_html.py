"""The half-HTML that WordPress keeps: paragraphs by blank lines, shortcodes in brackets, addresses that it embeds.

What a shortcode shows is kept, as an image, a link or its own words; one that is unknown is named in the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

from generator.text.markup import without_comments

_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|dl|dd|dt|table|thead|tbody|tfoot|tr|td|th|blockquote|pre|figure|figcaption|section|article|aside|"
    r"hr|iframe|form|address|details|summary|video|audio)\b[^<>]*>",
    re.IGNORECASE,
)
_PRE = re.compile(r"<(pre|script|style)\b", re.IGNORECASE)
_PRE_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("pre", "script", "style")}
_NAME = r"[A-Za-z][\w-]{1,40}"
_PAIR = re.compile(rf"(?<!\[)\[(?P<name>{_NAME})(?P<given>(?:\s[^\[\]]*)?)\](?P<inner>(?:(?!\[(?P=name)[\s\]]).)*?)\[/(?P=name)\](?!\])", re.DOTALL)  # fmt: skip
_MARK = re.compile(rf"\[(?P<end>/?)(?P<name>{_NAME})(?=[\s\]])(?P<bare>\](?!\]))?")
_SINGLE = re.compile(rf"(?<!\[)\[(?P<name>{_NAME})(?P<given>(?:\s[^\[\]]*)?)/?\](?![\](])")
_GIVEN = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s'\"\]]+))|(https?://\S+)")
_BARE = re.compile(r"^[^\S\n]*(https?://[^\s<>\"]+)[^\S\n]*$", re.MULTILINE)
_PLAYERS = ("youtube", "video", "audio", "embed", "embedyt", "vimeo", "twitter", "tweet", "facebook", "instagram", "soundcloud", "dailymotion", "playlist", "iframe")  # fmt: skip
MAX_NESTING = 8


def html_of(content: str, attachments: Mapping[str, str]) -> tuple[str, list[str]]:
    """Plain HTML of a post's content, and the names of the shortcodes that nothing is known of."""
    text = without_comments(content.replace("\r\n", "\n").replace("\r", "\n"))
    unknown: list[str] = []
    text = _without_shortcodes(text, attachments, unknown)
    text = _BARE.sub(lambda match: f'\n\n<a href="{escape(match[1])}">{escape(match[1])}</a>\n\n', text)
    return _with_paragraphs(text), list(dict.fromkeys(unknown))


def _without_shortcodes(text: str, attachments: Mapping[str, str], unknown: list[str]) -> str:
    def shown(match: re.Match[str]) -> str:
        inner = match["inner"] if "inner" in match.re.groupindex else ""
        return _shown(match, inner, attachments, unknown)

    for _ in range(MAX_NESTING):
        replaced = _pairs_replaced(text, shown)
        if replaced == text:
            break
        text = replaced
    return _SINGLE.sub(shown, text).replace("[[", "[").replace("]]", "]") if "[" in text else text


def _pairs_replaced(text: str, shown: Callable[[re.Match[str]], str]) -> str:
    """Each shortcode is looked for only where the next mark of its name closes it: the text is read once."""
    marks = list(_MARK.finditer(text)) if "[/" in text else []
    following: dict[str, re.Match[str]] = {}
    ends: dict[int, int] = {}
    for mark in reversed(marks):
        after = following.get(mark["name"])
        if not mark["end"] and after is not None and after["end"] and after["bare"]:
            ends[mark.start()] = after.end()
        following[mark["name"]] = mark
    parts, done = [], 0
    for start, end in sorted(ends.items()):
        pair = _PAIR.match(text, start, end) if start >= done else None
        if pair is not None:
            parts += [text[done:start], shown(pair)]
            done = end
    return "".join([*parts, text[done:]])


def _shown(match: re.Match[str], inner: str, attachments: Mapping[str, str], unknown: list[str]) -> str:
    name, given = match["name"].lower(), _given(match["given"])
    if name in ("caption", "wp_caption"):
        return _caption(inner, given)
    if name == "gallery":
        return _gallery(given, attachments)
    if name in _PLAYERS:
        address = next(
            filter(
                None, (inner.strip(), *(given.get(key) for key in ("url", "src", "mp4", "mp3", "m4a", "ogg", "id", "")))
            ),
            "",
        )
        return (
            f'\n\n<a href="{escape(address)}">{escape(address)}</a>\n\n'
            if address.startswith("http")
            else f"\n\n{inner or address}\n\n"
        )
    if not inner and not match["given"] and match.re is _SINGLE and not _is_code(name):
        return match.group()  # «[sic]», «[pdf]»: words of the article in brackets
    unknown.append(name)
    return inner


def _is_code(name: str) -> bool:
    return "_" in name or "-" in name


def _given(text: str) -> dict[str, str]:
    return {key or "": a or b or c or address for key, a, b, c, address in _GIVEN.findall(unescape(text or ""))}


def _caption(inner: str, given: Mapping[str, str]) -> str:
    image = re.search(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", inner, re.IGNORECASE)
    if image is None:
        return inner
    text = given.get("caption") or (inner[: image.start()] + inner[image.end() :]).strip()
    return f"\n\n<figure>{image.group()}<figcaption>{text}</figcaption></figure>\n\n"


def _gallery(given: Mapping[str, str], attachments: Mapping[str, str]) -> str:
    """The images by their numbers; those that the export does not hold are left for the report."""
    numbers = re.findall(r"\d+", given.get("ids", "") or given.get("include", ""))
    found = [f'<img src="{escape(attachments[number])}" alt="">' for number in numbers if number in attachments]
    return "\n\n" + "\n\n".join(found) + "\n\n"


def _with_paragraphs(text: str) -> str:
    """Blank lines part paragraphs, single line ends are line breaks, except among block elements."""
    kept: list[str] = []

    text = _typed_set_aside(text.replace("\x00", ""), kept)
    text = _BLOCK.sub(lambda match: f"\n\n{match.group()}\n\n", text)
    joined = "\n".join(_paragraphs(text))
    return re.sub("\x00(\\d+)\x00", lambda match: kept[int(match[1])], joined)


def _typed_set_aside(text: str, kept: list[str]) -> str:
    """Text that is shown as typed, or not at all, waits in `kept`. A tag that is not closed is searched once."""
    parts, done, unclosed = [], 0, set[str]()
    for opening in _PRE.finditer(text):
        name = opening[1].lower()
        if opening.start() < done or name in unclosed:
            continue
        closing = _PRE_END[name].search(text, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        parts += [text[done : opening.start()], f"\n\n\x00{len(kept)}\x00\n\n"]
        kept.append(text[opening.start() : closing.end()])
        done = closing.end()
    return "".join([*parts, text[done:]])


def _paragraphs(text: str) -> Iterator[str]:
    depth = 0
    inside = re.compile(r"<(p|li|h[1-6]|td|th|dt|dd|figcaption|summary)\b", re.IGNORECASE).match
    for chunk in map(str.strip, re.split(r"\n\s*\n", text)):
        if not chunk:
            continue
        if _BLOCK.fullmatch(chunk):
            depth += bool(inside(chunk))
            depth -= (
                bool(re.match(r"</(p|li|h[1-6]|td|th|dt|dd|figcaption|summary)\b", chunk, re.IGNORECASE)) and depth > 0
            )
            yield chunk
        elif depth > 0 or chunk.startswith("\x00"):
            yield chunk.replace("\n", "<br>") if depth > 0 else chunk
        else:
            yield f"<p>{chunk.replace(chr(10), '<br>' + chr(10))}</p>"
