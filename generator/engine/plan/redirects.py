"""Old addresses that forward, planned last: none replaces another file.

They are pages. Where the host reads `_redirects`, they are rules in it, as many as it takes; the rest stay pages.

Addresses that differ in the case of letters, or in a slash or `index.html` at the end, are one file somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.archive.archive import Archive
from generator.archive.permalinks import output_path
from generator.digest import digest
from generator.engine.claims import Claim, Conflict
from generator.engine.load.loaded import Loaded
from generator.engine.plan.context import BuildContext
from generator.engine.plan.target import Group, Target
from generator.hosts.redirects import NAME as RULES
from generator.hosts.redirects import Forward, Rule, redirects_file, rules_for
from generator.hosts.table import HOSTS
from generator.model import Article
from generator.theme.page_kinds import PAGE_KINDS

TEMPLATE = PAGE_KINDS["redirect"].template
GROUP = "redirects/"


class Redirect(NamedTuple):
    """From the file of an alias to the page of the article that names it."""

    path: str
    alias: str
    article: Article


class Redirects(NamedTuple):
    """Those that can be made, a group a period, and those that cannot. `forwards` are all that can be made."""

    groups: Iterator[Group]
    conflicts: tuple[Conflict, ...]
    forwards: tuple[Forward, ...]


def plan_redirects(archive: Archive, loaded: Loaded, planned: Mapping[str, str], context: BuildContext) -> Redirects:
    """`planned` are all other files of the site with the groups that make them."""
    kinds = [
        (f"{GROUP}{period or 'undated'}", [one.article for one in found]) for period, found in archive.periods.items()
    ]
    introduced = [one.page for one in archive.collections if one.page]
    kinds += [(f"{GROUP}pages", [*loaded.pages, *introduced]), (f"{GROUP}withdrawn", list(loaded.withdrawn))]
    wanted = [(key, list(chain.from_iterable(map(_wanted, articles)))) for key, articles in kinds]
    taken = _taken([one for _, members in wanted for one in members], planned)
    conflicts: list[Conflict] = []
    made = [(key, list(_free(members, taken, planned, conflicts))) for key, members in wanted]
    by_forward = {Forward(one.alias, one.article.url): one.path for _, members in made for one in members}
    answered = _answered(by_forward, planned, context)
    pages = [(key, [one for one in members if one.path not in answered]) for key, members in made]
    groups = (_group(key, members, context) for key, members in pages if members)
    return Redirects(chain(groups, _rules_file(answered, context)), tuple(conflicts), tuple(by_forward))


def _answered(
    by_forward: Mapping[Forward, str], planned: Mapping[str, str], context: BuildContext
) -> dict[str, tuple[Rule, ...]]:
    """The paths of those that the host answers itself, with their rules; none beside a file of the owner's."""
    rules = HOSTS[context.host].rules if context.host else None
    if rules is None or RULES in planned:
        return {}
    files = {f"/{path}" for path in planned}
    found = rules_for(rules, context.view.base_path, by_forward)
    base = context.view.base_path.rstrip("/")
    return {
        by_forward[forward]: tuple(rule for rule in one if rule.source.removeprefix(base) not in files)
        for forward, one in found
    }


def _rules_file(answered: Mapping[str, tuple[Rule, ...]], context: BuildContext) -> Iterator[Group]:
    if answered:
        data = redirects_file(chain.from_iterable(answered.values()))
        yield context.group(RULES, (), [digest(data)], lambda: iter([Target(RULES, "bytes", {"data": data})]))


def alias_path(alias: str) -> str:
    """The file that a host sends for an old address."""
    path = alias.strip("/")
    is_page = path.lower().endswith((".html", ".htm"))
    return path if is_page else f"{path}/index.html".lstrip("/")


def _wanted(article: Article) -> Iterator[Redirect]:
    """Without those that mean the article's own page."""
    own = output_path(article.url).casefold()
    for alias in article.aliases:
        path = alias_path(alias)
        if path.casefold() != own:
            yield Redirect(path, alias, article)


def _taken(wanted: Sequence[Redirect], planned: Mapping[str, str]) -> dict[str, str]:
    """For the paths of redirects, case aside: the file at that path, or below it as a folder."""
    if not wanted:
        return {}
    touched = {path for one in wanted for path in _paths(one.path)}
    found: dict[str, str] = {}
    for path in planned:
        folded = path.casefold()
        if folded in touched:
            found[folded] = path
        # A folder that is named like a page is rare, and only such a one can be in a redirect's way.
        if ".htm" in folded.rpartition("/")[0]:
            found |= {folder: path for folder in _paths(folded) if folder != folded and folder in touched}
    return found


def _paths(path: str) -> Iterator[str]:
    """The path of the file, and those of its folders, where a file may be in the way."""
    folded = path.casefold()
    while folded:
        yield folded
        folded = folded.rpartition("/")[0]


def _free(
    wanted: Iterable[Redirect], taken: dict[str, str], planned: Mapping[str, str], conflicts: list[Conflict]
) -> Iterator[Redirect]:
    """Of two with one path the first has it."""
    for one in wanted:
        own, *folders = _paths(one.path)
        other = next((taken[path] for path in (own, *folders) if path in taken), "")
        if not other:
            taken[own] = one.path
            yield one
            continue
        conflicts.append(
            Conflict(Claim(one.path, GROUP), Claim(other, planned.get(other, GROUP)), one.alias, one.article)
        )


def _group(key: str, members: Sequence[Redirect], context: BuildContext) -> Group:
    digests = [digest([(one.path, one.article.url) for one in members])]
    return context.group(key, (TEMPLATE,), digests, partial(_targets, members))


def _targets(members: Sequence[Redirect]) -> Iterator[Target]:
    for one in members:
        yield Target(one.path, "redirect", {"url": one.article.url}, TEMPLATE)
