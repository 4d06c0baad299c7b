"""`warraq check`: a clean site has nothing, and each code finds the defects that it is for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import NOW, SITE_YAML, SiteFolder, warraq
from support.check import ANSWERED, ARTICLE, BASE, HOSTED, PLANTED, Planting, in_article, replaced

import generator
from generator.check.budget import budget_of
from generator.check.explain import explanations
from generator.check.findings import Finding, is_clean
from generator.check.site import check_site
from generator.engine.pipeline import build
from generator.engine.site import open_site
from generator.hosts.table import HOSTS
from generator.workers import Workers

REPOSITORY = Path(__file__).parents[2]
PACKAGE = Path(generator.__file__).parent
ADDRESS = "https://example.org/archive/"
CASES = [(code, planting) for code, plantings in PLANTED.items() for planting in plantings]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of articles in two languages, undated and with a picture, with pages of its own."""
    site = SiteFolder(tmp_path_factory.mktemp("clean") / "site")
    site.write("site.yaml", SITE_YAML + "data: [jsonl, csv]\nfeeds: [atom, rss, json]\nintegrity: true\n")
    for number in range(10):
        site.article(f"a{number}", date=f"20{15 + number}-0{1 + number % 9}-1{number}", authors=f"[كاتب {number % 3}]")
    site.article("undated", date="", publisher="صحيفة")
    site.article("english", date="2020-02-02", lang="en", title="A village theatre", kicker="Culture")
    picture = REPOSITORY / "themes/jarida/static/icon.svg"
    site.article(
        "seen", date="2021-02-02", image="x.svg", image_alt="رسم", body="نص.\n\n## عنوان\n\nنص[^1].\n\n[^1]: ح\n"
    )
    site.write("content/2021/02/x.svg", picture.read_bytes())
    site.article("moved", date="2022-02-02", aliases="[old/place/]")
    site.write("content/pages/about.md", "---\ntitle: عن الموقع\n---\nنص\n")
    site.build()
    return site.output


@pytest.fixture
def output(clean: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(clean, tmp_path / "output"))


def found_in(output: Path, workers: int = 1, address: str = ADDRESS, host: str = "") -> list[Finding]:
    with Workers(workers) as pool:
        return check_site(output, address, pool.map_batches, host)[0]


def test_a_clean_site_has_a_note_on_its_folder_and_nothing_else(clean: Path) -> None:
    found = found_in(clean)
    assert [each.code for each in found] == ["K309"] and is_clean(found)


def test_the_demo_is_clean(tmp_path: Path) -> None:
    site = open_site(REPOSITORY, tmp_path / "output", base_url=None, now=NOW, has_drafts=False)
    with Workers(1) as pool:
        build(site, pool, lambda *_: None)
    assert [each for each in found_in(tmp_path / "output", 1, site.settings.base_url) if each.level != "note"] == []


@pytest.mark.parametrize(("code", "plant"), CASES, ids=[f"{code}-{number}" for number, (code, _) in enumerate(CASES)])
def test_each_code_finds_its_defect(output: Path, code: str, plant: Planting) -> None:
    plant(output)
    found = found_in(output)
    assert code in {each.code for each in found}, found
    assert all(each.hint and (each.path or code == "K503") for each in found)


@pytest.mark.parametrize("code", HOSTED)
def test_each_code_of_a_host_finds_its_defect(output: Path, code: str) -> None:
    host, plant = HOSTED[code]
    before = {each.code for each in found_in(output, host=host)} - {"K508"}
    plant(output)
    assert code not in before or code == "K508"
    assert code in {each.code for each in found_in(output, host=host)}


def test_every_code_that_the_check_can_give_has_a_planted_defect() -> None:
    given = {
        code for path in (PACKAGE / "check").rglob("*.py") for code in re.findall(r'"([A-Z]\d{3})"', path.read_text())
    }
    planted = {code for code, plantings in PLANTED.items() if plantings} | {code for code in ANSWERED.values() if code}
    planted |= set(HOSTED)
    assert given == planted | {"K309"}  # which the clean site has, and the next one has not
    assert given == {code for code in explanations() if code.startswith("K")}


def test_a_site_at_the_root_of_its_host_has_nothing_at_all(site: SiteFolder) -> None:
    site.article("a", authors="[كاتب]")
    site.build(base_url="https://example.org/")
    assert found_in(site.output, address="https://example.org/") == []


def test_an_address_that_must_be_encoded_is_no_defect(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "feeds: [atom, rss, json]\n")
    site.article("said", url="2025/02/قال {1} كذا/")
    site.build()
    assert [each.code for each in found_in(site.output)] == ["K309"]


