"""What other generators add to Markdown, as Markdown that every tool reads: shortcodes, wiki links, template tags."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.text.markup import closed_part

_CODE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_HUGO = re.compile(r"\{\{([<%])\s*+(?P<close>/?)\s*+(?P<name>[\w/.-]++)(?P<given>.*?)[>%]\}\}", re.DOTALL)
_HUGO_END = re.compile(r"[>%]\}\}")
_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<given>.*?)-?%\}", re.DOTALL)
_LIQUID_END = re.compile(r"%\}")
_VALUE = re.compile(r"\{\{-?(?P<inner>[^{}<%]*)\}\}")
# Commands that a text shows: Hugo's and Zola's comments inside the marks, and a brace as a character reference.
_SHOWN = re.compile(r"\{(?P<open>[{%][<%]?)/\*(?P<inner>.*?)\*/(?P<close>[>%]?[}%])\}", re.DOTALL)
_SHOWN_END = re.compile(r"\*/[>%]?[}%]\}")
_BRACE = "&#123;"
_EMBED = re.compile(r"!\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_WIKI = re.compile(r"\[\[([^\[\]|#\n]*)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_KRAMDOWN = re.compile(r"^\{:[^{}\n]*\}[ \t]*\n?|(?<=\S)\{:[^{}\n]*\}", re.MULTILINE)
_CALLOUT = re.compile(r"^>[ \t]*\[!\w+\][+-]?[ \t]*(.*)$", re.MULTILINE)
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_GIVEN = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"']+))|\"([^\"]*)\"|'([^']*)'|([^\s\"'=]+)"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
# Tags that only format the text in them.
_SILENT = frozenset("raw endraw highlight endhighlight comment endcomment more capture endcapture".split())


def portable(text: str) -> tuple[str, list[str]]:
    """The text without what only its old tool understood, and what of that was not translated; code is left, but for
    commands that it shows."""
    unknown: list[str] = []
    parts = _CODE.split(text)
    translated = [_shown(part, "{") if number % 2 else _translated(part, unknown) for number, part in enumerate(parts)]
    return "".join(translated), list(dict.fromkeys(unknown))


def _shown(text: str, brace: str) -> str:
    closed, rest = closed_part(text, _SHOWN_END)
    return (
        _SHOWN.sub(
            lambda match: ("{" + match["open"]).replace("{", brace) + match["inner"] + match["close"] + "}", closed
        )
        + rest
    )


def _translated(text: str, unknown: list[str]) -> str:
    if "{{" in text or "{%" in text:
        text = _shown(text, _BRACE)
        closed, rest = closed_part(text, _HUGO_END)
        text = _HUGO.sub(lambda match: _shortcode(match, unknown), closed) + rest
        closed, rest = closed_part(text, _LIQUID_END)
        text = _LIQUID.sub(lambda match: _tag(match, unknown), closed) + rest
        text = _VALUE.sub(lambda match: _value(match, unknown), text)
    if "[[" in text:
        text = _WIKI.sub(lambda match: (match[2] or match[1]).strip(), _EMBED.sub(_embedded, text))
    if "[!" in text:
        text = _CALLOUT.sub(lambda match: f"> **{match[1].strip()}**" if match[1].strip() else ">", text)
    return _COMMENT.sub("", _KRAMDOWN.sub("", text)).replace(_BRACE, "{")


def _shortcode(match: re.Match[str], unknown: list[str]) -> str:
    name, given = match["name"].lower(), _given(match["given"].rstrip().removesuffix("/"))
    if match["close"]:
        return ""
    if name in ("figure", "img", "image"):
        return _figure(given)
    if name in ("ref", "relref"):
        return next(iter(given.values()), "")
    return _player(name, given, f"{{{{< {name} >}}}}", unknown)


def _player(name: str, given: Mapping[str, str], shown: str, unknown: list[str]) -> str:
    first = given.get("id") or given.get("0") or given.get("url") or given.get("src") or ""
    if name in _PLAYERS and first:
        return f"<{first if first.startswith('http') else _PLAYERS[name].format(given.get('1', first) if name in ('tweet', 'x') else first)}>"
    if first.startswith("http"):
        return f"<{first}>"
    unknown.append(shown)
    return ""


def _figure(given: Mapping[str, str]) -> str:
    address = (given.get("src") or given.get("link") or given.get("0") or "").replace(" ", "%20")
    caption = (given.get("caption") or given.get("title") or "").replace('"', "”")
    return (
        f"![{given.get('alt', '')}]({address}{f' {chr(34)}{caption}{chr(34)}' if caption else ''})" if address else ""
    )


def _given(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _GIVEN.findall(text):
        found[name or str(len(found))] = next(filter(None, values), "")
    return found


def _tag(match: re.Match[str], unknown: list[str]) -> str:
    name = match["name"]
    if name in _SILENT:
        return ""
    if name in ("link", "post_url"):
        return match["given"].strip()
    return _player(name.removeprefix("oembed_"), _given(match["given"]), f"{{% {name} %}}", unknown)


def _value(match: re.Match[str], unknown: list[str]) -> str:
    """`{{ site.baseurl }}/x` is a path of the site; `{{ "/x" | relative_url }}` is `/x`."""
    inner = match["inner"].strip().removesuffix("-").rstrip()
    if re.match(r"(?:site|page)\.(?:base_?url|url|root)|SITEURL|config\.base_url", inner):
        return ""
    quoted = re.match(r"[\"']([^\"']*)[\"']\s*\|", inner)
    if quoted:
        return quoted[1]
    unknown.append(f"{{{{ {inner} }}}}"[:60])
    return ""


def _embedded(match: re.Match[str]) -> str:
    name = match[1].strip()
    if not _PICTURE.search(name):
        return name
    alt = "" if (match[2] or "").strip().isdigit() else (match[2] or "")
    return f"![{alt}]({name.replace(' ', '%20')})"
