"""What an export of articles wrote."""

from __future__ import annotations

from typing import NamedTuple

from generator.model import Problem


class Exported(NamedTuple):
    """Counts of articles; `withdrawn` ones are not among `articles`. `problems` are of files that stayed out."""

    problems: tuple[Problem, ...]
    articles: int
    drafts: int = 0
    without_date: int = 0
    withdrawn: int = 0
