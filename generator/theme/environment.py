"""Jinja over a theme's templates: they see their inputs, the filters and the words, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from generator.model import SiteView
from generator.theme.filters import filters_for
from generator.theme.templates import FRAGMENTS, Theme


def render(theme: Theme, site: SiteView, template: str, inputs: Mapping[str, Any]) -> str:
    """A page; a name that the template was not given is an error."""
    return _environment(_Shared(theme, site)).get_template(template).render(inputs)


class _Shared:
    """Theme and site as one key, by value: workers get equal copies with every batch."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.theme = theme
        self.site = site

    def __hash__(self) -> int:
        return hash(self.theme.mark)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Shared)
            and (self.theme is other.theme or self.theme.mark == other.theme.mark)
            and (self.site is other.site or self.site == other.site)
        )


@lru_cache(maxsize=4)
def _environment(shared: _Shared) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(shared.theme.templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters = filters_for(shared.theme.words, shared.site)
    environment.filters.update(filters)
    environment.globals.update(site=shared.site, options=shared.theme.options, t=filters["t"])
    environment.globals["search_words"] = filters["search_words"]
    fragments: dict[str, Markup] = {}
    environment.globals["fragments"] = fragments
    for name in shared.theme.templates:
        if name.startswith(FRAGMENTS):
            fragment = environment.get_template(name).render()
            fragments[name.removeprefix(FRAGMENTS).removesuffix(".html")] = Markup(fragment)
    return environment
