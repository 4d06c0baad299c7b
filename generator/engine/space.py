"""Whether the disk has room for a large build, looked at before the first file is written.

A disk that fills up is no disaster: no file is half written, and the next build continues. But it would come after
minutes or hours, and other programs would suffer.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.archive.permalinks import output_path
from generator.disk.folders import OutputFolder
from generator.disk.space import free_bytes
from generator.engine.planned import Planned
from generator.errors import RefusedError
from generator.model import Problem

LARGE = 1000  # new articles: fewer are made in a moment
BYTES_OF_A_WORD = 11  # of Arabic, with its space
# Bytes of an article without its text on the disk: a block for its page and one for its folder at least. 2,000
# articles of the benchmark with 5 kB of text each take 39 kB each in output/ and the cache with the theme warqa
# and no search, and 54 kB with jarida. Photographs are published as they are and in two or three widths.
LEAST, LIKELY = 8_192, 40_000
TIMES_TEXT, TIMES_IMAGES = 2.5, 1.5


def check_room(plan: Planned, made: Collection[str]) -> tuple[Problem, ...]:
    """Refuse where not even the bare texts fit, warn where it is tight. `made` are the paths of the last build."""
    items = plan.archive.articles
    if len(items) - len(made) < LARGE:
        return ()
    new = [item.article for item in items if output_path(item.article.url) not in made]
    texts = sum(article.words for article in new) * BYTES_OF_A_WORD
    images = sum(stamp.size for _, stamp in plan.loaded.files) * len(new) // len(items)
    least = len(new) * LEAST + texts + images
    likely = len(new) * LIKELY + int(texts * TIMES_TEXT + images * TIMES_IMAGES)
    output = str(plan.site.output)
    free = free_bytes(output)
    if free >= likely:
        return ()
    # Files of a build that the cache knows nothing of are replaced.
    there = OutputFolder(plan.site.output)
    free += sum((there.stat(path) or (0, 0))[0] for path in there.paths())
    what = f"the disk of `{output}` has {free:,} bytes free, but {len(new):,} new articles"
    if free < least:
        raise RefusedError(f"{what} take at least {least:,}", "free some space, or choose another disk with --output")
    if free < likely:
        hint = "free some space if the build stops; it continues where it stopped"
        return (Problem("output", 0, 0, "E302", "warning", f"{what} take about {likely:,}", hint),)
    return ()
