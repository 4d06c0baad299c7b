"""Polish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "strona główna",
    "web byline label": "autor|autorka|tekst|opracował|opracowała|oprac.",
    "read also": "czytaj też|czytaj także|zobacz też|zobacz także|przeczytaj także",
    "page that is no article": (
        "nie znaleziono strony|strona nie istnieje|zaloguj się|logowanie|rejestracja|wyniki wyszukiwania|szukaj|kontakt|o nas|polityka prywatności|regulamin|archiwum|mapa strony"
    ),
    "text of no article": ("strona, której szukasz|nie pamiętasz hasła|używamy plików cookie"),
    "name is over": "w",
    "and between names": "i",
}
