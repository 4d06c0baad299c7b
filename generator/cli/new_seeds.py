"""What `build` and `serve` do first: import the seeds that are new, by the same function as `warraq import`."""

from __future__ import annotations

from generator.engine.site import Site
from generator.model import Problem
from generator.workers import Workers


def import_new_seeds(site: Site, workers: Workers | None = None) -> tuple[Problem, ...]:
    if not (site.root / "seeds").is_dir():
        return ()
    # Loads the importers, a fifth of the time of a build that finds nothing changed: sites without seeds need none.
    from generator.ingest.options import DEFAULT_OPTIONS, ImportServices  # noqa: PLC0415
    from generator.ingest.pipeline import ingest  # noqa: PLC0415

    services = ImportServices(workers, report=lambda _: None)  # a build reports problems only, and keeps no article
    return tuple(ingest(site.root, (), site.settings, DEFAULT_OPTIONS, services).problems)
