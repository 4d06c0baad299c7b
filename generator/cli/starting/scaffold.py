"""`warraq init`: a small site that builds at once, as a start."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.console import say, say_lines
from generator.cli.starting.additions import forms_files, github_files, next_on_github, next_with_forms
from generator.cli.starting.answers import QUESTIONS, Answers, answers, words_of
from generator.config.settings import Settings
from generator.config.site_yaml import NAME as SETTINGS
from generator.config.site_yaml import load_settings, parse_settings
from generator.content.front_matter import quoted
from generator.disk.files import read_bytes, read_if_there, write_atomically
from generator.disk.walking import walk
from generator.errors import RefusedError, UsageError
from generator.text.yaml.safe import safe_load

NEW_SITE = Path(__file__).parent.parent / "new_site"
# Hidden files are stored under a plain name, since installers and version control would act on them.
HIDDEN = {
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "output/gitignore": "output/.gitignore",
}


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--title", help="The archive's name.")
@click.option("--language", help="The language of the site: ar, en, fa, ur, he, or another tag.")
@click.option("--country", help="The country of its newspapers, by name or code: time zone, month names and digits.")
@click.option("--timezone", help="The time zone of dates: Africa/Tunis.")
@click.option("--month-names", help="How Arabic months are named: levantine, or by a people: tunisian.")
@click.option("--digits", help="latin, arabic or persian.")
@click.option("--base-url", help="The public address of the site.")
@click.option("--sections", help="The sections, with commas between them.")
@click.option("--github", is_flag=True, help="Also make what GitHub needs to import and publish without a terminal.")
@click.option("--cms", is_flag=True, help="Also make forms in which editors change content: /admin/.")
@click.option("--defaults", is_flag=True, help="Ask nothing.")
def init(folder: Path | None, github: bool, cms: bool, defaults: bool, **given: str | None) -> None:
    """Make a new site in FOLDER, ready to build.

    To a site that exists, --github and --cms add what it lacks.
    """
    if folder is None and not (github or cms):
        raise UsageError("no FOLDER was given", "name the new site's folder, such as `warraq init my-archive`")
    folder = folder or Path()
    refuse_full_folder(folder)
    if (github or cms) and (folder / SETTINGS).is_file():
        files, settings, after = {}, load_settings(folder), []
    else:
        words = safe_load(read_bytes(NEW_SITE / "words.yaml").decode())
        asks = not defaults and sys.stdin.isatty() and sys.stdout.isatty()
        found = answers({key: given[key] or "" for key in QUESTIONS}, words, asks=asks)
        files, after = files_of(found, words), [] if github else [_what_next(folder, found)]
        settings, _ = parse_settings(files[SETTINGS].decode())
    if github:
        files, after = files | github_files(settings), [*after, next_on_github(folder)]
    if cms:
        forms = forms_files(settings, folder)
        files, after = files | forms, [*after, next_with_forms(forms)]
    for path in start_site(folder, files):
        say(f"created {path}")
    say_lines("\n".join(after))


def refuse_full_folder(folder: Path) -> None:
    """Before anybody answers questions for nothing; `start_site` looks at the files themselves."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise RefusedError(f"`{folder}` is a file", "choose a new folder")


def files_of(found: Answers, words: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """The files of a new site by path."""
    language = found.language.partition("-")[0]
    folders = ("all", language if language in words else "en")
    files = {
        HIDDEN.get(path, path): read_bytes(NEW_SITE / folder / path)
        for folder in folders
        for path, _ in walk(NEW_SITE / folder)
    }
    return files | {SETTINGS: _settings(found, words_of(words, found.language)).encode()}


def start_site(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write the files of a new site; what is there is never overwritten.

    A start that was interrupted is completed: files that equal the new site's own do not stop it.
    """
    there = sorted(name for name in files if os.path.lexists(folder / name))
    others = [name for name in there if read_if_there(folder / name) != files[name]]
    if others or len(there) == len(files):
        hint = "choose a new folder" if SETTINGS in files else "keep your file or remove it, and run this again"
        raise RefusedError(f"`{folder}` already contains `{(others or there)[0]}`", hint)
    for name in sorted(files.keys() - there):
        write_atomically(folder / name, files[name])
        yield folder / name


def _settings(found: Answers, words: Mapping[str, Any]) -> str:
    """site.yaml: values that are the default anyway are left out, but for those that a newsroom soon changes."""
    usual = Settings("")
    lines = [
        "# What this site is called and where it will stand. `warraq build` says so when a line cannot be used.",
        f"title: {quoted(found.title)}",
        f"tagline: {quoted(words['tagline'])}",
        f"language: {found.language}",
        f"base_url: {_address(found.base_url)}",
        f"timezone: {found.timezone}",
    ]
    if found.month_names != usual.month_names:
        lines.append(f"month_names: {found.month_names}")
    if found.digits != usual.digits:
        lines.append(f"digits: {found.digits}")
    lines += ["sections:", *(f"  - name: {quoted(name)}" for name in found.sections)] if found.sections else []
    for place, url in (("archive", "/archive/"), ("about", "/about/")):
        lines += ["menu:"] if place == "archive" else []
        lines += [f"  - name: {quoted(words[place])}", f"    url: {url}"]
    return "\n".join((*lines, ""))


def _address(base_url: str) -> str:
    """Plain, as people write it; quoted if YAML would read it otherwise."""
    return base_url if " #" not in base_url and ": " not in base_url else quoted(base_url)


def _what_next(folder: Path, found: Answers) -> str:
    is_local = found.base_url == Settings("").base_url
    last = (
        "to publish it: write its address into site.yaml (base_url), then `warraq deploy --init` for GitHub Pages,\n"
        "  or `warraq deploy` to a branch or a folder, as docs/deploying.md says"
        if is_local
        else "to publish it: `warraq deploy --init` for GitHub Pages, or `warraq deploy` to a branch or a folder"
    )
    return (
        f"next:\n"
        f"  cd {folder}\n"
        f"  put texts, saved pages or exports into seeds/\n"
        f"  warraq build\n"
        f"  warraq serve --open\n"
        f"{last}"
    )
