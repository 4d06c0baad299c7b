"""`import` and the seeds that `build` imports first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from support import SiteFolder
from support.imports import run

from generator.content.front_matter import split_front_matter

REPOSITORY = Path(__file__).parent.parent.parent
USER_SEED = REPOSITORY / "seeds" / "000_a1b9ebf1cb051c4a.txt"
SEED = """\
صحيفة المنارة
الثلاثاء 4 مارس 2025

المعرض السنوي للكتاب يفتح أبوابه أمام القراء

أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر.

وأضافت الإدارة أن الدخول إلى جميع القاعات سيكون بالمجان للطلاب وكبار السن طوال أيام المعرض العشرة.
"""
PLACE = "content/2025/03/المعرض-السنوي-للكتاب-يفتح-أبوابه-أمام-القراء.md"


def content(site: SiteFolder) -> dict[str, bytes]:
    return site.files(site.root / "content")


def test_the_users_seed_is_read_exactly(site: SiteFolder) -> None:
    site.write("seeds/user.txt", USER_SEED.read_bytes())
    (article,) = run(site).articles
    front = article.front_matter
    wanted = {
        "title": "بعد مكالمته مع ترامب.. هل يلبي الرئيس الأمريكي دعوة بوتين لزيارة موسكو؟",
        "date": "2025-02-13",
        "date_range": "2025-02-12/2025-02-13",
        "publisher": "الايام المصرية",
        "editor": "رضا حبيشى",
        "image_alt": "بوتين يدعو ترامب",
        "image_caption": "بوتين يدعو ترامب لزيارة موسكو",
    }
    assert {key: front[key] for key in wanted} == wanted
    assert "authors" not in front
    assert front["people"] == ["دونالد ترامب", "فلاديمير بوتين", "دميتري بيسكوف"]
    assert set(front["places"]) == {"روسيا", "أوكرانيا", "موسكو"}
    lines = [line.strip() for line in USER_SEED.read_text(encoding="utf-8").split("\n") if line.strip()]
    subheads = [lines[10], lines[16]]
    paragraphs = [line for line in lines[9:-1] if line not in subheads]
    parts = article.body.strip().split("\n\n")
    assert [part for part in parts if not part.startswith("## ")] == paragraphs and len(paragraphs) == 15
    assert [part.removeprefix("## ") for part in parts if part.startswith("## ")] == subheads
    assert [problem.code for problem in article.problems] == ["I110"]
    assert "2025-02-12" in article.problems[0].what and "2025-02-13" in article.problems[0].what


def test_every_line_of_the_users_seed_is_accounted_for_once(site: SiteFolder) -> None:
    site.write("seeds/user.txt", USER_SEED.read_bytes())
    (article,) = run(site).articles
    places = [part.removeprefix("## ") for part in article.body.strip().split("\n\n")]
    places += [line.text for line in article.lines]
    places += [
        value
        for key, value in article.front_matter.items()
        if key in ("title", "publisher", "image_alt", "image_caption")
    ]
    lines = [line.strip() for line in USER_SEED.read_text(encoding="utf-8").split("\n") if line.strip()]
    assert sorted(places) == sorted(lines)
    assert all(line.role and line.reason for line in article.lines)


def test_a_content_file_holds_portable_front_matter_in_order(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    split = split_front_matter((site.root / PLACE).read_text(encoding="utf-8"))
    front = yaml.safe_load(split.yaml)
    assert list(front) == ["id", "title", "date", "section", "tags", "publisher", "url", "seed", "seed_sha256"]
    assert len(front["id"]) == 26 and front["seed"] == "seeds/x.txt"
    assert front["url"] == PLACE.removeprefix("content/").removesuffix(".md") + "/"


def test_importing_twice_changes_nothing(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.root.rglob("content/**/*") if path.is_file()
    }
    report = run(site)
    assert (report.unchanged, report.articles) == (1, ())
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.root.rglob("content/**/*") if path.is_file()
    }


def test_an_edited_file_is_never_overwritten(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    place = site.root / PLACE
    place.write_text(place.read_text() + "\nزيادة بيد المحرر.\n")
    edited = place.read_bytes()
    site.write("seeds/x.txt", SEED.replace("بالمجان", "برسوم رمزية"))
    report = run(site)
    assert place.read_bytes() == edited
    assert "برسوم رمزية" in place.with_name(place.name + ".new").read_text()
    assert [problem.code for problem in report.problems] == ["I120"]
    assert not run(site).articles


def test_an_untouched_file_follows_its_seed_and_keeps_id_and_url(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    (first,) = run(site).articles
    site.write("seeds/x.txt", SEED.replace("المعرض السنوي للكتاب يفتح", "معرض الكتاب السنوي يفتح"))
    (second,) = run(site).articles
    assert second.action == "changed" and second.path == first.path
    assert {key: second.front_matter[key] for key in ("id", "url")} == {
        key: first.front_matter[key] for key in ("id", "url")
    }
    assert "معرض الكتاب السنوي" in (site.root / PLACE).read_text()


def test_a_deleted_file_stays_deleted(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    (site.root / PLACE).unlink()
    run(site)
    site.write("seeds/x.txt", SEED + "\nسطر جديد.\n")
    assert run(site).articles[0].action == "deleted"
    assert not (site.root / PLACE).exists()


def test_a_copy_of_a_seed_makes_no_second_article(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    site.write("seeds/y.txt", SEED)
    run(site)
    assert len([path for path in content(site) if path.endswith(".md")]) == 1


def test_two_articles_with_one_title_get_two_places(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    site.write("seeds/y.txt", SEED.replace("العشرة", "التسعة"))
    paths = [article.path for article in run(site).articles]
    assert paths == [PLACE, PLACE.replace(".md", "-2.md")]


def test_a_dry_run_writes_nothing(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    report = run(site, is_dry_run=True)
    assert report.articles[0].path == PLACE
    assert not (site.root / "content").exists()


def test_one_bad_seed_does_not_stop_the_rest(site: SiteFolder) -> None:
    site.write("seeds/a.txt", b"")
    site.write("seeds/b.pdf", b"%PDF-1.4")
    site.write("seeds/c.txt", SEED)
    report = run(site)
    assert [(article.file, article.action) for article in report.articles] == [
        ("seeds/a.txt", "refused"),
        ("seeds/b.pdf", "refused"),
        ("seeds/c.txt", "new"),
    ]
    assert {problem.code for problem in report.problems} == {"I102", "I105"}


def test_a_ledger_that_was_merged_from_two_branches_is_understood(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    ledger = site.root / "content/ledger.jsonl"
    other = json.loads(ledger.read_text())
    other |= {"id": "0" * 26, "seed": "seeds/other.txt", "seed_sha256": "0" * 64, "path": "content/2000/01/x.md"}
    ledger.write_text(json.dumps(other, ensure_ascii=False) + "\n" + ledger.read_text())
    assert run(site).articles == ()


def test_a_ledger_line_that_cannot_be_read_is_named_and_kept(site: SiteFolder) -> None:
    site.write("seeds/x.txt", SEED)
    run(site)
    ledger = site.root / "content/ledger.jsonl"
    ledger.write_text(ledger.read_text() + "<<<<<<< HEAD\n")
    report = run(site)
    assert [(problem.code, problem.line) for problem in report.problems] == [("I301", 2)]
    assert "<<<<<<<" in ledger.read_text()


@pytest.mark.parametrize("name", sorted(path.name for path in (REPOSITORY / "seeds").glob("sample-*.txt")))
def test_the_sample_seeds_have_a_title_a_publisher_and_a_section(site: SiteFolder, name: str) -> None:
    site.write("site.yaml", (REPOSITORY / "site.yaml").read_bytes())
    site.write(f"seeds/{name}", (REPOSITORY / "seeds" / name).read_bytes())
    (article,) = run(site).articles
    assert article.front_matter["title"] and article.front_matter["section"]
    assert "publisher" in article.front_matter or "sample-11" in name
    assert "نسخ الرابط" not in article.body and "شارك الخبر" not in article.body
