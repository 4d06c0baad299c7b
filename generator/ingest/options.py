"""What a caller of import asks for, and the services it lends: workers, a receiver of results, a progress bar."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from generator.ingest.results import Imported
from generator.workers import Progress, Workers, no_progress


class ImportOptions(msgspec.Struct, frozen=True):
    """The options of `warraq import`.

    `is_detailed` also reports known seeds, `keeps_lines` reports all of their lines. `retags` reads known seeds again
    for tags, people and places alone, and writes them unless it is a dry run.
    """

    format: str = ""
    publisher: str = ""
    since: str = ""
    limit: int = 0
    is_dry_run: bool = False
    is_detailed: bool = False
    keeps_lines: bool = False
    retags: bool = False


class ImportServices(msgspec.Struct, frozen=True):
    """Without `workers` this process reads; without `report` the ImportReport holds the articles."""

    workers: Workers | None = None
    report: Callable[[Imported], None] | None = None
    progress: Progress = no_progress


DEFAULT_OPTIONS = ImportOptions()
NO_SERVICES = ImportServices()
