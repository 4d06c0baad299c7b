"""Style sheets: the files they refer to, and the contrast of the theme's colour tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import tinycss2
import tinycss2.color5

from generator.check.addresses import Base, address_of
from generator.check.findings import Finding, Location, Sighting, finding
from generator.check.links import Target

# Foreground, background and the contrast that WCAG 2.2 AA requires: 4.5 for text, 3 for other visible parts.
PAIRS = (
    ("ink", "paper", 4.5),
    ("ink", "sheet", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "sheet", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "sheet", 4.5),
    ("mark-ink", "mark", 4.5),
    ("strong", "paper", 3.0),
    ("focus", "paper", 3.0),
)
_SPELLING = re.compile(r"[\s\"']")
XYZ_OF = {"oklab": "xyz-d65", "oklch": "xyz-d65", "lab": "xyz-d50", "lch": "xyz-d50"}
Tokens = Mapping[str, float]  # relative luminance by name


def style_links(path: str, text: str, base: Base) -> Iterator[tuple[Target, Sighting]]:
    """Fonts, images and other style sheets that a style sheet loads."""
    for node in _deep(tinycss2.parse_stylesheet(text)):
        if node.type == "url" or (node.type == "function" and node.lower_name == "url"):
            address = node.value if node.type == "url" else next((part.value for part in node.arguments), "")
            kind, target, _ = address_of(base, path, address)
            if not address.startswith("#"):
                yield Target(kind, target, "", True), Sighting(Location(path, node.source_line))


def _deep(nodes: Any) -> Iterator[Any]:
    for node in nodes or ():
        yield node
        for part in ("prelude", "content", "arguments"):
            yield from _deep(getattr(node, part, None))


def check_contrast(path: str, text: str) -> Iterator[Finding]:
    """Check each block of tokens (light, dark), on top of earlier ones with its selector and of the first block."""
    known: dict[str, Tokens] = {}
    for line, name, own in _blocks(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), ""):
        same = _SPELLING.sub("", name)
        known[same] = {**known.get(same, {}), **own}
        tokens = {**next(iter(known.values())), **known[same]}
        for fore, back, least in PAIRS:
            if fore in tokens and back in tokens and (ratio := contrast(tokens[fore], tokens[back])) < least:
                what = f"`--{fore}` on `--{back}` has a contrast of {ratio:.2f} in `{name}`; WCAG AA requires {least}"
                yield finding(Location(path, line), "K401", what, "make one of them darker or lighter")


def _blocks(rules: Any, around: str) -> Iterator[tuple[int, str, Tokens]]:
    for rule in rules:
        if rule.type == "qualified-rule":
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            tokens = dict(_tokens(declared))
            if tokens:
                yield rule.source_line, around + tinycss2.serialize(rule.prelude).strip(), tokens
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword == "media":
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _blocks(inner, f"@media{tinycss2.serialize(rule.prelude)} ")


def _tokens(declared: Any) -> Iterator[tuple[str, float]]:
    """Opaque colours only: the contrast of others depends on what is below them."""
    for one in declared:
        if one.type == "declaration" and one.name.startswith("--"):
            colour = tinycss2.color5.parse_color(tinycss2.serialize(one.value).strip())
            if colour is None or colour == "currentcolor" or colour.alpha != 1:
                continue
            if (light := luminance(colour)) is not None:
                yield one.name[2:], light


def contrast(one: float, other: float) -> float:
    """Contrast of two relative luminances by WCAG 2.2: 1 for equal ones, 21 for black on white."""
    darker, lighter = sorted((one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Any) -> float | None:
    """WCAG's relative luminance is the Y of XYZ; None in a colour space that cannot be converted here."""
    if colour.space in XYZ_OF:
        return float(colour.to(XYZ_OF[colour.space]).coordinates[1])
    if colour.space not in ("srgb", "hsl", "hwb"):
        return None
    parts = [part or 0.0 for part in colour.to("srgb").coordinates]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
