"""Braces in a text that other generators would run as their own commands: `{{ … }}`, `{% … %}`.

In text, a brace becomes a character reference, which every Markdown and HTML reader resolves. Code has no references:
there the tool's own way of showing its commands is used, unless its settings leave bodies alone already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt

REFERENCE = "&#123;"
_OPENING = re.compile(r"\{(?=[{%])")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)", re.DOTALL)
# https://gohugo.io/content-management/shortcodes/: in code too, a comment between the delimiters shows them.
_HUGO = re.compile(r"\{\{(?:<(.+?)>|%(.+?)%)\}\}|\{(?=\{[<%])", re.DOTALL)
# https://www.getzola.org/documentation/content/shortcodes/: a name and arguments, or the end of a body.
_ZOLA = re.compile(r"(\{\{|\{%)(\s*(?:[A-Za-z_]\w*\s*\(.*?\)|end)\s*)(\}\}|%\})", re.DOTALL)


def hugo_code(code: str) -> str:
    """A command that never closes cannot be shown: its brace becomes a reference, so that the site builds."""
    return _HUGO.sub(_shown_by_hugo, code)


def _shown_by_hugo(match: re.Match[str]) -> str:
    inner = match[1] or match[2]
    return f"{match[0][:3]}/*{inner}*/{match[0][-3:]}" if inner else REFERENCE


def zola_code(code: str) -> str:
    return _ZOLA.sub(r"\1/*\2*/\3", code)


def same_code(code: str) -> str:
    return code


def harmless(body: str, in_code: Callable[[str], str]) -> str:
    """The body with every brace that a tool could act on made harmless; `in_code` does that inside code."""
    if "{{" not in body and "{%" not in body:
        return body
    return "".join(in_code(text) if is_code else _OPENING.sub(REFERENCE, text) for is_code, text in _parts(body))


def _parts(body: str) -> Iterator[tuple[bool, str]]:
    """(is it code, text): blocks by the parser, spans by their backticks."""
    lines, here = _LINE.findall(body), 0
    for token in MarkdownIt("commonmark").parse(body):
        if token.type in ("fence", "code_block") and token.map and token.map[0] >= here:
            first, end = token.map
            yield from _spans("".join(lines[here:first]))
            yield True, "".join(lines[first:end])
            here = end
    yield from _spans("".join(lines[here:]))


def _spans(text: str) -> Iterator[tuple[bool, str]]:
    here = 0
    for span in _CODE_SPAN.finditer(text):
        yield False, text[here : span.start()]
        yield True, span[0]
        here = span.end()
    yield False, text[here:]
