"""Names of one thing share one page: what folds alike, what terms.yaml says; pages of the other names lead there."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from support import SITE_YAML, SiteFolder, differing, warraq

TERMS = """\
terms:
  - id: putin
    kind: person
    name:
      en: Vladimir Putin
      ar: فلاديمير بوتين
    variants: [بوتين, بوتن, Putin]
"""


@pytest.fixture
def named(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML)
    site.article("one", "2024-03-01", tags="[أوكرانيا, بوتن]", people="[بوتين]", places="[كييف]")
    site.article("two", "2024-03-02", tags="[اوكرانيا, Putin]")
    site.article("three", "2024-03-03", tags="[أوكرانيا]", people="[Putin]")
    return site


def is_redirect(site: SiteFolder, path: str, to: str) -> bool:
    page = site.page(path)
    return f"/archive{to}" in page and 'http-equiv="refresh"' in page


def test_spellings_that_fold_alike_are_one_page_under_the_commonest(named: SiteFolder) -> None:
    named.build()
    page = named.page("tags/أوكرانيا/index.html")
    assert all(f"مقال {name}" in page for name in ("one", "two", "three"))
    assert is_redirect(named, "tags/اوكرانيا/index.html", "/tags/أوكرانيا/")
    assert "اوكرانيا" not in named.page("tags/index.html")
    assert 'href="/archive/tags/أوكرانيا/"' in named.page("2024/03/مقال-two/index.html")


def test_the_article_before_a_word_makes_another_term_unless_the_authority_says_so(named: SiteFolder) -> None:
    named.article("four", "2024-04-01", tags="[قاهرة]")
    named.article("five", "2024-04-02", tags="[القاهرة]")
    named.build()
    assert "مقال five" not in named.page("tags/قاهرة/index.html")
    named.write("terms.yaml", "terms:\n  - id: cairo\n    name:\n      ar: القاهرة\n    variants: [قاهرة]\n")
    named.build()
    assert "مقال four" in named.page("tags/القاهرة/index.html")
    assert is_redirect(named, "tags/قاهرة/index.html", "/tags/القاهرة/")


def test_the_authority_joins_names_under_the_one_of_the_sites_language(named: SiteFolder) -> None:
    named.write("terms.yaml", TERMS)
    named.build()
    page = named.page("tags/فلاديمير-بوتين/index.html")
    assert "مقال one" in page and "مقال two" in page
    assert "مقال three" in named.page("people/فلاديمير-بوتين/index.html")
    for other in ("بوتين", "بوتن", "putin", "vladimir-putin"):
        assert is_redirect(named, f"tags/{other}/index.html", "/tags/فلاديمير-بوتين/"), other
    assert ">فلاديمير بوتين<" in named.page("2024/03/مقال-two/index.html")


def test_people_and_places_have_pages_and_lists_like_tags(named: SiteFolder) -> None:
    named.build()
    article = named.page("2024/03/مقال-one/index.html")
    assert 'href="/archive/places/كييف/"' in article and 'href="/archive/people/بوتين/"' in article
    assert "كييف" in named.page("places/index.html") and "مقال one" in named.page("places/كييف/index.html")
    assert 'href="/archive/places/"' in named.page("tags/index.html")
    assert f"/places/{quote('كييف')}/" in named.page("sitemaps/pages.xml")


def test_a_site_without_people_has_no_empty_list_of_them(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML)
    site.article("one")
    site.build()
    assert not (site.output / "people").exists() and "/people/" not in site.page("tags/index.html")


def test_a_name_that_two_terms_share_joins_neither(named: SiteFolder) -> None:
    shared = "  - id: bout\n    kind: person\n    name:\n      ar: فيكتور بوت\n    variants: [بوتن]\n"
    named.write("terms.yaml", TERMS + shared)
    named.build()
    assert "مقال two" not in named.page("tags/بوتن/index.html")
    assert "مقال two" in named.page("tags/فلاديمير-بوتين/index.html")


def test_ranges_of_a_joined_name_lead_to_the_same_time_of_the_other(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "range_limit: 10\n")
    for number in range(180):
        name = "[أميركا]" if number % 2 else "[أمريكا]"
        site.article(f"a{number}", f"{2003 + number % 20}-0{1 + number % 9}-11", tags=name)
    site.build()
    before = {path for path in site.files() if path.startswith("tags/أميركا/")}
    assert len(before) > 3
    site.write("terms.yaml", "terms:\n  - id: us\n    name:\n      ar: أمريكا\n    variants: [أميركا]\n")
    site.build()
    for path in before:
        place = path.removesuffix("index.html").replace("أميركا", "أمريكا")
        assert is_redirect(site, path, f"/{place}") and (site.output / place / "index.html").is_file()
    assert differing(site.files(), site.clean_files()) == []


@pytest.mark.parametrize(
    "edit",
    [
        TERMS.replace("بوتن, ", ""),
        TERMS.replace("ar: فلاديمير بوتين", "ar: بوتين"),
        TERMS.replace("id: putin", "id: other"),
        TERMS.replace("      ar: فلاديمير بوتين\n", ""),
        "",
    ],
)
def test_an_edit_of_the_authority_equals_a_clean_build(named: SiteFolder, edit: str) -> None:
    named.write("terms.yaml", TERMS)
    named.build()
    named.write("terms.yaml", edit)
    named.build()
    assert differing(named.files(), named.clean_files()) == []


def test_an_article_of_another_spelling_leaves_the_articles_of_its_term_alone(named: SiteFolder) -> None:
    named.build()
    named.article("four", "2025-05-01", tags="[اوكرانيا]")
    written = named.build().written
    assert not [path for path in written if path.startswith("2024/03/مقال-one")]


# The command


def terms(site: SiteFolder, *arguments: str, code: int = 0) -> str:
    ended = warraq("terms", *arguments, "--site", str(site.root))
    assert ended.returncode == code, ended.stderr
    return ended.stdout + ended.stderr


def test_list_counts_articles_by_kind_and_names_other_spellings(named: SiteFolder) -> None:
    said = terms(named, "list")
    assert "3  أوكرانيا (اوكرانيا 1)" in said and said.index("tags") < said.index("people")
    rows = json.loads(terms(named, "list", "--kind", "tags", "--json"))
    assert rows[0]["name"] == "أوكرانيا" and rows[0]["spellings"] == {"أوكرانيا": 2, "اوكرانيا": 1}
    assert {row["taxonomy"] for row in rows} == {"tags"}


def test_suggest_proposes_entries_and_writes_nothing(named: SiteFolder) -> None:
    named.article("four", "2024-05-01", tags="[أوكراينا]")
    said = terms(named, "suggest")
    assert "أوكراينا  →  أوكرانيا" in said and "variants: [أوكراينا]" in said
    assert not (named.root / "terms.yaml").exists()


def test_merge_files_articles_under_the_other_name_and_leaves_redirects(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML + "range_limit: 5\n")
    for number in range(90):
        name = "[أميركا]" if number % 2 else "[أمريكا]"
        site.article(f"a{number}", f"{2003 + number % 20}-0{1 + number % 9}-11", tags=name)
    site.build()
    before = {path for path in site.files() if path.startswith("tags/أميركا/")}
    contents = {path: path.read_bytes() for path in (site.root / "content").rglob("*.md")}
    said = terms(site, "merge", "أمريكا", "أميركا", "--dry-run")
    assert "+    variants: [أميركا]" in said and not (site.root / "terms.yaml").exists()
    terms(site, "merge", "أمريكا", "أميركا")
    site.build()
    assert any("/20" in path for path in before)
    for path in before:
        place = path.removesuffix("index.html").replace("أميركا", "أمريكا")
        assert is_redirect(site, path, f"/{place}") and (site.output / place / "index.html").is_file()
    assert contents == {path: path.read_bytes() for path in (site.root / "content").rglob("*.md")}
    assert differing(site.files(), site.clean_files()) == []


def test_rename_moves_the_pages_and_keeps_what_else_the_file_says(named: SiteFolder) -> None:
    named.write("terms.yaml", f"# ours\n{TERMS}  # the end\n")
    named.build()
    terms(named, "rename", "بوتين", "الرئيس بوتين")
    text = (named.root / "terms.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ours\n") and text.endswith("# the end\n") and "ar: الرئيس بوتين" in text
    named.build()
    assert is_redirect(named, "tags/فلاديمير-بوتين/index.html", "/tags/الرئيس-بوتين/")
    assert "refused" in terms(named, "rename", "بوتين", "أوكرانيا", code=4)


def test_a_file_of_windows_keeps_its_line_ends_its_mark_and_the_link_in_its_place(named: SiteFolder) -> None:
    real = named.write("lists/terms.yaml", b"\xef\xbb\xbf" + TERMS.replace("\n", "\r\n").encode())
    (named.root / "terms.yaml").unlink(missing_ok=True)
    (named.root / "terms.yaml").symlink_to("lists/terms.yaml")
    terms(named, "rename", "بوتين", "الرئيس بوتين")
    data = real.read_bytes()
    assert (named.root / "terms.yaml").is_symlink() and data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 0 and "الرئيس".encode() in data


def test_unused_names_entries_without_articles(named: SiteFolder) -> None:
    named.write("terms.yaml", TERMS + "  - id: idle\n    name: {ar: خامل}\n")
    assert "idle  خامل" in terms(named, "unused") and "putin" not in terms(named, "unused")


def test_a_name_that_nobody_knows_is_answered_with_the_nearest(named: SiteFolder) -> None:
    assert "did you mean `أوكرانيا`?" in terms(named, "merge", "أوكرنيا", "كييف", code=2)


SEED = """\
صحيفة المنارة - الخميس 13 فبراير 2025

