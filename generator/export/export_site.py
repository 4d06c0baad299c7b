"""`export --to TOOL`: the articles as a site of another generator, under the same URLs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from generator.config.settings import Settings
from generator.content.front_matter import KEYS, split_front_matter
from generator.content.markdown import is_beside, render
from generator.disk.files import read_if_there, write_atomically
from generator.editing.catalogue import Entry, entries
from generator.export.field_maps import Tool
from generator.export.result import Exported
from generator.export.selection import Selection
from generator.export.shortcodes import harmless
from generator.model import Problem
from generator.text.dates.iso_dates import DAY, moment, rfc3339

# What means nothing in another tool: where the article came from, and what a key there says in another way.
_OURS = frozenset({"seed", "seed_sha256", "status", "withdrawn_reason", "slug"})


def export_site(root: Path, settings: Settings, selection: Selection, tool: Tool, folder: Path) -> Exported:
    """Write into the folder; files that cannot be read are problems and stay out."""
    counts, slugs = {"articles": 0, "drafts": 0, "undated": 0, "withdrawn": 0}, set[str]()
    problems: list[Problem] = []
    for found in entries(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif selection.holds(found.article):
            if found.article.status == "withdrawn":
                counts["withdrawn"] += 1
                continue
            counts["articles"] += 1
            counts["drafts"] += found.article.status != "published"
            counts["undated"] += not found.article.date
            for path, data in _files_of(root, settings, tool, found, slugs):
                write_atomically(folder / path, data)
    if read_if_there(folder / tool.setting) is None:
        write_atomically(folder / tool.setting, _setting(tool, settings).encode())
    return Exported(tuple(problems), *counts.values())


def _files_of(root: Path, settings: Settings, tool: Tool, entry: Entry, slugs: set[str]) -> Iterator[tuple[str, bytes]]:
    article = entry.article
    url = article.url.strip("/")
    slug = _unique(url.rpartition("/")[2], slugs)
    parts = {"url": url, "slug": slug, "day": _day(article.date, settings), "parent": url.rpartition("/")[0] or "."}
    body = split_front_matter(entry.text).body.lstrip("\r\n")
    images = _images(root, entry, body)
    folder = tool.images.format(**parts)
    yield from ((f"{folder}/{name}", data) for name, data in images.items())
    path = (tool.file if article.date else tool.undated_file).format(**parts)
    prefix = "" if path.rpartition("/")[0] == folder.removeprefix("./") or folder == "." else f"/{url}/"
    if prefix:  # the images are where the page will be, not beside its text
        body = _referring(body, images, f"{urlsplit(settings.base_url).path.rstrip('/')}{prefix}")
    fields = fields_for(tool, settings, entry, slug, f"{prefix}{article.image}" if article.image in images else "")
    yield path, (tool.head(fields) + harmless(body, tool.in_code)).encode()


def fields_for(tool: Tool, settings: Settings, entry: Entry, slug: str, image: str) -> dict[str, Any]:
    """The article's front matter by the tool's names, in its order, without empty values."""
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
    for key, value in tool.adapted(ours).items():
        if not _is_empty(value) and key in tool.names:
            _put(fields, tool.names[key], value)
    rest = {key: value for key, value in ours.items() if key not in tool.names and not _is_empty(value)}
    for key, value in {**rest, **tool.always}.items():
        _put(fields, f"{tool.rest}.{key}" if tool.rest and key in rest else key, value)
    return fields


def _is_empty(value: Any) -> bool:
    return value is None or (not value and value is not False)


def _dates(date: str, lastmod: str, settings: Settings) -> dict[str, str]:
    """Complete days and times; `printed_date` keeps the printed date if it says less."""
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


def _images(root: Path, entry: Entry, body: str) -> dict[str, bytes]:
    names = [entry.article.image] if is_beside(entry.article.image) else []
    if "![" in body or "<img" in body:
        names += render(body).images
    folder = (root / entry.path).parent
    found = ((name, read_if_there(folder / name)) for name in dict.fromkeys(names))
    return {name: data for name, data in found if data is not None}


def _referring(body: str, images: Mapping[str, bytes], prefix: str) -> str:
    for name in images:
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


def _setting(tool: Tool, settings: Settings) -> str:
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
    # A JSON string is a string in TOML, YAML and Python too.
    return Template(tool.setting_text).substitute(
        {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    )
