"""Checks of pages that plugins add, and the codes that they report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import msgspec

from generator.check.findings import Finding
from generator.check.pages import Page
from generator.config.plugins import Plugin, blaming, plugins
from generator.errors import PluginError
from generator.model import Level

GROUP = "warraq.checks"
_CODE = re.compile(r"X\d{3}")


class Explanation(msgspec.Struct, frozen=True):
    """What one code means, in plain sentences."""

    code: str
    means: str
    why: str
    fix: str = msgspec.field(name="mend")  # `explain --json` keeps the key that scripts read

    def __str__(self) -> str:
        return f"{self.code}: {self.means}\n  why it matters: {self.why}\n  how to fix it: {self.fix}"


class Check(msgspec.Struct, frozen=True):
    """A check of each page: `page` yields findings with one of the `codes`, X and three digits each.

    `level` says whether the site works with them: `error`, `warning` or `note`.
    """

    codes: tuple[Explanation, ...]
    page: Callable[[Page], Iterator[Finding]]
    level: Level = "warning"


@lru_cache(maxsize=1)
def own_checks() -> tuple[Plugin[Check], ...]:
    found = plugins(GROUP, Check)
    owners: dict[str, str] = {}
    for plugin in found:
        for explanation in plugin.row.codes:
            _take(explanation.code, plugin.name, owners)
    return found


def _take(code: str, plugin: str, owners: dict[str, str]) -> None:
    if not _CODE.fullmatch(code):
        raise PluginError(f"the plugin `{plugin}` has the code `{code}`", "codes of plugins are X101, X102 and so on")
    if owners.setdefault(code, plugin) != plugin:
        what = f"the plugins `{owners[code]}` and `{plugin}` both have the code `{code}`"
        raise PluginError(what, "uninstall one of them")


def own_explanations() -> Mapping[str, Explanation]:
    return {each.code: each for plugin in own_checks() for each in plugin.row.codes}


def check_by_plugins(page: Page) -> Iterator[Finding]:
    for plugin in own_checks():
        with blaming(plugin.name):
            found = list(plugin.row.page(page))
        codes = {explanation.code for explanation in plugin.row.codes}
        for each in found:
            if not isinstance(each, Finding) or each.code not in codes:
                what = f"the plugin `{plugin.name}` reported {each!r}, which has none of its codes"
                raise PluginError(what, f"it must yield findings with {', '.join(sorted(codes))}")
            yield msgspec.structs.replace(each, level=plugin.row.level)
