"""The folders that make a theme: below it what it extends, over a bundled one the site's own of the same name."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import msgspec

from generator.config.site_yaml import NAME as SITE_YAML
from generator.config.typed_yaml import Findings, decoded, refuse
from generator.disk.files import read_bytes
from generator.disk.folders import Folder
from generator.disk.left_alone import left_alone
from generator.disk.walking import survey, walk
from generator.errors import SettingsError
from generator.model import Problem
from generator.text.litter import is_litter
from generator.theme.declaration import Declared, parse_declaration

PACKAGE = Path(__file__).parent.parent
DECLARATION = "theme.yaml"
_NAME = re.compile(r"[\w-]+")


class Layer(msgspec.Struct, frozen=True):
    """One folder: its files by their path in it, and what its theme.yaml says."""

    theme: str
    folder: Path
    files: tuple[str, ...]
    declared: Declared
    is_of_site: bool = False

    def source(self, path: str) -> str:
        """How messages name a file: as its path in a site that replaces it."""
        return f"themes/{self.theme}/{path}" if self.theme else path

    def text(self, path: str) -> str:
        return decoded(read_bytes(self.folder / path), self.source(path))


def theme_layers(root: Path, name: str) -> tuple[Layer, ...]:
    """From the layer under every theme to the site's own."""
    layers: tuple[Layer, ...] = ()
    asked: tuple[str, ...] = ()
    named_at = Findings(SITE_YAML, decoded(Folder(root).read(SITE_YAML) or b"", SITE_YAML)), ("theme",)
    while name:
        own = _own_layers(root, name)
        if not any(DECLARATION in layer.files for layer in own):
            raise _unknown(root, name, *named_at)
        if name in asked:
            circle = " → ".join((*asked[asked.index(name) :], name))
            raise _refusal(
                *named_at, "T103", f"themes extend each other in a loop: {circle}", "remove `extends` from one of them"
            )
        layers, asked = own + layers, (*asked, name)
        top = next(layer for layer in reversed(own) if DECLARATION in layer.files)
        named_at = Findings(top.source(DECLARATION), top.text(DECLARATION)), ("extends",)
        name = top.declared.get("extends", "")
    return (_lowest(), *layers)


def _lowest() -> Layer:
    """What machines need on every page (head, redirects) is the same in all themes; a theme is what readers see."""
    files = tuple(sorted(f"templates/{path}" for path, _ in walk(Path(__file__).parent / "templates")))
    return Layer("", Path(__file__).parent, files, {})


def bundled_themes() -> Path:
    """In an installed wheel inside the package, in a checkout beside it."""
    inside = PACKAGE / "themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"


def _own_layers(root: Path, name: str) -> tuple[Layer, ...]:
    folders = ((bundled_themes() / name, None), (root / "themes" / name, root)) if _NAME.fullmatch(name) else ()
    return tuple(_layer(name, folder, within) for folder, within in folders if folder.is_dir())


def _layer(theme: str, folder: Path, within: Path | None) -> Layer:
    found = survey(folder, within, is_copied=True)
    if problems := tuple(left_alone(found.left, f"themes/{theme}")):
        raise SettingsError(f"theme `{theme}` cannot be read completely", problems=problems)
    files = tuple(path for path, _ in found.files if not is_litter(path))
    layer = Layer(theme, folder, files, {}, is_of_site=within is not None)
    if DECLARATION not in files:
        return layer
    source = layer.source(DECLARATION)
    declared, problems = parse_declaration(source, layer.text(DECLARATION))
    refuse(source, problems)
    return msgspec.structs.replace(layer, declared=declared)


def _unknown(root: Path, name: str, found: Findings, where: tuple[str]) -> SettingsError:
    folders = {
        path.parent.name for folder in (bundled_themes(), root / "themes") for path in folder.glob("*/theme.yaml")
    }
    near = difflib.get_close_matches(name, sorted(folders), n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"available themes: {', '.join(sorted(folders))}."
    return _refusal(
        found, where, "T102", f"there is no theme `{name}`", f"{hint} A theme is a folder with a theme.yaml"
    )


def _refusal(found: Findings, where: tuple[str], code: str, what: str, hint: str) -> SettingsError:
    found.value(where, code, what, hint)
    problems: tuple[Problem, ...] = tuple(found.problems)
    return SettingsError(what, problems=problems)
