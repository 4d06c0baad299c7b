"""Ukrainian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "головна|на головну|головна сторінка",
    "web byline label": "автор|автори|текст|авторка",
    "read also": "читайте також|дивіться також",
    "and between names": "та",
}
