"""Czech words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "úvod|domů|titulní strana",
    "web byline label": "autor|autorka|text|napsal|napsala",
    "read also": "čtěte také|čtěte též|přečtěte si také",
    "name is over": "v",
    "and between names": "a",
}
