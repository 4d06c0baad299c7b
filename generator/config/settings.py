"""What site.yaml may say, with defaults: the one list of its keys."""

from __future__ import annotations

from typing import Literal

import msgspec


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A department of the paper. `name` as in the articles' front matter, `slug` in its URL."""

    name: str
    slug: str = ""


class Import(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an import may do beside reading: `suggest_terms` names tags, people and places where a seed does not."""

    suggest_terms: bool = True


class MenuItem(msgspec.Struct, frozen=True):
    """An entry of the main menu: `url` is a path of this site or a whole URL."""

    name: str
    url: str


class Deploy(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where `warraq deploy` puts the site: a branch of a git remote (its name or its URL), or a folder.

    `history` keeps the commits of earlier deploys.
    """

    remote: str = ""
    branch: str = "gh-pages"
    folder: str = ""
    history: bool = False


class Missing(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the archive is known to lack: a day, month or year, or a span `2011-01-28/2011-02-02`; the issue; why."""

    date: str
    issue: str = ""
    why: str = ""


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """site.yaml, whole. `month_names` picks one of the Arab world's month families."""

    title: str
    tagline: str = ""
    description: str = ""
    language: str = "ar"
    base_url: str = "http://localhost:8000/"
    timezone: str = "UTC"
    theme: str = "jarida"
    permalink: str = "{year}/{month}/{slug}/"
    digits: Literal["latin", "arabic", "persian"] = "latin"
    month_names: Literal["egyptian", "levantine", "maghrebi", "moroccan", "mauritanian"] = "egyptian"
    range_limit: int = 40
    term_page_articles: int = 1
    front_page_articles: int = 8
    feed_articles: int = 30
    feeds: tuple[Literal["atom", "rss", "json"], ...] = ("atom",)
    term_feeds: tuple[Literal["atom", "rss", "json"], ...] = ("atom",)
    feeds_of: tuple[Literal["sections", "tags", "authors"], ...] = ("sections",)
    data: tuple[Literal["jsonl", "csv"], ...] = ()
    integrity: bool = False
    llms_txt: bool = False
    search: bool = True
    offline: bool = True
    sections: tuple[Section, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    missing: tuple[Missing, ...] = ()
    rights: str = ""
    import_: Import = msgspec.field(default=Import(), name="import")
    canonical: Literal["self", "original"] = "self"
    image: str = ""
    social_cards: bool = False
    avif: bool = False
    theme_options: dict[str, str] = {}
    contact: str = ""
    websub: str = ""
    deploy: Deploy = Deploy()

    @property
    def data_formats(self) -> tuple[str, ...]:
        """In which formats data are published: proofs stand in tables."""
        return self.data if "csv" in self.data or not self.integrity else (*self.data, "csv")
