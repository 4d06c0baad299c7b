"""Language tags and text direction."""

from __future__ import annotations

import re

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # approximately a BCP 47 tag
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku-arab nqo ps sd syr ug ur uz-arab yi".split())


def direction(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag."""
    tag = language.lower()
    return "rtl" if tag in RIGHT_TO_LEFT or tag.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


# The main territory of a language, which OpenGraph requires.
_TERRITORIES = {"ar": "AR", "en": "US", "fa": "IR", "ur": "PK", "he": "IL", "tr": "TR", "ckb": "IQ", "ku": "TR"}


def open_graph_locale(language: str) -> str:
    """`ar_AR`, `fr_FR` for a BCP 47 tag."""
    tag, _, rest = language.partition("-")
    return f"{tag}_{rest.rpartition('-')[2].upper() if rest else _TERRITORIES.get(tag, tag.upper())}"
