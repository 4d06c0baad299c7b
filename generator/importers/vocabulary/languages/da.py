"""Danish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "forside|forsiden|hjem",
    "web byline": "af|skrevet af",
    "web byline label": "tekst|forfatter|journalist|af",
    "read also": "læs også|læs mere|se også",
    "page that is no article": (
        "siden blev ikke fundet|log ind|søgeresultater|søg|kontakt|om os|arkiv|privatlivspolitik"
    ),
    "name is over": "i",
    "and between names": "og",
}
