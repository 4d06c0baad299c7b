"""What a build did, for the terminal, for `--json` and for the development server."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.model import Problem


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a build did. `seconds` by stage in the order of the stages.

    `without_url` are the files of published articles that have their address from title and date.
    """

    targets_planned: int = 0
    targets_made: int = 0
    files_written: int = 0
    files_removed: int = 0
    bytes_written: int = 0
    sources_parsed: int = 0
    articles: int = 0
    seconds: Mapping[str, float] = {}
    problems: tuple[Problem, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    without_url: tuple[str, ...] = ()