وزير الفلاحة في بنزرت

زار وزير الفلاحة سمير بن خليل مدينة بنزرت أمس، والتقى فيها فلاحين من المنطقة شكوا من قلة الماء في الصيف وطالبوا بحفر آبار جديدة قبل الموسم.

وقال الوزير إن بنزرت تنتظر الماء من السدود الجديدة، وإن الحفر يبدأ بعد أسبوعين إذا سمح الطقس بذلك ولم تهطل الأمطار كما هطلت في العام الماضي.
"""


def imported(site: SiteFolder, *arguments: str) -> tuple[str, Path]:
    ended = warraq("import", "--site", str(site.root), *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, next((site.root / "content").rglob("*.md"))


def test_people_and_places_are_written_once_and_proposed_anew_on_request(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML)
    site.write("seeds/a.txt", SEED)
    _, place = imported(site)
    first = place.read_text(encoding="utf-8")
    assert "people: [سمير بن خليل]" in first and "places: [بنزرت]" in first
    site.write(
        "terms.yaml", "terms:\n  - id: bizerte\n    kind: place\n    name: {ar: مدينة بنزرت}\n    variants: [بنزرت]\n"
    )
    imported(site)
    assert place.read_text(encoding="utf-8") == first
    said, _ = imported(site, "--retag")
    assert (
        "-places: [بنزرت]" in said and "+places: [مدينة بنزرت]" in said and place.read_text(encoding="utf-8") == first
    )
    imported(site, "--retag", "--write")
    assert place.read_text(encoding="utf-8") == first.replace("places: [بنزرت]", "places: [مدينة بنزرت]")
    assert "1 unchanged" in imported(site, "--retag")[0] and "1 unchanged" in imported(site)[0]


def test_what_a_person_edited_is_not_tagged_anew(site: SiteFolder) -> None:
    site.write("site.yaml", SITE_YAML)
    site.write("seeds/a.txt", SEED)
    _, place = imported(site)
    mine = place.read_text(encoding="utf-8").replace("places: [بنزرت]", "places: [الشمال]")
    place.write_text(mine, encoding="utf-8")
    assert "1 edited" in imported(site, "--retag", "--write")[0]
    assert place.read_text(encoding="utf-8") == mine


def test_a_site_may_do_without_suggestions(site: SiteFolder) -> None:
    site.write("site.yaml", f"{SITE_YAML}import:\n  suggest_terms: false\n")
    site.write("seeds/a.txt", SEED)
    _, place = imported(site)
    assert not {"people", "places", "tags"} & {
        line.partition(":")[0] for line in place.read_text(encoding="utf-8").split("\n")
    }


def test_suggestions_do_not_depend_on_workers_or_on_what_else_is_imported(site: SiteFolder, tmp_path: Path) -> None:
    other = SiteFolder(tmp_path / "other")
    for number in range(40):
        text = SEED.replace("خليل", f"خليل{'ابتثج'[number % 5]}").replace("أسبوعين", f"{number} أسابيع")
        site.write(f"seeds/{number:02}.txt", text)
        if number % 3 == 0:
            other.write(f"seeds/{number:02}.txt", text)
    for each, workers in ((site, "2"), (other, "1")):
        each.write("site.yaml", SITE_YAML)
        imported(each, "--workers", workers)
    tagged = [
        {
            path.read_text().split("seed: ")[1].split("\n")[0]: [
                line for line in path.read_text().split("\n") if line.startswith(("people", "places", "tags"))
            ]
            for path in (each.root / "content").rglob("*.md")
        }
        for each in (site, other)
    ]
    assert len(tagged[0]) == 40 and all(tagged[0][seed] == lines for seed, lines in tagged[1].items())
