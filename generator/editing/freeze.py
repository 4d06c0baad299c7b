"""`edit --freeze-urls`: the present address of each published article, written into its file."""

from __future__ import annotations

from generator.editing.catalogue import Claims, Entry, entries
from generator.editing.edit import Change, Edit
from generator.editing.lines import LineError, with_fields
from generator.engine.load.release import Gate
from generator.engine.site import Site
from generator.model import Problem


def plan_freeze(site: Site) -> Edit:
    """The files with `url`; nothing is written. What readers cannot see yet may still change its address."""
    gate, claims = Gate(site), Claims()
    changes: list[Change] = []
    problems: list[Problem] = []
    unchanged = 0
    for entry in entries(site.root, site.settings):
        if isinstance(entry, Problem):
            continue  # the build reports it
        owner = claims.owner(entry.article.url)
        claims.take(entry.article.url, entry.path)
        if entry.article.has_url or gate.reason(entry.article) not in ("", "withdrawn"):
            unchanged += 1
        elif owner:
            what = f"`{entry.article.url}` is already the URL of `{owner}`"
            problems.append(Problem(entry.path, 1, 0, "D110", "error", what, "give this article another `url`"))
        else:
            _freeze(entry, changes, problems)
    return Edit(tuple(changes), tuple(problems), unchanged)


def _freeze(entry: Entry, changes: list[Change], problems: list[Problem]) -> None:
    try:
        after = with_fields(entry.text, {"url": f"{entry.article.url.strip('/')}/"})
    except LineError as problem:
        hint = f"add `url: {entry.article.url.strip('/')}/` by hand"
        problems.append(Problem(entry.path, 1, 0, "D107", "error", str(problem), hint))
    else:
        changes.append(Change(entry.path, entry.text, after))
