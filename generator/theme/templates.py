"""A theme as one frozen value: templates, messages of the interface, options, static files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.config.site_yaml import NAME as SITE_YAML
from generator.config.typed_yaml import Findings, decoded, refuse
from generator.digest import digest
from generator.disk.files import read_if_there
from generator.disk.walking import walk
from generator.errors import SettingsError
from generator.model import Problem
from generator.theme.declaration import Value, chosen_options, declaration_of
from generator.theme.layers import Layer, theme_layers
from generator.theme.messages import Messages, load_messages
from generator.theme.page_kinds import PAGE_KINDS
from generator.theme.stylesheets import Asset, static_files

PACKAGE = Path(__file__).parent.parent
TEMPLATES = "templates/"
FRAGMENTS = "fragments/"  # rendered once for all pages: they see the site and no page
SCRIPTS = "scripts/"  # rendered into assets/ once a build: what they say comes from the catalogue
BENEATH = "beneath/"  # of a template that extends its own name, the one that it replaces


class Theme(msgspec.Struct, frozen=True):
    """`templates` by name, with their files as `sources`; `messages` by dotted key, plural forms by CLDR category.

    `whole_cards` names the listings whose cards hold more than title and date. A theme is foreign where a folder of the
    site has a part in it: a stranger may have written its templates.
    """

    name: str
    templates: Mapping[str, str]
    sources: Mapping[str, str]
    messages: Messages
    options: Mapping[str, Value]
    whole_cards: tuple[str, ...]
    static: tuple[Asset, ...]
    digest: bytes
    is_foreign: bool = False


def load_theme(root: Path, name: str, language: str, chosen: Mapping[str, str]) -> Theme:
    """A theme with what it extends below it, file by file, and the options that the site chose."""
    layers = theme_layers(root, name)
    declaration = declaration_of([layer.declared for layer in layers])
    found = Findings(SITE_YAML, decoded(read_if_there(root / SITE_YAML) or b"", SITE_YAML))
    options = chosen_options(declaration.options, chosen, found, name)
    refuse(SITE_YAML, tuple(sorted(found.problems)))
    templates, sources = stacked(layers)
    _check_whole(layers[-1], templates)
    messages = load_messages(layers, language)
    static = (*static_files(layers), *client_files())
    return Theme(
        name=name,
        templates=templates,
        sources=sources,
        messages=messages,
        options=options,
        whole_cards=declaration.whole_cards,
        static=static,
        digest=digest(templates, messages, options),
        is_foreign=any(layer.is_of_site for layer in layers),
    )


def stacked(layers: Sequence[Layer]) -> tuple[dict[str, str], dict[str, str]]:
    """Templates by name and their sources: the uppermost counts, and the one that it extends stays beneath it."""
    templates: dict[str, str] = {}
    sources: dict[str, str] = {}
    for layer in layers:
        for path in layer.files:
            if path.startswith(TEMPLATES):
                name, text = path.removeprefix(TEMPLATES), layer.text(path)
                if name in templates and name in _references(text):
                    _lower(name, templates, sources)
                templates[name], sources[name] = text, layer.source(path)
    return dict(sorted(templates.items())), sources


def _lower(name: str, templates: dict[str, str], sources: dict[str, str]) -> None:
    below = BENEATH + name
    if below in templates:
        _lower(below, templates, sources)
    templates[below], sources[below] = templates[name], sources[name]


def referred(name: str, asker: str) -> str:
    """The template that `asker` means by a name: by its own the one beneath it."""
    return BENEATH + asker if name == asker.rpartition(BENEATH)[2] else name


def _check_whole(top: Layer, templates: Mapping[str, str]) -> None:
    needed = sorted(kind.template for kind in PAGE_KINDS.values() if kind.is_needed)
    lacking = [f"`{name}`" for name in needed if name not in templates]
    if lacking:
        what = f"theme `{top.theme}` lacks {', '.join(lacking)}"
        problem = Problem(top.source("theme.yaml"), 0, 0, "T104", "error", what, "write them, or add `extends: jarida`")
        raise SettingsError(what, problems=(problem,))


def client_files() -> tuple[Asset, ...]:
    """Scripts bundled when the package was built, but for those of the CMS, in a folder of their own."""
    folder = PACKAGE / "client"
    found = tuple(
        Asset(f"assets/{path}", folder / path) for path, _ in walk(folder) if path.endswith(".js") and "/" not in path
    )
    if not found:
        raise SettingsError(
            "the scripts are missing from this installation", "run `make site` in the checkout, or install the wheel"
        )
    return found


def template_digest(theme: Theme, template: str) -> bytes:
    """Changes with the template, all that it includes, the shared fragments, words and options."""
    names, pending = set(), [template, *(name for name in theme.templates if name.startswith(FRAGMENTS))]
    while pending:
        name = pending.pop()
        if name not in names:
            names.add(name)
            pending += [referred(other, name) for other in _references(theme.templates.get(name, ""))]
    texts = [(name, theme.templates.get(name)) for name in sorted(names)]
    return digest(texts, theme.messages, theme.options)


# Read without Jinja, whose import costs more than all else that an unchanged site does.
_REFERENCE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


@lru_cache(maxsize=512)
def _references(text: str) -> tuple[str, ...]:
    return tuple(_REFERENCE.findall(text))
