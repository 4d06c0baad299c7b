"""Pictures that come with seeds: free names, hashes in the ledger, and what a person did to one stays done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import SiteFolder
from support.images import CAPTION, MAKER, noted_photograph, saved, scene
from support.seeds import PARAGRAPHS, TITLE, page

from generator.config.site_yaml import load_settings
from generator.disk.files import fingerprint
from generator.ingest.options import ImportOptions
from generator.ingest.pipeline import ingest
from generator.ingest.results import ImportReport
from generator.text.addresses.slug import slug

ONE, TWO, THREE, FOUR = (saved(scene((9, size)), "PNG") for size in (9, 10, 11, 12))


def run(site: SiteFolder, **wishes: Any) -> ImportReport:
    return ingest(site.root, (), load_settings(site.root), ImportOptions(**wishes))


def shows(*names: str, more: str = "") -> str:
    figures = "".join(f'<p>{PARAGRAPHS[0]} {name}</p><img src="{name}" alt="صورة">' for name in names)
    return page(extra=f"{figures}<p>{PARAGRAPHS[1]} {more}</p>")


def images(site: SiteFolder) -> dict[str, bytes]:
    folder = site.root / "content/2011/02"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix not in (".md", ".new")}


def noted(site: SiteFolder) -> dict[str, str]:
    """The images of the last event of the ledger."""
    lines = (site.root / "content/ledger.jsonl").read_text(encoding="utf-8").splitlines()
    last = max(map(json.loads, lines), key=lambda event: event["number"])
    found: dict[str, str] = last.get("images", {})
    return found


@pytest.fixture
def imported(site: SiteFolder) -> SiteFolder:
    site.write("seeds/p/1.png", ONE)
    site.write("seeds/p/a.html", shows("1.png"))
    run(site)
    return site


def the_image(site: SiteFolder) -> Path:
    (name,) = noted(site)
    return site.root / "content/2011/02" / name


def test_no_picture_takes_the_name_of_anothers(site: SiteFolder) -> None:
    """An article slug-2.md wants slug-2.png, which is the second picture of the article slug.md."""
    for name, data in (("p/1.png", ONE), ("p/2.png", TWO), ("q/3.png", THREE)):
        site.write(f"seeds/{name}", data)
    site.write("seeds/p/a.html", shows("1.png", "2.png"))
    site.write(
        "seeds/q/b.html", shows("3.png", more="وكان ذلك خبرا آخر تماما عن رصيف لا يشبه الأول في شيء ولا يقع قربه")
    )
    report = run(site)
    assert sorted(images(site).values()) == sorted((ONE, TWO, THREE))
    for article in report.articles:
        names = [line.partition("](")[2].rstrip(")") for line in article.body.splitlines() if line.startswith("![")]
        wanted = [ONE, TWO] if "p/a" in article.file else [THREE]
        assert [images(site)[name] for name in names] == wanted, article.path
    assert not site.build().problems


def test_the_ledger_holds_the_hash_of_each_picture(imported: SiteFolder) -> None:
    assert noted(imported) == {the_image(imported).name: fingerprint(ONE)}


def test_no_file_of_a_person_is_overwritten_in_whatever_capitals_or_form(site: SiteFolder) -> None:
    mine = site.write(f"content/2011/02/{slug(TITLE)}.PNG", b"mine")
    site.write("seeds/1.png", ONE)
    site.write("seeds/a.html", shows("1.png"))
    run(site)
    assert mine.read_bytes() == b"mine" and ONE in images(site).values() and len(images(site)) == 2


@pytest.mark.parametrize("same", [True, False])
def test_a_picture_that_a_person_replaced_stays_when_its_seed_changes(imported: SiteFolder, same: bool) -> None:
    place = the_image(imported)
    place.write_bytes(FOUR)
    imported.write("seeds/p/1.png", ONE if same else TWO)
    imported.write("seeds/p/a.html", shows("1.png", more="وأضيفت جملة."))
    report = run(imported)
    assert images(imported) == {place.name: FOUR}
    assert [problem.code for problem in report.problems] == ([] if same else ["I171"])
    run(imported)
    assert images(imported) == {place.name: FOUR}


def test_a_picture_that_a_person_deleted_stays_deleted(imported: SiteFolder) -> None:
    the_image(imported).unlink()
    for more in ("وأضيفت جملة.", "ثم أخرى."):
        imported.write("seeds/p/a.html", shows("1.png", more=more))
        run(imported)
        assert images(imported) == {}


def test_pictures_of_an_article_that_was_deleted_do_not_come_back(imported: SiteFolder) -> None:
    the_image(imported).unlink()
    (article,) = (imported.root / "content").rglob("*.md")
    article.unlink()
    imported.write("seeds/p/a.html", shows("1.png", more="وأضيفت جملة."))
    run(imported)
    assert images(imported) == {}


def test_a_picture_that_its_seed_replaced_is_brought_up_to_date(imported: SiteFolder) -> None:
    imported.write("seeds/p/1.png", TWO)
    imported.write("seeds/p/a.html", shows("1.png", more="وأضيفت جملة."))
    run(imported)
    assert list(images(imported).values()) == [TWO] and noted(imported) == {the_image(imported).name: fingerprint(TWO)}


def test_an_article_that_was_edited_goes_on_showing_its_picture(imported: SiteFolder) -> None:
    (article,) = (imported.root / "content").rglob("*.md")
    article.write_text(article.read_text(encoding="utf-8") + "\nجملة مني.\n", encoding="utf-8")
    first = the_image(imported)
    imported.write("seeds/p/1.png", TWO)
    imported.write("seeds/p/a.html", shows("1.png", more="وأضيفت جملة."))
    run(imported)
    assert first.read_bytes() == ONE and sorted(images(imported).values()) == sorted((ONE, TWO))
    assert set(noted(imported)) == set(images(imported))
    assert first.name in article.read_text(encoding="utf-8")


def test_an_import_that_was_killed_leaves_no_second_copy(imported: SiteFolder) -> None:
    """As it would be killed between the picture and the article: the one is there, the other and its event are not."""
    (article,) = (imported.root / "content").rglob("*.md")
    before = images(imported)
    article.unlink()
    (imported.root / "content/ledger.jsonl").unlink()
    run(imported)
    assert images(imported) == before and article.exists()


def test_a_dry_run_names_pictures_and_writes_none(site: SiteFolder) -> None:
    site.write("seeds/1.png", ONE)
    site.write("seeds/a.html", shows("1.png"))
    (article,) = run(site, is_dry_run=True).articles
    assert ".png)" in article.body and not list((site.root / "content").rglob("*.png"))


def test_a_ledger_of_before_is_read_and_no_picture_of_then_is_overwritten(imported: SiteFolder) -> None:
    ledger = imported.root / "content/ledger.jsonl"
    events = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    for event in events:
        del event["images"]
    ledger.write_text("".join(f"{json.dumps(event)}\n" for event in events), encoding="utf-8")
    imported.write("seeds/p/1.png", TWO)
    imported.write("seeds/p/a.html", shows("1.png", more="وأضيفت جملة."))
    run(imported)
    assert sorted(images(imported).values()) == sorted((ONE, TWO))


def test_what_a_file_says_of_itself_becomes_caption_and_credit(site: SiteFolder) -> None:
    site.write("seeds/1.jpg", noted_photograph())
    site.write("seeds/a.html", page(extra=f'<figure><img src="1.jpg" alt="x"></figure><p>{PARAGRAPHS[0]} نعم.</p>'))
    (article,) = run(site).articles
    kept = {**article.front_matter, "body": article.body}
    assert kept.get("image_caption", CAPTION) == CAPTION and CAPTION in str(kept) and MAKER in str(kept)


def test_a_picture_that_is_cut_off_is_kept_and_named_and_not_published(site: SiteFolder) -> None:
    site.write("seeds/1.jpg", noted_photograph()[:2000])
    site.write("seeds/a.html", shows("1.jpg"))
    assert [problem.code for problem in run(site).problems] == ["I170"]
    assert [problem.code for problem in site.build().problems] == ["E210"]
    assert not list(site.output.rglob("*.jpg"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><a href="java&#115;cript:alert(1)"/></svg>',
            "refers to something outside the drawing",
        ),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"<!doctype html><p>", "not an image"),
    ],
)
def test_what_may_not_be_shown_is_refused_with_its_reason(site: SiteFolder, data: bytes, reason: str) -> None:
    site.write("seeds/1.png", data)
    site.write("seeds/a.html", shows("1.png"))
    (problem,) = run(site).problems
    assert problem.code == "I141" and reason in problem.what


def test_a_scan_that_browsers_do_not_show_is_kept_whole_and_published_converted(site: SiteFolder) -> None:
    scan = saved(scene(), "TIFF")
    site.write("seeds/1.tiff", scan)
    site.write("seeds/a.html", shows("1.tiff"))
    assert not run(site).problems and not site.build().problems
    assert list(images(site).values()) == [scan]
    assert [path.suffix for path in site.output.rglob("*.*") if path.suffix in (".tif", ".tiff", ".jpg")] == [".jpg"]
