"""Importing a test's seeds, and what came of it."""

from __future__ import annotations

from typing import Any

from generator.config.site_yaml import load_settings
from generator.ingest.options import ImportOptions
from generator.ingest.pipeline import ingest
from generator.ingest.results import Imported, ImportReport
from support import SiteFolder


def run(site: SiteFolder, **wishes: Any) -> ImportReport:
    """All of seeds/."""
    return ingest(site.root, (), load_settings(site.root), ImportOptions(**wishes))


def new(report: ImportReport) -> list[Imported]:
    return [one for one in report.articles if one.action == "new"]


def imported(site: SiteFolder, name: str, data: str | bytes) -> Imported:
    """The one article of a seed."""
    site.write(f"seeds/{name}", data)
    (article,) = new(run(site))
    return article


def codes(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.problems]
