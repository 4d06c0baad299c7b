"""Finnish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "etusivu|etusivulle",
    "web byline label": "teksti|kirjoittaja|toimittaja",
    "read also": "lue myös|lue lisää|katso myös",
}
