"""Dutch words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "home|voorpagina|startpagina",
    "web byline": "door",
    "web byline label": "auteur|tekst|door",
    "read also": "lees ook|lees meer|meer over dit onderwerp|bekijk ook",
    "page that is no article": (
        "pagina niet gevonden|inloggen|registreren|zoekresultaten|zoeken|contact|over ons|privacybeleid|archief"
    ),
    "text of no article": ("de pagina die je zoekt|wachtwoord vergeten|wij gebruiken cookies"),
    "name is over": "in|op",
    "and between names": "en",
}