def test_every_code_has_an_explanation_and_every_explanation_a_code() -> None:
    used = {code for path in PACKAGE.rglob("*.py") for code in re.findall(r'"([A-Z]\d{3})"', path.read_text("utf-8"))}
    assert used == set(explanations())
    for each in explanations().values():
        assert each.means.endswith(".") and each.why.endswith(".") and each.fix.endswith("."), each.code


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#main">x</a>',
        '<a href="#top">x</a>',
        '<a href="">x</a>',
        f'<a href="{BASE}tags/#main">x</a>',
        f'<a href="{BASE}tags">x</a>',
        f'<a href="{BASE}tags/%D9%85%D9%88%D8%B3%D9%83%D9%88/">x</a>',
        '<a href="../../../tags/موسكو/?x=1#:~:text=نص">x</a>',
        '<a href="https://example.org/somewhere-else/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="http://sahil.example/x">x</a>',
        '<img src="https://sahil.example/x.png" alt="">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">',
        '<p lang="en" dir="ltr">In English.</p><bdi lang="en">In English</bdi>',
    ],
)
def test_what_is_right_is_let_be(output: Path, html: str) -> None:
    in_article(html)(output)
    assert is_clean(found_in(output))


def test_a_finding_names_file_and_line(output: Path) -> None:
    in_article(f'\n<a href="{BASE}nowhere/">x</a>')(output)
    lines = (output / ARTICLE).read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "nowhere" in text)
    (one,) = [each for each in found_in(output) if each.code == "K101"]
    assert str(one).startswith(f"{ARTICLE}:{line}: K101 no page at `nowhere/index.html`\n  hint: ")


def test_a_defect_of_a_template_is_told_once(output: Path) -> None:
    pages = sorted(output.rglob("*.html"))
    for page in pages:
        page.write_text(page.read_text("utf-8").replace("<footer", '<a href="/archive/gone/">x</a><footer', 1), "utf-8")
    count = sum('"/archive/gone/"' in page.read_text("utf-8") for page in pages)
    (one,) = [each for each in found_in(output) if each.level != "note"]
    assert one.code == "K101" and one.times == count > 20


def test_any_number_of_workers_finds_the_same(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.check.site.BATCH", 5)
    for plant in (in_article('<h5>x</h5><a href="/x">x</a>'), replaced("tags/index.html", "<h1>", "<h2>x</h2><h1>")):
        plant(output)
    assert found_in(output, 1) == found_in(output, 3) != []


def test_the_verb_ends_with_0_on_a_clean_site_and_with_1_on_findings(
    clean: Path, output: Path, ten_articles: SiteFolder
) -> None:
    def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return warraq("check", "--site", str(ten_articles.root), "--output", str(folder), *options)

    done = check(clean)
    assert done.returncode == 0 and "K309" in done.stdout and "1 note;" in done.stdout
    in_article("<h5>x</h5>")(output)
    done = check(output)
    assert done.returncode == 1 and "K207" in done.stdout and "1 warning" in done.stdout
    rows = json.loads(check(output, "--json").stdout)
    (row,) = [row for row in rows if row["code"] == "K207"]
    assert row["path"] == ARTICLE and row["level"] == "warning" and row["line"] > 1 and row["hint"]
    done = check(output, "--base-url", "https://other.org/")
    assert done.returncode == 1 and "--base-url https://example.org/archive/" in done.stdout
    assert check(ten_articles.root / "nothing").returncode == 2


def test_a_code_is_explained(tmp_path: Path) -> None:
    done = warraq("explain", "k101", cwd=tmp_path)
    assert done.returncode == 0 and all(word in done.stdout for word in ("K101", "why it matters", "how to fix it"))
    assert json.loads(warraq("explain", "C109", "--json", cwd=tmp_path).stdout)["code"] == "C109"
    assert warraq("explain", "K999", cwd=tmp_path).returncode == 2


def test_the_budget_counts_every_byte_once_and_says_what_saves(clean: Path) -> None:
    files = [path for path in clean.rglob("*") if path.is_file() and not path.name.startswith(".")]
    budget = budget_of(clean)
    assert budget.files == len(files) == sum(share.files for share in budget.kinds.values())
    assert budget.bytes == sum(path.stat().st_size for path in files) == sum(s.bytes for s in budget.kinds.values())
    articles = [path for path in files if b'"@type":"NewsArticle"' in path.read_bytes() and path.suffix == ".html"]
    assert budget.kinds["articles"].files == len(articles) + 1  # and the page `about`
    assert budget.kinds["redirects"].files == 1 and budget.kinds["pictures"].files == 1
    assert budget.room == (budget.limit - budget.bytes) // budget.per_article > 0


def test_what_the_budget_would_save_is_what_switching_off_saves(clean: Path) -> None:
    site = SiteFolder(clean.parent)
    whole = dict(sizes(clean))
    for number, saving in enumerate(budget_of(clean).savings):
        setting = saving.setting.replace("[atom]", '["atom"]')
        name = setting.partition(":")[0]
        settings = [
            line for line in (site.root / "site.yaml").read_text("utf-8").split("\n") if not line.startswith(f"{name}:")
        ]
        other = SiteFolder(clean.parent.parent / f"without-{number}")
        shutil.copytree(site.root / "content", other.root / "content")
        other.write("site.yaml", "\n".join([*settings, setting, ""]))
        other.build()
        gone = sum(size for path, size in whole.items() if not (other.output / path).exists())
        assert gone == pytest.approx(saving.bytes, rel=0.02), setting


def sizes(folder: Path) -> Iterator[tuple[str, int]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.stat().st_size


def test_a_site_over_the_limit_is_said_to_be(clean: Path) -> None:
    small = budget_of(clean, HOSTS["github"]._replace(most_bytes=1000))
    assert small.is_over and small.room < 0
