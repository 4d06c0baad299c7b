"""`export --to ninjs`: each article by the properties and values of ninjs 2.1, and back by an import."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support import SITE_YAML, SiteFolder, warraq

# After the standard's schema: a property's type, of lists the properties of their objects. Others are forbidden.
PERSON = {"name", "rel", "uri", "literal", "contactinfo"}
TEXT = {"role", "contenttype", "value"}
LISTS = {
    "descriptions": TEXT,
    "headlines": TEXT,
    "bodies": TEXT | {"charcount", "wordcount"},
    "people": PERSON,
    "organisations": PERSON | {"symbols"},
    "places": PERSON | {"geojson"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "infosources": {"name", "role", "uri", "literal", "contactinfo"},
    "altids": {"role", "value"},
    "renditions": {"name", "href", "contenttype", "title", "height", "width", "sizeinbytes", "duration", "format"},
}
TEXTS = set("uri type representationtype profile version pubstatus copyrightholder copyrightnotice usageterms".split())
TEXTS |= set("ednote language title by slugline located name".split())
TIMES = {"firstcreated", "versioncreated", "contentcreated", "embargoed", "expires"}
VALUES = {
    "type": {"text", "audio", "video", "picture", "graphic", "composite", "component"},
    "representationtype": {"full", "partial"},
    "pubstatus": {"usable", "withheld", "canceled"},
}


def check(item: dict[str, Any]) -> None:
    assert urlsplit(item["uri"]).scheme and item["uri"].isascii()
    for key, value in item.items():
        assert value, key
        if key in LISTS:
            assert all(one.keys() <= LISTS[key] for one in value), key
            assert all("value" in one for one in value) or LISTS[key] < TEXT or "value" not in LISTS[key], key
        elif key in TIMES:
            assert datetime.fromisoformat(value).tzinfo and "T" in value, key
        elif key == "associations":
            assert all(one["name"] for one in value)
            for one in value:
                check(one)
        elif key == "standard":
            assert value.keys() == {"name", "version", "schema"}
        else:
            assert key in TEXTS and isinstance(value, str), key
            assert value in VALUES.get(key, {value}), (key, value)


@pytest.fixture
def exported(site: SiteFolder, tmp_path: Path) -> dict[str, dict[str, Any]]:
    site.write("site.yaml", SITE_YAML + "rights: حرّة\n")
    site.article(
        "whole",
        date="2025-02-13T14:30:00+02:00",
        lastmod="2025-02-14",
        body="فقرة *أولى* فيها {{ قالب }}.\n\n## عنوان\n\nثانية.\n",
        kicker="سطر",
        authors="[سلمى, فؤاد]",
        people="[فلان]",
        places="[القاهرة]",
        dateline="القاهرة - أ ف ب",
        publisher="صحيفة",
        source_url="https://news.example.org/a",
        image="p.png",
        image_alt="بوابة",
        rights_holder="ورثة",
        call_number='"A 7"',
    )
    site.article("month", date='"2011-02"', lang="en", title="A month")
    site.article("doubt", date="2011-02-12", date_range="2011-02-12/2011-02-14")
    site.article("undated", date="", tags="", section="")
    site.article("later", date="2031-01-01", status="embargoed")
    site.article("gone", status="withdrawn", withdrawn_reason="بطلب")
    done = warraq("export", "--to", "ninjs", str(tmp_path / "out"), "--site", str(site.root))
    assert done.returncode == 0 and "5 articles (1 of them drafts, 1 without a date); 1 withdrawn" in done.stderr
    files = sorted((tmp_path / "out").rglob("*.json"))
    return {path.stem.rpartition("-")[2]: json.loads(path.read_text("utf-8")) for path in files}


def test_every_object_keeps_to_the_standard(exported: dict[str, dict[str, Any]]) -> None:
    assert len(exported) == 6
    for item in exported.values():
        check(item)


def test_an_article_says_all_that_the_standard_can_hold(exported: dict[str, dict[str, Any]]) -> None:
    item = exported["whole"]
    assert item["headlines"] == [{"role": "main", "value": "مقال whole"}, {"role": "kicker", "value": "سطر"}]
    assert item["bodies"][0]["value"].startswith("<p>فقرة <em>أولى</em> فيها {{ قالب }}.</p>")
    assert (item["contentcreated"], item["versioncreated"]) == (
        "2025-02-13T14:30:00+02:00",
        "2025-02-14T00:00:00+02:00",
    )
    assert item["by"] == "سلمى, فؤاد" and item["located"] == "القاهرة - أ ف ب" and item["usageterms"] == "حرّة"
    assert item["infosources"] == [{"name": "صحيفة", "uri": "https://news.example.org/a"}]
    assert item["subjects"] == [{"name": "موسكو"}, {"name": "تراث"}, {"name": "سياسة", "rel": "section"}]
    assert {"role": "call_number", "value": "A 7"} in item["altids"] and item["copyrightholder"] == "ورثة"
    assert item["associations"][0]["renditions"][0]["href"].endswith("-whole/p.png")
    assert "ednote" not in item and item["pubstatus"] == "usable"


def test_a_date_that_is_less_than_a_moment_is_said_to_be(exported: dict[str, dict[str, Any]]) -> None:
    assert exported["month"]["contentcreated"] == "2011-02-01T00:00:00+02:00"
    assert exported["month"]["ednote"].endswith(": 2011-02")
    assert exported["doubt"]["ednote"].endswith(": 2011-02-12/2011-02-14")
    assert "contentcreated" not in exported["undated"] and "subjects" not in exported["undated"]


def test_what_is_not_for_readers_is_withheld_and_what_was_withdrawn_canceled(
    exported: dict[str, dict[str, Any]],
) -> None:
    assert exported["later"]["pubstatus"] == "withheld" and exported["later"]["embargoed"].startswith("2031-01-01T")
    assert exported["gone"].keys() == {"uri", "standard", "type", "pubstatus", "altids", "ednote"}
    assert (exported["gone"]["pubstatus"], exported["gone"]["ednote"]) == ("canceled", "بطلب")


def test_an_import_reads_it_back(exported: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    back = SiteFolder(tmp_path / "back")
    back.write("site.yaml", SITE_YAML + "import: {suggest_terms: false}\n")
    wanted = tmp_path / "one"
    wanted.mkdir()
    (wanted / "a.json").write_text(json.dumps([exported["whole"]], ensure_ascii=False), "utf-8")
    done = warraq("import", str(wanted), "--site", str(back.root))
    assert done.returncode == 0, done.stderr
    (path,) = (back.root / "content").rglob("*.md")
    text = path.read_text("utf-8")
    assert "title: مقال whole" in text and "date: 2025-02-13T14:30:00+02:00" in text, text
    assert "فقرة *أولى*" in text and "## عنوان" in text and "publisher: صحيفة" in text and "موسكو" in text
