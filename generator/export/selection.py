"""Which articles an export holds."""

from __future__ import annotations

import msgspec

from generator.model import Article


class Selection(msgspec.Struct, frozen=True):
    """An empty value selects everything. `since` and `until` are days, both included."""

    section: str = ""
    tag: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    has_uncertain_date: bool = False

    def holds(self, article: Article) -> bool:
        day = article.date[:10]
        return (
            self.section in ("", article.section)
            and (not self.tag or self.tag in article.tags)
            and self.status in ("", article.status)
            and (not self.since or (bool(day) and day >= self.since[: len(day)]))
            and (not self.until or (bool(day) and day[: len(self.until)] <= self.until))
            and (not self.has_uncertain_date or not day or bool(article.date_range))
        )
