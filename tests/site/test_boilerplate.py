"""`import` learns what an outlet prints around its articles, and leaves what people say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import SiteFolder

from generator.config.site_yaml import load_settings
from generator.importers import reading
from generator.ingest.pipeline import ingest

TICKER = "للاطلاع على النسخة الورقية زوروا أكشاك الصحف في المدينة"
PARAGRAPH = "أعلنت إدارة المعرض رقم {0} في بيان وزعته على الصحف أن الدورة {0} ستفتح أبوابها للزوار في الموعد المقرر."


def write_seeds(site: SiteFolder, numbers: range) -> None:
    for number in numbers:
        told = PARAGRAPH.format(number)
        head = f"صحيفة المنارة\nالثلاثاء 4 مارس 2025\n\nالمعرض رقم {number} يفتح أبوابه أمام القراء"
        site.write(f"seeds/{number:02}.txt", f"{head}\n\n{told}\n\n{TICKER}\n\n{told}\n")


def bodies(root: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((root / "content").rglob("*.md"))]


def test_what_recurs_is_left_out_of_all_and_written_down(site: SiteFolder) -> None:
    write_seeds(site, range(8))
    report = ingest(site.root, (), load_settings(site.root))
    assert report.counts["new"] == 8
    assert not any(TICKER in text for text in bodies(site.root))
    assert TICKER in (site.root / "seeds/outlets.yaml").read_text(encoding="utf-8")
    left = [line for article in report.articles for line in article.lines if line.text == TICKER]
    assert len(left) == 8 and {line.role for line in left} == {"boilerplate"}


def test_people_have_the_last_word(site: SiteFolder) -> None:
    site.write("seeds/outlets.yaml", f"# ours\noutlets: {{صحيفة المنارة: {{article: ['{TICKER}']}}}}\n")
    before = (site.root / "seeds/outlets.yaml").read_bytes()
    write_seeds(site, range(8))
    ingest(site.root, (), load_settings(site.root))
    assert all(TICKER in text for text in bodies(site.root))
    assert (site.root / "seeds/outlets.yaml").read_bytes() == before


def test_comments_stay_where_something_is_learned(site: SiteFolder) -> None:
    site.write("seeds/outlets.yaml", "# ours\noutlets:\n  جريدة الساحل: # the coast's\n    article: ['خلفية']\n")
    write_seeds(site, range(8))
    ingest(site.root, (), load_settings(site.root))
    said = (site.root / "seeds/outlets.yaml").read_text(encoding="utf-8")
    assert "# ours\n" in said and "# the coast's\n    article: ['خلفية']\n" in said and TICKER in said


def test_a_second_run_learns_nothing_new(site: SiteFolder) -> None:
    write_seeds(site, range(8))
    ingest(site.root, (), load_settings(site.root))
    before = (site.root / "seeds/outlets.yaml").stat().st_mtime_ns
    assert ingest(site.root, (), load_settings(site.root)).unchanged == 8
    assert (site.root / "seeds/outlets.yaml").stat().st_mtime_ns == before


def test_each_text_is_read_once_but_for_those_that_learning_changed(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    cleaned = reading.cleaned
    monkeypatch.setattr(reading, "cleaned", lambda raw: (read.append(raw.seed.path), cleaned(raw))[1])
    for number in range(40):
        site.write(
            f"seeds/other/{number:02}.txt", f"عنوان الخبر رقم {number} في المدينة\n\n{PARAGRAPH.format(number)}\n"
        )
    report = ingest(site.root, (), load_settings(site.root))
    assert report.counts["new"] == 40 and len(read) == len(set(read)) == 40
    read.clear()
    write_seeds(site, range(8))
    ingest(site.root, (), load_settings(site.root))
    assert len(read) == 16 and len(set(read)) == 8
