"""What a build reads of content/, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.disk.files import FileStamp
from generator.engine.memory.known import KnownImage
from generator.images.static import NO_IMAGE, StaticImage
from generator.model import Article, Problem
from generator.records.ledger import NO_LEDGER, Ledger
from generator.records.story_versions import NO_VERSIONS, Versions


class StaticFile(msgspec.Struct, frozen=True):
    """A file of static/ or of the theme: `path` in output/, `source` as messages name it, `file` on the disk.

    Of an image `content` is the hash of its bytes.
    """

    path: str
    source: str
    file: str
    stamp: FileStamp
    content: str = ""
    image: StaticImage = NO_IMAGE


class Loaded(msgspec.Struct, frozen=True):
    """What content/ holds for readers: `articles`, standalone `pages`, the `files` beside them (images).

    `collections` are the pages that introduce collections. `kept_back` are articles and pages that readers may not see
    now, `withdrawn` those that were taken down. `has_moved` says that files came or went since the last build.
    `images` are the files that articles show, as they were examined; `static` are the owner's own files;
    `theme_images` are the images of the theme, by their paths in output/.
    """

    articles: tuple[Article, ...]
    pages: tuple[Article, ...]
    files: tuple[tuple[str, FileStamp], ...]
    problems: tuple[Problem, ...]
    parsed: int
    versions: Versions = NO_VERSIONS
    collections: tuple[Article, ...] = ()
    has_moved: bool = False
    kept_back: tuple[Article, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    images: Mapping[str, KnownImage] = {}
    ledger: Ledger = NO_LEDGER
    static: tuple[StaticFile, ...] = ()
    theme_images: Mapping[str, StaticFile] = {}
