"""`export --to TOOL`: the articles as a site of another generator, under the addresses that they have here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from generator.config.settings import Settings
from generator.content.front_matter import KEYS, split_front_matter
from generator.content.markdown import is_beside, render
from generator.disk.files import read_if_there, write_atomically
from generator.disk.folders import OutputFolder
from generator.editing.catalogue import Entry, entries
from generator.errors import RefusedError
from generator.export.field_maps import Shape
from generator.export.shortcodes import harmless
from generator.export.table import Choice, is_chosen
from generator.model import Problem
from generator.text.dates.iso_dates import DAY, moment, rfc3339

# What has no place in another tool: the way of the article into this one, and what its key there says otherwise.
_OURS = frozenset({"seed", "seed_sha256", "status", "withdrawn_reason", "slug"})


class Emigrated(NamedTuple):
    """`problems` are of files that stayed out. `without_date` stand apart where a tool needs dates."""

    problems: tuple[Problem, ...]
    articles: int
    drafts: int
    without_date: int
    withdrawn: int


def emigrate(root: Path, settings: Settings, choice: Choice, shape: Shape, folder: Path) -> Emigrated:
    """Write into the folder; files that cannot be read are problems and stay out."""
    counts, slugs = {"articles": 0, "drafts": 0, "undated": 0, "withdrawn": 0}, set[str]()
    problems: list[Problem] = []
    for found in entries(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif is_chosen(found.article, choice):
            if found.article.status == "withdrawn":
                counts["withdrawn"] += 1
                continue
            counts["articles"] += 1
            counts["drafts"] += found.article.status != "published"
            counts["undated"] += not found.article.date
            for path, data in _files_of(root, settings, shape, found, slugs):
                write_atomically(folder / path, data)
    if read_if_there(folder / shape.setting) is None:
        write_atomically(folder / shape.setting, _setting(shape, settings).encode())
    return Emigrated(tuple(problems), *counts.values())


def check_folder(folder: Path, *, is_forced: bool) -> None:
    """Only an empty folder, or one that the user gives up."""
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"`{folder}` is a file", "name a folder")
    if not is_forced and next(OutputFolder(folder).paths(), None):
        raise RefusedError(f"`{folder}` is not empty", "name a new folder, or add --force to write over files in it")


def _files_of(
    root: Path, settings: Settings, shape: Shape, entry: Entry, slugs: set[str]
) -> Iterator[tuple[str, bytes]]:
    article = entry.article
    url = article.url.strip("/")
    slug = _unique(url.rpartition("/")[2], slugs)
    parts = {"url": url, "slug": slug, "day": _day(article.date, settings), "parent": url.rpartition("/")[0] or "."}
    body = split_front_matter(entry.text).body.lstrip("\r\n")
    pictures = _pictures(root, entry, body)
    where = shape.pictures.format(**parts)
    yield from ((f"{where}/{name}", data) for name, data in pictures.items())
    path = (shape.file if article.date else shape.undated_file).format(**parts)
    prefix = "" if path.rpartition("/")[0] == where.removeprefix("./") or where == "." else f"/{url}/"
    if prefix:  # the pictures lie where the page will stand, not beside its text
        body = _referring(body, pictures, f"{urlsplit(settings.base_url).path.rstrip('/')}{prefix}")
    fields = fields_for(shape, settings, entry, slug, f"{prefix}{article.image}" if article.image in pictures else "")
    yield path, (shape.head(fields) + harmless(body, shape.in_code)).encode()


def fields_for(shape: Shape, settings: Settings, entry: Entry, slug: str, image: str) -> dict[str, Any]:
    """The article's front matter by the tool's names, in its order; what has no value is left out."""
    article = entry.article
    ours: dict[str, Any] = {key: entry.field(key) for key in KEYS if key not in _OURS}
    ours |= {"corrections": [{"date": one.date, "text": one.text} for one in article.corrections]}
    ours |= _dates(article.date, article.lastmod, settings)
    ours |= {"url": article.url, "slug": slug, "title": article.title}
    ours["draft"] = True if article.status != "published" else ""
    ours |= {"aliases": [f"/{alias.strip('/')}/" for alias in article.aliases]}
    ours["image"] = image or ("" if is_beside(article.image) else article.image)
    if article.status == "embargoed":
        ours["status"] = "embargoed"
    ours |= dict(article.extra)
    fields: dict[str, Any] = {}
    for key, value in _ADAPTED.get(shape.name, lambda known: known)(ours).items():
        if not _is_empty(value) and key in shape.names:
            _put(fields, shape.names[key], value)
    rest = {key: value for key, value in ours.items() if key not in shape.names and not _is_empty(value)}
    for key, value in {**rest, **shape.always}.items():
        _put(fields, f"{shape.rest}.{key}" if shape.rest and key in rest else key, value)
    return fields


def _is_empty(value: Any) -> bool:
    return value is None or (not value and value is not False)


def _dates(date: str, lastmod: str, settings: Settings) -> dict[str, str]:
    """Whole days and whole moments; `printed_date` keeps what was printed where that says less."""
    found = {"date": _tool_date(date, settings), "lastmod": _tool_date(lastmod, settings)}
    return found | {"printed_date": date if found["date"] != date else ""}


def _tool_date(date: str, settings: Settings) -> str:
    if not date or len(date) == DAY:
        return date
    return rfc3339(date, settings.timezone) if len(date) > DAY else _day(date, settings)


def _day(date: str, settings: Settings) -> str:
    return moment(date, settings.timezone).date().isoformat() if date else ""


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    table, dot, key = name.partition(".")
    if dot and table in ("params", "extra", "taxonomies"):
        fields.setdefault(table, {})[key] = value
    else:
        fields[name] = value


def _hugo(ours: Mapping[str, Any]) -> dict[str, Any]:
    return {**ours, "section": _one(ours["section"]), "image": _one(ours["image"])}


def _jekyll(ours: Mapping[str, Any]) -> dict[str, Any]:
    """A draft there is what is not published; its feed prints `author` as it stands, so that is a text."""
    draft = False if ours["draft"] else ""
    return {**ours, "section": _one(ours["section"]), "author": ", ".join(ours["authors"]), "draft": draft}


def _pelican(ours: Mapping[str, Any]) -> dict[str, Any]:
    """An address is a path and the file that stands for it (drafts would be published there); a value is one line."""
    aliases, url = ", ".join(ours["aliases"]), ours["url"].strip("/") + "/"
    if ours["draft"]:
        return {**ours, "url": "", "draft": "draft", "aliases": aliases}
    return {**ours, "url": url, "save_as": f"{url}index.html", "aliases": aliases}


def _zola(ours: Mapping[str, Any]) -> dict[str, Any]:
    aliases = [alias.strip("/") for alias in ours["aliases"]]
    return {**ours, "url": ours["url"].strip("/"), "section": _one(ours["section"]), "aliases": aliases}


def _obsidian(ours: Mapping[str, Any]) -> dict[str, Any]:
    """Tags there have no spaces; their names are kept beside them."""
    tags = ["-".join(str(tag).split()) for tag in ours["tags"]]
    return {**ours, "tags": tags, "tag_names": list(ours["tags"]) if tags != list(ours["tags"]) else []}


_ADAPTED = {"hugo": _hugo, "jekyll": _jekyll, "pelican": _pelican, "zola": _zola, "obsidian": _obsidian}


def _one(value: str) -> list[str]:
    return [value] if value else []


def _pictures(root: Path, entry: Entry, body: str) -> dict[str, bytes]:
    names = [entry.article.image] if is_beside(entry.article.image) else []
    if "![" in body or "<img" in body:
        names += render(body).images
    folder = (root / entry.path).parent
    found = ((name, read_if_there(folder / name)) for name in dict.fromkeys(names))
    return {name: data for name, data in found if data is not None}


def _referring(body: str, pictures: Mapping[str, bytes], prefix: str) -> str:
    for name in pictures:
        for close in (")", " "):
            body = body.replace(f"]({name}{close}", f"]({prefix}{name}{close}")
        body = body.replace(f'src="{name}"', f'src="{prefix}{name}"')
    return body


def _unique(slug: str, taken: set[str]) -> str:
    number, found = 1, slug
    while found.casefold() in taken:
        number += 1
        found = f"{slug}-{number}"
    taken.add(found.casefold())
    return found


def _setting(shape: Shape, settings: Settings) -> str:
    parts = urlsplit(settings.base_url)
    values = {
        "title": settings.title,
        "language": settings.language,
        "timezone": settings.timezone,
        "base_url": settings.base_url,
        "address": settings.base_url.rstrip("/"),
        "origin": f"{parts.scheme}://{parts.netloc}",
        "base_path": parts.path.rstrip("/"),
    }
    # A text of JSON is one of TOML, YAML and Python too.
    return Template(shape.setting_text).substitute(
        {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    )
