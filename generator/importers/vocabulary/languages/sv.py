"""Swedish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "startsida|startsidan|hem|förstasidan",
    "web byline": "av|text av",
    "web byline label": "text|författare|skribent|reporter|av",
    "read also": "läs också|läs även|läs mer|se också",
    "page that is no article": (
        "sidan hittades inte|sidan kunde inte hittas|logga in|sökresultat|sök|kontakt|kontakta oss|om oss|arkiv|integritetspolicy"
    ),
    "name is over": "i",
    "and between names": "och",
}
