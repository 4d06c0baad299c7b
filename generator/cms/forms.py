"""What `warraq init --cms` adds to a site: the page of the CMS and its configuration.

Its scripts are not copied: a site with this configuration gets those of the installed Warraq at every build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.cms.fields import fields_of_articles, fields_of_pages
from generator.config.settings import Settings
from generator.content.fields import LISTS
from generator.content.front_matter import DATES, KEYS
from generator.disk.files import read_bytes
from generator.engine.plan.files import ADMIN, FORMS
from generator.text.languages import direction
from generator.text.yaml.safe import safe_load
from generator.theme.messages import load_messages

WORDS = Path(__file__).parent / "words"
LABELS = "data.fields."  # in the catalogue of the interface: the dictionary of the data files
NO_REPOSITORY = "OWNER/REPOSITORY"
_GITHUB = re.compile(r"(?:https://(?:[^/@]*@)?|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_ABOUT = """\
# The forms of the editors, for Sveltia CMS (https://sveltiacms.app). `warraq init --cms` made them from the keys that
# front matter may hold and the sections of site.yaml; delete this file and run it again to make them anew.
"""


def github_repository(remote: str) -> str:
    """`owner/name` of a remote's address, or what somebody has to replace."""
    found = _GITHUB.fullmatch(remote.strip())
    return found[1] if found else NO_REPOSITORY


def cms_files(settings: Settings, page: str, repository: str) -> dict[str, bytes]:
    """`page` is the template of the CMS's page."""
    words = _words(settings.language)
    schema = {"keys": KEYS, "dates": list(DATES), "lists": sorted(LISTS)}
    values = {
        "LANGUAGE": settings.language,
        "DIRECTION": direction(settings.language),
        "TITLE": words["title_of_forms"].format(title=settings.title).replace("&", "&amp;").replace("<", "&lt;"),
        "FRONT_MATTER": json.dumps(schema),
    }
    page = re.sub("|".join(values), lambda match: values[match.group()], page)
    config = yaml.safe_dump(_config(settings, words, repository), allow_unicode=True, sort_keys=False, width=120)
    return {f"static/{ADMIN}index.html": page.encode(), f"static/{FORMS}": (_ABOUT + config).encode()}


def _config(settings: Settings, words: Mapping[str, Any], repository: str) -> dict[str, Any]:
    return {
        "backend": {"name": "github", "repo": repository},
        "app_title": settings.title,
        "site_url": settings.base_url,
        "media_folder": "static/images",
        "public_folder": "/images",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "unicode", "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "collections": _collections(settings, words),
    }


def _collections(settings: Settings, words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where import and `new` put articles: by month, by year where no month is known, and undated."""
    articles = fields_of_articles(settings, words["labels"], words["hints"])
    pages = fields_of_pages(settings, words["labels"], words["hints"])
    # Images lie beside the article, and are named by their file alone.
    shared: dict[str, Any] = {"format": "warraq", "media_folder": "", "public_folder": ""}
    shared |= {"slug": {"template": "{{title}}", "editable": False}, "aliases_field": False}
    article = shared | {"label_singular": words["article"], "fields": articles}
    article["view_filters"] = [{"label": words["drafts"], "field": "status", "pattern": "draft"}]
    month = "{{date | date('YYYY')}}/{{date | date('MM')}}/{{slug}}"
    year = {"path": "{{date | date('YYYY')}}/{{slug}}", "filter": {"field": "date", "pattern": r"^[\d٠-٩۰-۹]{4}$"}}
    return [
        {"name": "articles", "label": words["articles"], "folder": "content", "path": month} | article,
        {"name": "of_a_year", "label": words["of_a_year"], "folder": "content", "create": False} | year | article,
        {"name": "undated", "label": words["undated"], "folder": "content/undated"} | article,
        {"name": "pages", "label": words["pages"], "folder": "content/pages"}
        | shared
        | {"label_singular": words["page"], "fields": pages},
    ]


def _words(language: str) -> dict[str, Any]:
    """Words of the forms, over those that the interface has for the same keys."""
    dictionary = load_messages((), language)
    labels = {key.removeprefix(LABELS): str(said) for key, said in dictionary.items() if key.startswith(LABELS)}
    found: dict[str, Any] = {"labels": labels, "hints": {}}
    for tag in dict.fromkeys(("en", language.partition("-")[0])):
        if (WORDS / f"{tag}.yaml").is_file():
            own = safe_load(read_bytes(WORDS / f"{tag}.yaml").decode())
            found |= own | {part: found[part] | own[part] for part in ("labels", "hints")}
    return found
