"""Hungarian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "címlap|főoldal|kezdőlap",
    "web byline label": "írta|szerző|szöveg",
    "read also": "olvassa el ezt is|kapcsolódó cikk|ezt is ajánljuk",
}
