"""Of all that a page says of itself, what is believed: the better candidate for each field, and doubts as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importers.web.page_data import values
from generator.model import Evidence


def tags_of(found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Tags that the page's makers chose: article:tag before keywords for search engines, at most eight."""
    ranked = values(found, "tags")
    best = ranked[0].method if ranked else ""
    parts = [part.strip() for one in ranked if one.method == best for part in re.split("[,،;؛、|]", one.value)]
    for part in list(dict.fromkeys(part for part in parts if 1 < len(part) < 60))[:8]:
        yield Evidence("tags", part, best, ranked[0].confidence)
