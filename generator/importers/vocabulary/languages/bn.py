"""Bengali words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "প্রচ্ছদ|হোম",
    "web byline label": "লেখক|প্রতিবেদক|নিজস্ব প্রতিবেদক",
    "read also": "আরও পড়ুন",
}
