"""`export --to ninjs`: articles as news agencies exchange them, one ninjs 2.1 (IPTC) object per file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from generator.config.settings import Settings
from generator.content.front_matter import split_front_matter
from generator.content.markdown import is_beside, render
from generator.disk.files import write_atomically
from generator.editing.catalogue import Entry, entries
from generator.export.result import Exported
from generator.export.selection import Selection
from generator.model import Article, Problem
from generator.text.dates.iso_dates import DAY, rfc3339
from generator.text.markup import absolute

STANDARD = {"name": "ninjs", "version": "2.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"}
STATUSES = {"published": "usable", "draft": "withheld", "embargoed": "withheld", "withdrawn": "canceled"}


def export_ninjs(root: Path, settings: Settings, selection: Selection, folder: Path) -> Exported:
    """A file per article, under its URL; that of a withdrawn one says only that it is withdrawn."""
    problems: list[Problem] = []
    written: list[Article] = []
    for found in entries(root, settings):
        if isinstance(found, Problem):
            problems.append(found)
        elif selection.holds(found.article):
            written.append(found.article)
            text = msgspec.json.format(msgspec.json.encode(ninjs_of(found, settings)), indent=1)
            write_atomically(folder / f"{found.article.url.strip('/')}.json", text + b"\n")
    withdrawn = sum(one.status == "withdrawn" for one in written)
    drafts = sum(one.status in ("draft", "embargoed") for one in written)
    undated = sum(not one.date and one.status != "withdrawn" for one in written)
    return Exported(tuple(problems), len(written) - withdrawn, drafts, undated, withdrawn)


def ninjs_of(entry: Entry, settings: Settings) -> dict[str, Any]:
    """What has no value is left out, as the standard wants it."""
    article = entry.article
    item: dict[str, Any] = {
        "uri": absolute(settings.base_url, article.url),
        "standard": STANDARD,
        "type": "text",
        "pubstatus": STATUSES[article.status],
        "altids": _named([("id", article.id), ("call_number", article.call_number)], "role", "value"),
    }
    if article.status == "withdrawn":
        return item | ({"ednote": article.withdrawn_reason} if article.withdrawn_reason else {})
    rendered = render(split_front_matter(entry.text).body)
    item |= {
        "representationtype": "full",
        "language": article.lang or settings.language,
        "headlines": _named([("main", article.title), ("kicker", article.kicker)], "role", "value"),
        "descriptions": _named([("summary", article.description or rendered.lede)], "role", "value"),
        "bodies": [{"contenttype": "text/html", "wordcount": rendered.words, "value": rendered.html}],
        "by": ", ".join(article.authors),
        "located": article.dateline,
        "infosources": _named([(article.publisher, article.source_url)], "name", "uri"),
        "people": [{"name": name} for name in article.people],
        "places": [{"name": name} for name in article.places],
        "subjects": _named([(tag, "") for tag in article.tags] + [(article.section, "section")], "name", "rel"),
        "copyrightholder": article.rights_holder,
        "usageterms": article.rights or settings.rights,
        "associations": _image(article, settings),
        **_dates(article, settings),
    }
    return {key: value for key, value in item.items() if value}


def _named(pairs: list[tuple[str, str]], first: str, second: str) -> list[dict[str, str]]:
    """Objects of two properties; a pair without its value or name makes none."""
    wanted = [(one, other) for one, other in pairs if (one if first == "name" else other)]
    return [{first: one, second: other} if other else {first: one} for one, other in wanted]


def _dates(article: Article, settings: Settings) -> dict[str, str]:
    """The standard has moments only: the beginning of a day, month or year, with a note to the receiver."""
    if not article.date:
        return {"versioncreated": _moment(article.lastmod, settings)}
    less = article.date_range or (article.date if len(article.date) <= DAY else "")
    return {
        "contentcreated": _moment(article.date, settings),
        "versioncreated": _moment(article.lastmod or article.date, settings),
        "embargoed": _moment(article.date, settings) if article.status == "embargoed" else "",
        "ednote": f"contentcreated is the start of the known date range (EDTF): {less}" if less else "",
    }


def _moment(date: str, settings: Settings) -> str:
    return rfc3339(date, settings.timezone) if date else ""


def _image(article: Article, settings: Settings) -> list[dict[str, Any]]:
    if not article.image:
        return []
    path = article.url + article.image if is_beside(article.image) else article.image
    address = absolute(settings.base_url, path)
    descriptions = [("alternative", article.image_alt), ("caption", article.image_caption)]
    image = {
        "name": "main picture",
        "uri": address,
        "type": "picture",
        "descriptions": _named(descriptions, "role", "value"),
        "by": article.image_credit,
        "renditions": [{"name": "original", "href": address}],
    }
    return [{key: value for key, value in image.items() if value}]
