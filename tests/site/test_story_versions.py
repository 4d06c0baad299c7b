"""Other versions of a story: found at import, recorded, shown on both pages, parted by a person's word."""

from __future__ import annotations

import json

from support import SiteFolder
from support.seeds import PARAGRAPHS

from generator.config.site_yaml import load_settings
from generator.ingest.options import ImportOptions
from generator.ingest.pipeline import ingest
from generator.ingest.results import ImportReport
from generator.records.story_versions import NAME

MORE = "وتقدر كلفة الأعمال بنحو 12 مليون دينار تدفعها البلدية على ثلاث سنوات، كما قال رئيس لجنتها المالية أمس."
OTHER = (
    "فاز فريق المدينة لكرة اليد على ضيفه بفارق ثلاثة أهداف في مباراة حضرها جمهور كبير ملأ مدرجات القاعة الجديدة.",
    "وسجل اللاعب الشاب سبعة أهداف في الشوط الثاني وحده، وهو أكثر ما سجله لاعب من الفريق في مباراة هذا الموسم.",
    "ويلتقي الفريق في الجولة المقبلة متصدر الترتيب على أرضه قبل أن تتوقف المسابقة أسبوعين بسبب بطولة القارة.",
)


def seed(
    site: SiteFolder, name: str, publisher: str, title: str, paragraphs: tuple[str, ...], *, date: str = "2011-02-25"
) -> None:
    row = {"title": title, "date": date, "publisher": publisher, "text": "\n\n".join(paragraphs)}
    site.write(f"seeds/{name}.json", json.dumps(row, ensure_ascii=False))


def run(site: SiteFolder) -> ImportReport:
    return ingest(site.root, (), load_settings(site.root))


def two_versions(site: SiteFolder) -> tuple[str, str]:
    """Of one story, and beside them another; the addresses of the two."""
    seed(site, "a", "منبر الساحل", "الميناء القديم يستعد للترميم", (*PARAGRAPHS, MORE))
    seed(
        site,
        "b",
        "وكالة المرفأ",
        "أعمال في أرصفة المدينة",
        (PARAGRAPHS[0], *PARAGRAPHS[1:], "تابعوا الوكالة."),
        date="2011-02-27",
    )
    seed(site, "c", "وكالة المرفأ", "فوز فريق المدينة", OTHER)
    first, second, _ = run(site).articles
    return first.front_matter["url"], second.front_matter["url"]


def lines(site: SiteFolder) -> list[dict[str, object]]:
    place = site.root / NAME
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()] if place.exists() else []


def versions_on(site: SiteFolder, url: str) -> str:
    _, _, rest = site.page(f"{url}index.html").partition('<nav class="versions"')
    return rest.partition("</nav>")[0]


def test_versions_are_shown_on_both_pages_with_outlet_day_and_age(site: SiteFolder) -> None:
    first, second = two_versions(site)
    site.build()
    there, back = versions_on(site, first), versions_on(site, second)
    assert "روايات أخرى" in there and "أعمال في أرصفة المدينة" in there and "وكالة المرفأ" in there
    assert f'href="/archive/{first}"' in back and "الأقدم" in back and "الأحدث" in back
    assert 'datetime="2011-02-27"' in there and 'aria-current="page"' in there
    assert len(lines(site)) == 1


def test_a_version_of_what_lies_in_content_already_is_found_in_a_later_import(site: SiteFolder) -> None:
    site.article("hand", date="2011-02-25", body="\n\n".join(PARAGRAPHS), publisher="صحيفة اليد", id="by-hand")
    seed(site, "a", "منبر الساحل", "الميناء القديم يستعد للترميم", (*PARAGRAPHS, MORE))
    run(site)
    ((one,),) = [lines(site)]
    assert "by-hand" in one["ids"]


def test_a_dry_run_says_what_would_be_recorded_and_writes_nothing(site: SiteFolder) -> None:
    site.article("hand", date="2011-02-25", body="\n\n".join(PARAGRAPHS), publisher="صحيفة اليد", id="by-hand")
    seed(site, "a", "منبر الساحل", "الميناء القديم يستعد للترميم", (*PARAGRAPHS, MORE))
    seed(site, "b", "وكالة المرفأ", "أعمال في أرصفة المدينة", (*PARAGRAPHS, "تابعوا الوكالة."), date="2011-02-27")
    before = site.files(site.root)
    said = ingest(site.root, (), load_settings(site.root), ImportOptions(is_dry_run=True))
    after = site.files(site.root)
    assert {path for path in after if not path.startswith(".cache/")} == set(before)
    assert said.summary() == "import: 2 new; pairs of versions: 3"
    assert "content/2011/02/hand.md" in {name for pair in said.versions for name in (pair.one, pair.other)}
    assert run(site).versions == said.versions and len(lines(site)) == 3


