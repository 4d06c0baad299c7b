"""A theme as one frozen value: templates, words of the interface, options, static files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from generator.digest import digest
from generator.errors import SettingsError
from generator.files import read_bytes, walk

PACKAGE = Path(__file__).parent.parent
FRAGMENTS = "fragments/"  # rendered once for all pages: they see the site and no page
SCRIPTS = "scripts/"  # rendered into assets/ once a build: what they say comes from the catalogue
FALLBACK_LANGUAGE = "en"
NEEDED = (  # said by the generator without a template asking
    *(f"archive.{key}" for key in ("title", "undated", "data", "corrections", "days", "figures", "collections")),
    *(f"taxonomy.{key}" for key in ("sections", "tags", "people", "places", "authors", "outlets")),
    *("feeds.about", "undated", "date.day", "date.month"),
)
LISTINGS = ("sections", "tags", "people", "places", "authors", "outlets", "months")  # those that can show whole cards


class Asset(msgspec.Struct, frozen=True):
    """A static file: its path in output/, and where it lies."""

    path: str
    file: Path


class Theme(msgspec.Struct, frozen=True):
    """`templates` by name; `words` by dotted key, plural forms as a mapping by CLDR category.

    `whole_cards` names the listings whose cards hold more than title and date.
    """

    name: str
    templates: Mapping[str, str]
    words: Mapping[str, str | Mapping[str, str]]
    options: Mapping[str, str]
    whole_cards: tuple[str, ...]
    static: tuple[Asset, ...]
    mark: bytes


def load_theme(root: Path, name: str, language: str, chosen: Mapping[str, str]) -> Theme:
    """The bundled theme with the site's own themes/NAME over it, file by file."""
    files = theme_files(root, name)
    if "theme.yaml" not in files:
        known = ", ".join(sorted(path.name for path in bundled_themes().iterdir() if path.is_dir()))
        raise SettingsError(f"there is no theme `{name}`", f"bundled: {known}; a theme of your own has a theme.yaml")
    templates = {
        path.removeprefix("templates/"): read_bytes(file).decode()
        for path, file in sorted(files.items())
        if path.startswith("templates/")
    }
    words = _words(files, language)
    said = yaml.load(read_bytes(files["theme.yaml"]), Loader=yaml.CSafeLoader) or {}
    options, whole_cards = _options(said, chosen), _whole_cards(said)
    static = [
        Asset(f"assets/{path.removeprefix('static/')}", file)
        for path, file in sorted(files.items())
        if path.startswith("static/")
    ]
    mark = digest(templates, words, options)
    return Theme(name, templates, words, options, whole_cards, (*static, *client_files()), mark)


def theme_files(root: Path, name: str) -> dict[str, Path]:
    """Every file of a theme by its path in the theme's folder."""
    files: dict[str, Path] = {}
    for folder in (bundled_themes() / name, root / "themes" / name):
        files |= {path: folder / path for path, _ in walk(folder)}
    return files


def bundled_themes() -> Path:
    """In an installed wheel inside the package, in a checkout beside it."""
    inside = PACKAGE / "themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"


def client_files() -> tuple[Asset, ...]:
    """Scripts bundled when the package was built."""
    folder = PACKAGE / "client"
    found = tuple(Asset(f"assets/{path}", folder / path) for path, _ in walk(folder) if path.endswith(".js"))
    if not found:
        raise SettingsError(
            "the client files were not bundled", "run `make site` in the checkout, or install the wheel"
        )
    return found


def _words(files: Mapping[str, Path], language: str) -> dict[str, str | Mapping[str, str]]:
    """The catalogue of the language, or of its parent (fa-AF: fa); what it lacks in English."""
    words: dict[str, str | Mapping[str, str]] = {}
    for tag in (FALLBACK_LANGUAGE, language.partition("-")[0], language):
        file = files.get(f"i18n/{tag}.yaml")
        if file is not None:
            words |= _flat(yaml.load(read_bytes(file), Loader=yaml.CSafeLoader), "")
    if lacking := [key for key in NEEDED if key not in words]:
        said = ", ".join(f"`{key}`" for key in lacking)
        raise SettingsError(f"the theme has no words for {said}", f"add them to i18n/{language}.yaml")
    return words


def _flat(tree: Mapping[str, Any], prefix: str) -> dict[str, str | Mapping[str, str]]:
    flat: dict[str, str | Mapping[str, str]] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping) and "other" not in value:
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value if isinstance(value, Mapping) else str(value)
    return flat


def _whole_cards(said: Mapping[str, Any]) -> tuple[str, ...]:
    """A theme that says nothing shows whole cards in sections, where readers come to read on."""
    names = tuple(said.get("whole_cards", ("sections",)))
    for name in names:
        if name not in LISTINGS:
            raise SettingsError(f"theme.yaml: no listing `{name}` has whole cards", f"known: {', '.join(LISTINGS)}")
    return names


def _options(said: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, str]:
    declared = said.get("options") or {}
    for name, value in chosen.items():
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise SettingsError(f"the theme has no option `{name}`", f"theme_options of site.yaml; known: {known}")
        choices = declared[name].get("choices")
        if choices and value not in choices:
            raise SettingsError(f"the theme's option `{name}` cannot be `{value}`", f"one of {', '.join(choices)}")
    return {name: str(chosen.get(name, option["default"])) for name, option in declared.items()}


def template_digest(theme: Theme, template: str) -> bytes:
    """Changes with the template, all that it includes, the shared fragments, words and options."""
    names, pending = set(), [template, *(name for name in theme.templates if name.startswith(FRAGMENTS))]
    while pending:
        name = pending.pop()
        if name not in names:
            names.add(name)
            pending += _references(theme.templates.get(name, ""))
    texts = [(name, theme.templates.get(name)) for name in sorted(names)]
    return digest(texts, theme.words, theme.options)


# Read without Jinja, whose import costs more than all else that an unchanged site does.
_REFERENCE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


@lru_cache(maxsize=512)
def _references(text: str) -> tuple[str, ...]:
    return tuple(_REFERENCE.findall(text))
