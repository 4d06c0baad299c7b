"""What all pages of a build share: the theme and what templates know about the site, each with its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from generator.digest import digest, digest_of_digests
from generator.engine.generator_digest import code_digest
from generator.engine.plan.target import Group, Target
from generator.engine.site import Site, view_of
from generator.search.analysis.synonyms import synonyms_of
from generator.theme.templates import template_digest

_recipe_digest = cache(digest)


class BuildContext:
    """Made once a build; the digests of groups and targets contain its digests."""

    def __init__(self, site: Site) -> None:
        self.settings = site.settings
        self.now = site.now
        self.theme = site.theme
        self.view = view_of(site.settings, is_portable=site.is_portable)
        self.host = "" if site.is_portable else site.settings.deploy.host  # who serves the site: hosts/table.py
        self.view_digest = digest(self.view)
        self.code_digest = code_digest()
        self.synonyms = synonyms_of(site.authority)
        self._template_digests: dict[str, bytes] = {"": b""}

    def template_digest(self, template: str) -> bytes:
        if template not in self._template_digests:
            self._template_digests[template] = digest(template_digest(self.theme, template))
        return self._template_digests[template]

    def group(
        self, key: str, templates: Sequence[str], digests: list[bytes], expand: Callable[[], Iterable[Target]]
    ) -> Group:
        """A group whose digest covers the context, these templates and its values."""
        shared = [self.view_digest, self.code_digest, *map(self.template_digest, templates)]
        return Group(key, digest_of_digests([*shared, *digests]), expand)

    def single(self, target: Target, key: str = "") -> Group:
        """A group of one file, called by its path unless it has another key."""
        templates = (target.template,) if target.template else ()
        return self.group(key or target.path, templates, [digest(target.inputs)], partial(iter, [target]))

    def digests(self, target: Target) -> dict[str, bytes]:
        """Every input of a target by name, the context's among them."""
        own = {"generator": self.code_digest, "recipe": _recipe_digest(target.recipe)}
        if target.recipe not in ("bytes", "shard"):
            own["site"] = self.view_digest
        if target.template:
            own["template"] = self.template_digest(target.template)
        return own | target.digests()
