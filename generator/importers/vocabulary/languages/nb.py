"""Norwegian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "forside|forsiden|hjem",
    "web byline": "av|tekst av",
    "web byline label": "tekst|forfatter|journalist|skrevet av|av",
    "read also": "les også|les mer|se også",
    "page that is no article": (
        "siden ble ikke funnet|logg inn|søkeresultater|søk|kontakt|kontakt oss|om oss|arkiv|personvern"
    ),
    "name is over": "i",
    "and between names": "og",
}