def test_a_person_parts_two_articles_for_good(site: SiteFolder) -> None:
    first, _ = two_versions(site)
    (found,) = lines(site)
    site.write(NAME, json.dumps({"ids": found["ids"], "same": False}) + "\n")
    seed(site, "d", "صحيفة أخرى", "خبر رابع", OTHER[::-1])
    (site.root / ".cache/sketches").unlink()
    run(site)
    site.build()
    assert [one for one in lines(site) if one["ids"] == found["ids"]] == [{"ids": found["ids"], "same": False}]
    assert versions_on(site, first) == ""


def test_lines_of_two_branches_merge_by_taking_both(site: SiteFolder) -> None:
    first, _ = two_versions(site)
    (found,) = lines(site)
    site.write(NAME, json.dumps(found) + "\n" + json.dumps({"ids": found["ids"], "same": False}) + "\n")
    site.build()
    assert versions_on(site, first) == ""


def test_a_new_version_remakes_the_pages_of_its_story_only(site: SiteFolder) -> None:
    first, second = two_versions(site)
    for number in range(4):
        site.article(f"far{number}", date=f"201{number}-06-01")
    site.build()
    (found,) = lines(site)
    site.write(NAME, json.dumps({"ids": found["ids"], "same": False}) + "\n")
    assert sorted(site.build().written) == sorted((f"{first}index.html", f"{second}index.html"))
    assert site.files() == site.clean_files()


def test_a_changed_body_of_one_version_leaves_the_page_of_the_other_alone(site: SiteFolder) -> None:
    first, second = two_versions(site)
    site.build()
    place = next(
        path for path in (site.root / "content").rglob("*.md") if f"url: {first}" in path.read_text(encoding="utf-8")
    )
    place.write_text(place.read_text(encoding="utf-8") + "\nزيادة.\n", encoding="utf-8")
    written = site.build().written
    assert f"{first}index.html" in written and f"{second}index.html" not in written


def test_a_version_that_is_a_draft_is_not_shown(site: SiteFolder) -> None:
    first, second = two_versions(site)
    place = next(
        path for path in (site.root / "content").rglob("*.md") if f"url: {second}" in path.read_text(encoding="utf-8")
    )
    place.write_text(place.read_text(encoding="utf-8").replace("---\n", "---\nstatus: draft\n", 1), encoding="utf-8")
    site.build()
    assert versions_on(site, first) == ""


def test_what_an_outlet_prints_every_day_in_like_words_is_no_version(site: SiteFolder) -> None:
    for day in range(1, 6):
        text = (
            f"درجة الحرارة اليوم {day + 11} في الساحل و{day + 3} في الجبال مع رياح من جهة الغرب {day * 7} كيلومترا.",
            *OTHER[day % 3 :][:1],
            f"{PARAGRAPHS[day % 3]} {day}",
        )
        seed(site, f"w{day}", "منبر الساحل", f"الطقس {day}", text, date=f"2011-02-{day * 5:02}")
    run(site)
    assert lines(site) == []


def test_a_line_that_cannot_be_read_is_named_and_the_file_left_alone(site: SiteFolder) -> None:
    broken = '{"ids": ["one"]}\n<<<<<<< HEAD\n'
    site.write(NAME, broken)
    seed(site, "a", "منبر الساحل", "الميناء القديم يستعد للترميم", (*PARAGRAPHS, MORE))
    seed(site, "b", "وكالة المرفأ", "أعمال في أرصفة المدينة", PARAGRAPHS)
    problems = run(site).problems
    assert [(one.code, one.line) for one in problems] == [("I302", 1), ("I302", 2)]
    assert (site.root / NAME).read_text(encoding="utf-8") == broken
    assert {one.code for one in site.build().problems} == {"I302"}


def test_a_second_import_finds_nothing_new_and_writes_nothing(site: SiteFolder) -> None:
    two_versions(site)
    before = site.files(site.root / "content")
    run(site)
    assert site.files(site.root / "content") == before
