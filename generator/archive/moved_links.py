"""Links from one article to the address where another first stood: they lead to it here."""

from __future__ import annotations

from collections.abc import Sequence

from generator.archive.arrange import Placed
from generator.model import Article
from generator.text.addresses.web_links import page_key


class OldLinks:
    """Of all that stands in the archive only what is linked to is kept: an article hangs on those it names."""

    def __init__(self, linking: Sequence[Placed], articles: Sequence[Placed]) -> None:
        wanted = {page_key(link) for item in linking for link in item.article.links} - {""}
        self._url_by_key: dict[str, str] = {}
        for item in articles if wanted else ():
            key = page_key(item.article.source_url)
            if key in wanted:
                self._url_by_key.setdefault(key, item.article.url)

    def of(self, article: Article) -> dict[str, str]:
        """The permalinks behind the links of its body that mean another article, by the links as written."""
        if not self._url_by_key or not article.links:
            return {}
        found = {link: self._url_by_key.get(page_key(link), "") for link in article.links}
        return {link: url for link, url in found.items() if url and url != article.url}
