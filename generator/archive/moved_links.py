"""Links from one article to the address where another was first published: they lead to it in this archive."""

from __future__ import annotations

from collections.abc import Sequence

from generator.archive.archive import ArchiveItem
from generator.model import Article
from generator.text.addresses.web_links import page_key


class MovedLinks:
    """Keeps only what is linked to, so that an article depends on no others than those that it links to."""

    def __init__(self, linking: Sequence[ArchiveItem], articles: Sequence[ArchiveItem]) -> None:
        wanted = {page_key(link) for item in linking for link in item.article.links} - {""}
        self._url_by_key: dict[str, str] = {}
        for item in articles if wanted else ():
            key = page_key(item.article.source_url)
            if key in wanted:
                self._url_by_key.setdefault(key, item.article.url)

    def __bool__(self) -> bool:
        return bool(self._url_by_key)

    def of(self, article: Article) -> dict[str, str]:
        """The permalinks of the other articles that its body links to, by the links as written."""
        if not self._url_by_key or not article.links:
            return {}
        found = {link: self._url_by_key.get(page_key(link), "") for link in article.links}
        return {link: url for link, url in found.items() if url and url != article.url}
