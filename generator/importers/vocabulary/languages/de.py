"""German words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "name particle": "von|van|und",
    "name behind": "Von|von|VON",
    "updated": "aktualisiert",
    "published": "veroffentlicht",
    "read also": "lesen sie auch",
    "credit": "foto(graf)",
    "caption": "foto(graf)",
    "button": (
        "teilen|drucken|kommentare|kommentieren|anzeige|werbung|anmelden|abonnieren|merken|vorlesen|artikel teilen"
    ),
    "button opens": "auf facebook",
    "end": "alle rechte vorbehalten|mehr zum thema|lesen sie auch|meistgelesen|das könnte sie auch|verwandte themen",
    "end line": "weitere artikel|auch interessant|schlagworte|themen|zur startseite|impressum",
    "privacy": "datenschutz",
    "terms": "nutzungsbedingungen",
    "note to editors": "achtung",
}
