"""Everything a build may depend on, as one frozen value."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from generator import __version__
from generator.archive.permalinks import SECTIONS, term_slug, term_url
from generator.config.settings import Settings
from generator.config.site_yaml import NAME as SITE_YAML
from generator.config.site_yaml import at_address, load_settings
from generator.disk.files import FileStamp, is_settled, read_if_there, stamp_of_file
from generator.disk.folders import OutputFolder
from generator.disk.links import real_path
from generator.disk.walking import walk
from generator.errors import RefusedError, SettingsError
from generator.images.examine import avif_encoder
from generator.images.social_cards import can_shape
from generator.model import Feed, Link, SiteView
from generator.records.authority import NAME as TERMS_YAML
from generator.records.authority import Authority, load_authority
from generator.records.site_lock import check_cache
from generator.text.content_policy import sources_by_directive
from generator.text.languages import direction
from generator.theme.layers import bundled_themes
from generator.theme.templates import Theme, load_theme

Stamps = tuple[tuple[str, FileStamp], ...]
MARKER = ".warraq"
FEEDS = {
    "atom": Feed("atom", "application/atom+xml", "/feed.xml"),
    "rss": Feed("rss", "application/rss+xml", "/rss.xml"),
    "json": Feed("json", "application/feed+json", "/feed.json"),
}
MARKER_BYTES = b"This folder is made by warraq: what it did not make here may be removed.\n"


class Site(msgspec.Struct, frozen=True):
    """A site on disk with its settings: `now` is ISO 8601 with offset and decides on embargoes only.

    With `keeps_last_good` a content file that breaks keeps the article that it held before: for editing, not
    for publishing.
    """

    root: Path
    output: Path
    settings: Settings
    theme: Theme
    authority: Authority
    now: str
    has_drafts: bool = False
    keeps_last_good: bool = False
    is_portable: bool = False

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def static(self) -> Path:
        """Files that go to the root of output/ as they are: CNAME, .well-known/security.txt."""
        return self.root / "static"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"


def open_site(root: Path, output: Path | None, *, base_url: str | None, now: str, has_drafts: bool) -> Site:
    """Read site.yaml, terms.yaml and the theme; refuse an output folder that could harm the site."""
    return SiteReader(root, output, base_url=base_url, has_drafts=has_drafts).read(now)


class SiteReader:
    """Reads a site again and again: site.yaml, terms.yaml and the theme only where their files changed."""

    def __init__(self, root: Path, output: Path | None, *, base_url: str | None, has_drafts: bool) -> None:
        self._root = root
        self._output = output or root / "output"
        self._base_url = base_url
        self._has_drafts = has_drafts
        self._site: Site | None = None
        self._stamps: Stamps = ()

    def read(self, now: str) -> Site:
        stamps = _stamps_of_sources(self._root)
        check_output(self._root, self._output)
        check_cache(self._root)
        if self._site is None or stamps != self._stamps or not all(is_settled(stamp) for _, stamp in stamps):
            self._site, self._stamps = None, stamps
            self._site = self._opened(now)
        return msgspec.structs.replace(self._site, now=now)

    def _opened(self, now: str) -> Site:
        root, settings = self._root, at_address(load_settings(self._root), self._base_url)
        _check_libraries(settings)
        theme = load_theme(root, settings.theme, settings.language, settings.theme_options)
        return Site(root, self._output, settings, theme, load_authority(root), now, self._has_drafts)


def _stamps_of_sources(root: Path) -> Stamps:
    """Of all files that a site is opened from: site.yaml, terms.yaml, and the themes of the site and of the package."""
    found = []
    for name in (SITE_YAML, TERMS_YAML):
        with suppress(FileNotFoundError, NotADirectoryError):
            found.append((name, stamp_of_file(root / name)))
    for folder, within in ((root / "themes", root), (bundled_themes(), None)):
        found += [(f"{folder}/{path}", stamp) for path, stamp in walk(folder, within, is_copied=True)]
    return tuple(found)


def _check_libraries(settings: Settings) -> None:
    """Refuse what this Pillow cannot do."""
    if settings.social_cards and not can_shape():
        hint = "install Pillow's official wheel, which includes libraqm, or set `social_cards: false`"
        raise SettingsError("`social_cards` needs libraqm, without which Arabic letters are not joined", hint)
    if settings.avif and not avif_encoder():
        hint = "install Pillow's official wheel, which includes libavif, or set `avif: false`"
        raise SettingsError("`avif` needs libavif, which the installed Pillow does not include", hint)


def portable_site(site: Site) -> Site:
    """The same site, to be made as a folder that opens from disk."""
    return msgspec.structs.replace(site, is_portable=True)


def view_of(settings: Settings, *, is_portable: bool = False) -> SiteView:
    """What templates may know about the site: nothing that an article could change."""
    sections = tuple(
        Link(section.name, term_url(SECTIONS, section.slug or term_slug(section.name))) for section in settings.sections
    )
    return SiteView(
        title=settings.title,
        language=settings.language,
        dir=direction(settings.language),
        base_url=settings.base_url,
        base_path=urlsplit(settings.base_url).path or "/",
        tagline=settings.tagline,
        description=settings.description,
        rights=settings.rights,
        digits=settings.digits,
        month_names=settings.month_names,
        has_search=settings.search,
        sections=sections,
        menu=tuple(Link(item.name, item.url) for item in settings.menu),
        version=__version__,
        timezone=settings.timezone,
        image=settings.image,
        canonical=settings.canonical,
        feeds=tuple(FEEDS[name] for name in settings.feeds),
        term_feeds=tuple(FEEDS[name] for name in settings.term_feeds),
        feeds_of=settings.feeds_of if settings.term_feeds else (),
        has_data=bool(settings.data_formats),
        has_integrity=settings.integrity,
        hub=settings.websub,
        is_offline=settings.offline and not is_portable,
        is_portable=is_portable,
        content_sources=tuple(sources_by_directive(msgspec.structs.asdict(settings.content_security)).items()),
        robots_ai=settings.robots.ai,
        robots_disallow=settings.robots.disallow,
    )


def check_output(root: Path, output: Path) -> None:
    """Refuse an output folder where a build or a deploy could harm what is not its own."""
    path, site = Path(os.path.abspath(output)), real_path(root)
    real = real_path(path)
    if real == Path(real.anchor) or real == Path.home():
        raise RefusedError(f"`{output}` cannot be the output folder", "choose a separate folder, such as output/")
    if real == site or real in site.parents:
        raise RefusedError(
            f"output folder `{output}` contains the site itself", "choose a separate folder, such as output/"
        )
    for name in ("content", "seeds", "static", "themes", ".cache", ".git", "generator"):
        kept = site / name
        if real == kept or kept in real.parents:
            raise RefusedError(f"output folder `{output}` is inside the site's {name}/", "choose a separate folder")
    if _is_inside(path, Path(os.path.abspath(root))) and not _is_inside(real, site):
        raise RefusedError(f"output folder `{output}` leads outside the site through a link", "remove the link")
    if output.exists() and not output.is_dir():
        raise RefusedError(f"output folder `{output}` is a file", "choose a folder")
    _check_foreign(output)


def _is_inside(path: Path, folder: Path) -> bool:
    return folder in path.parents


def _check_foreign(output: Path) -> None:
    if not output.is_dir() or read_if_there(output / MARKER) is not None:
        return
    foreign = [path for path in OutputFolder(output).paths() if not path.rpartition("/")[2].startswith(".")]
    if foreign:
        raise RefusedError(
            f"`{output}` contains files that Warraq did not create, such as `{foreign[0]}`",
            "choose an empty folder: a build removes files that it did not create",
        )
