"""The keys of site.yaml, with their defaults; site_yaml.py reads and validates them."""

from __future__ import annotations

from typing import Literal

import msgspec


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A section of the site: `name` as in the front matter of articles, `slug` for its URL."""

    name: str
    slug: str = ""


class Import(msgspec.Struct, frozen=True, omit_defaults=True):
    """Options of imports: `suggest_terms` suggests tags, people and places for seeds without them."""

    suggest_terms: bool = True


class MenuItem(msgspec.Struct, frozen=True):
    """An entry of the main menu: `url` is a path within the site or a full address."""

    name: str
    url: str


class Deploy(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where `warraq deploy` publishes the site: a branch of a git remote (its name or URL), a folder, `s3` or `sftp`.

    `history` keeps the commits of earlier deploys. `s3` is a bucket, with a folder in it after a slash, of the store at
    `endpoint` (Amazon's unless given). `host` says who serves the site: hosts/table.py.
    """

    host: Literal["", "github", "gitlab", "cloudflare", "netlify", "s3", "nginx", "plain"] = ""
    remote: str = ""
    branch: str = "gh-pages"
    folder: str = ""
    history: bool = False
    s3: str = ""
    endpoint: str = ""
    sftp: str = ""


class Missing(msgspec.Struct, frozen=True, omit_defaults=True):
    """A known gap in the archive: a day, month or year, or a range `2011-01-28/2011-02-02`; the issue; the reason."""

    date: str
    issue: str = ""
    why: str = ""


class ContentSecurity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Origins that pages may load from, by purpose; text/content_policy.py says what each purpose needs."""

    analytics: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    embeds: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


class Robots(msgspec.Struct, frozen=True, omit_defaults=True):
    """robots.txt: what programs for AI may do ("": nothing is said), and paths that no crawler should fetch."""

    ai: Literal["", "none", "search", "all"] = ""
    disallow: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """All settings of site.yaml. `month_names` selects one of the Arabic sets of month names."""

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
    range_limit: int = 40  # cards on a listing page before it splits: archive/listings.py
    term_page_articles: int = 1
    front_page_articles: int = 8  # cards on the front page: engine/plan/front.py
    feed_articles: int = 30  # entries in a feed: engine/plan/feeds.py
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
    content_security: ContentSecurity = ContentSecurity()
    robots: Robots = Robots()
    contact: str = ""
    websub: str = ""
    deploy: Deploy = Deploy()

    @property
    def data_formats(self) -> tuple[str, ...]:
        """The formats of published data. Proofs need tables."""
        return self.data if "csv" in self.data or not self.integrity else (*self.data, "csv")
