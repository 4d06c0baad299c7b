"""Romanian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "acasă|prima pagină",
    "web byline": "de",
    "web byline label": "autor|autoare|text|de",
    "read also": "citește și|citeşte și|citește mai mult|vezi și",
}
