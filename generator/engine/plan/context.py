"""What all pages of a build share: the theme and what templates may know of the site, each with its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from generator.digest import digest, digest_of_digests
from generator.engine.generator_digest import code_digest
from generator.engine.plan.target import Group, Target
from generator.engine.site import Site, view_of
from generator.search.analysis.synonyms import synonyms_of
from generator.theme.templates import template_digest

_recipe_mark = cache(digest)


class Frame:
    """Made once a build; groups and targets take its digests into theirs."""

    def __init__(self, site: Site) -> None:
        self.settings = site.settings
        self.now = site.now
        self.theme = site.theme
        self.view = view_of(site.settings, is_portable=site.is_portable)
        self.view_mark = digest(self.view)
        self.code_mark = code_digest()
        self.synonyms = synonyms_of(site.authority)
        self._template_marks: dict[str, bytes] = {"": b""}

    def template_mark(self, template: str) -> bytes:
        if template not in self._template_marks:
            self._template_marks[template] = digest(template_digest(self.theme, template))
        return self._template_marks[template]

    def group(
        self, key: str, templates: Sequence[str], marks: list[bytes], expand: Callable[[], Iterable[Target]]
    ) -> Group:
        """A group whose digest covers the frame, these templates and the marks of its values."""
        frame = [self.view_mark, self.code_mark, *map(self.template_mark, templates)]
        return Group(key, digest_of_digests([*frame, *marks]), expand)

    def digests(self, target: Target) -> dict[str, bytes]:
        """Every input of a target by name, the frame's among them."""
        own = {"generator": self.code_mark, "recipe": _recipe_mark(target.recipe)}
        if target.recipe not in ("bytes", "shard"):
            own["site"] = self.view_mark
        if target.template:
            own["template"] = self.template_mark(target.template)
        return own | target.digests()
