"""seeds/decisions.yaml: what people decided wins at every import."""

from __future__ import annotations

from pathlib import Path

from support import SiteFolder
from support.imports import run
from support.seeds import page

from generator.disk.files import fingerprint
from generator.importers.decisions import Decision, decided
from generator.model import Problem, RawArticle, Source

SEED = """\
صحيفة المنارة
الثلاثاء 4 مارس 2025

المعرض السنوي للكتاب يفتح أبوابه أمام القراء

أعلنت إدارة المعرض في بيان وزعته على الصحف أن الدورة الجديدة ستفتح أبوابها للزوار في الموعد المقرر.

وأضافت الإدارة أن الدخول إلى جميع القاعات سيكون بالمجان للطلاب وكبار السن طوال أيام المعرض العشرة.

كلام لا شأن له بالمعرض ولا بالكتب يقوله الموقع عن نفسه في آخر كل صفحة من صفحاته الكثيرة المتعبة.
"""
SHA = fingerprint(SEED.encode())
PLACE = "seeds/decisions.yaml"


def article(site: SiteFolder) -> str:
    (place,) = (site.root / "content").rglob("*.md")
    return place.read_text(encoding="utf-8")


def decide(site: SiteFolder, *lines: str, seed: str = SHA) -> None:
    site.write(PLACE, "\n".join([f"{seed}:", *(f"  {line}" for line in lines), ""]))


def test_a_decision_on_a_field_is_sure_and_wins(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    decide(site, "title: عنوان آخر", "date: 2024-12-31", "byline: سلمى الحداد، رضا الحسن", "publisher: الساحل")
    (found,) = run(site).articles
    said = {one.field: (one.value, one.method, one.confidence) for one in found.evidence}
    assert said["title"] == ("عنوان آخر", "decision", 1.0) and said["date"][0] == "2024-12-31"
    assert found.front_matter["authors"] == ["سلمى الحداد", "رضا الحسن"] and found.front_matter["publisher"] == "الساحل"
    assert found.path.startswith("content/2024/12/")


def test_a_decision_made_later_changes_the_article_in_its_place(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    (before,) = run(site).articles
    decide(site, "date: 2025-03-05")
    (after,) = run(site).articles
    assert (after.action, after.path) == ("changed", before.path)
    assert after.front_matter["date"] == "2025-03-05" and after.front_matter["url"] == before.front_matter["url"]
    assert run(site).counts == {} and "date: 2025-03-05" in article(site)


def test_a_decision_survives_import_of_everything_anew(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    decide(site, "title: عنوان آخر")
    run(site)
    run(site, is_detailed=True)
    assert "title: عنوان آخر" in article(site)


def test_a_decision_that_is_taken_back_leaves_what_import_finds(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    run(site)
    before = article(site)
    decide(site, "title: عنوان آخر")
    run(site)
    (site.root / PLACE).unlink()
    run(site)
    assert article(site) == before


def test_lines_are_dropped_and_kept_by_their_numbers(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    decide(site, "drop: [10]", "keep: [1]")
    (found,) = run(site).articles
    assert "لا شأن له بالمعرض" not in found.body and found.body.startswith("صحيفة المنارة")
    assert [line.reason for line in found.lines if line.line == 10] == ["decision"]


def test_a_decision_never_harms_what_a_person_edited(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    (found,) = run(site).articles
    place = site.root / found.path
    place.write_text(place.read_text(encoding="utf-8") + "زيادة.\n", encoding="utf-8")
    decide(site, "title: عنوان آخر")
    assert [problem.code for problem in run(site).problems] == ["I120"]
    assert "زيادة." in place.read_text(encoding="utf-8") and Path(f"{place}.new").is_file()
    assert run(site).problems == ()


def test_a_decision_on_an_article_of_an_archive_opens_it_again(site: SiteFolder) -> None:
    site.write("seeds/pages.jsonl", '{"title": "الميناء القديم", "text": "' + "كلمة عن الميناء " * 20 + '"}\n')
    (found,) = run(site).articles
    decide(site, "title: عنوان آخر", seed=found.seed_sha256)
    assert run(site).counts == {"changed": 1} and "title: عنوان آخر" in article(site)


def test_a_title_that_was_decided_lets_a_seed_in_that_had_none() -> None:
    untitled = Problem("seeds/a.txt", 1, 0, "I103", "error", "has no title")
    raw = RawArticle(Source("seeds/a.txt", SHA), {"date": "2025-03-04"}, "نص.\n", problems=(untitled,))
    found = decided(raw, Decision(title="الميناء القديم"), has_lines=True)
    assert found.problems == () and found.fields == {"date": "2025-03-04", "title": "الميناء القديم"}


def test_what_cannot_be_understood_is_named_with_its_line_and_the_rest_counts(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    other = "b" * 64
    lines = [
        f"{other}:",
        "  titel: x",
        "abc:",
        "  title: y",
        f"{'c' * 64}:",
        "  date: 2025-02-30",
        f"{SHA}:",
        "  title: عنوان آخر",
    ]
    site.write(PLACE, "\n".join(lines) + "\n")
    report = run(site)
    assert [(one.path, one.line) for one in sorted(report.problems)] == [(PLACE, 2), (PLACE, 3), (PLACE, 6)]
    assert report.articles[0].front_matter["title"] == "عنوان آخر"


def test_a_decision_on_a_seed_that_nobody_has_is_named(site: SiteFolder) -> None:
    site.write("seeds/a.txt", SEED)
    decide(site, "title: x", seed="d" * 64)
    assert [problem.code for problem in run(site).problems] == ["I146"]


def test_lines_of_a_page_cannot_be_dropped_and_it_says_so(site: SiteFolder) -> None:
    html = page()
    site.write("seeds/a.html", html)
    decide(site, "drop: [3]", seed=fingerprint(html.encode()))
    assert [problem.code for problem in run(site).problems] == ["I145"]
