"""Images as people name and mix them: each is shown under a name that is true, or named and left out."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from support import SITE_YAML, SiteFolder
from support.images import noted_photograph, saved, scene

PHOTO = saved(scene((700, 300)), "JPEG")
BESIDE = "content/2025/02/"


def sources(site: SiteFolder, name: str) -> list[str]:
    """What the images of an article's page lead to, as files beside it."""
    page = site.page(f"2025/02/مقال-{name}/index.html")
    named = re.findall(r'<img[^>]* src="([^"]*)"', page) + re.findall(r"([^ \",]+) \d+w", page)
    return [one.replace("%20", " ").replace("%28", "(").replace("%29", ")") for one in named]


def published(site: SiteFolder, name: str) -> set[str]:
    return {path.name for path in (site.output / f"2025/02/مقال-{name}").iterdir()} - {"index.html"}


def test_images_of_one_stem_share_nothing(site: SiteFolder) -> None:
    for number, name in enumerate(("photo.jpg", "photo.png", "photo.JPG")):
        site.write(BESIDE + name, saved(scene((700, 300 + number)), "PNG" if name.endswith("png") else "JPEG"))
    site.article("a", image="photo.jpg", body="![](photo.png)\n\n![](photo.JPG)\n")
    assert not site.build().problems
    names = published(site, "a")
    assert len(names) == len({name.casefold() for name in names}) == 9
    assert names == set(sources(site, "a"))
    assert site.files() == site.clean_files()


@pytest.mark.parametrize("image", ["x.jpg", "./x.jpg", "sub/../x.jpg", "././x.jpg"])
def test_an_image_is_found_however_its_path_is_written(site: SiteFolder, image: str) -> None:
    site.write(BESIDE + "x.jpg", PHOTO)
    site.article("a", image=image, body=f"![]({image})\n")
    assert not site.build().problems
    assert published(site, "a") == {"x.jpg", "x.480.webp", "x.700.webp"} == set(sources(site, "a"))


def test_one_file_that_is_named_in_two_ways_is_published_once(site: SiteFolder) -> None:
    site.write(BESIDE + "IMG (1).jpg", PHOTO)
    site.article("a", image="IMG%20(1).jpg", body="![](IMG%20(1).jpg)\n")
    assert not site.build().problems
    assert published(site, "a") == {"IMG (1).jpg", "IMG (1).480.webp", "IMG (1).700.webp"}


def test_letters_in_two_parts_are_letters(site: SiteFolder) -> None:
    """As macOS writes names of files."""
    site.write(BESIDE + normalize("NFD", "رأي آخر.jpg"), PHOTO)
    site.article("a", image=normalize("NFC", "رأي آخر.jpg"))
    assert not site.build().problems
    assert normalize("NFC", "رأي آخر.jpg") in published(site, "a")


def test_a_name_in_other_capitals_is_named_with_the_right_one(site: SiteFolder) -> None:
    site.write(BESIDE + "Case.JPG", PHOTO)
    site.article("a", image="case.jpg")
    (problem,) = site.build().problems
    assert problem.code == "E203" and "Case.JPG" in problem.hint


def test_images_are_named_for_what_they_are(site: SiteFolder) -> None:
    site.write(BESIDE + "x.jpg", saved(scene(), "WEBP"))
    site.write(BESIDE + "scan.tiff", saved(scene(), "TIFF"))
    site.article("a", image="x.jpg", body="![](scan.tiff)\n")
    site.write("site.yaml", f"{SITE_YAML}feeds: [atom]\n")
    assert not site.build().problems
    assert {"x.webp", "scan.jpg"} <= published(site, "a") and not {"x.jpg", "scan.tiff"} & published(site, "a")
    assert "scan.jpg" in site.page("feed.xml") and "scan.tiff" not in site.page("feed.xml")
    assert "x.webp" in site.page("sitemaps/articles.xml")
    assert re.search(r'og:image" content="[^"]*/x\.webp"', site.page("2025/02/مقال-a/index.html"))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("fake.png", b"<html><script>alert(1)</script></html>", "E210"),
        ("cut.jpg", PHOTO[: len(PHOTO) // 2], "E210"),
        ("cut.webp", saved(scene(), "WEBP")[:-9], "E210"),
        ("empty.gif", b"", "E210"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "E213"),
        ("s.svg", b'<svg xmlns="http://www.w3.org/2000/svg">\n<script>alert(1)</script></svg>', "E214"),
    ],
)
def test_what_cannot_be_shown_is_named_once_and_its_words_stay(
    site: SiteFolder, name: str, data: bytes, code: str
) -> None:
    site.write(BESIDE + name, data)
    site.article("a", image=name, body=f"![كلمات بدلا منها]({name})\n")
    site.article("b", image=name)
    for _ in range(2):
        (problem,) = site.build().problems
        assert problem.code == code and problem.path == BESIDE + name and problem.hint
        assert problem.line == (2 if code == "E214" else 0)
        assert name in problem.what and "a.md" in problem.what
    assert published(site, "a") == set() and sources(site, "a") == []
    page = site.page("2025/02/مقال-a/index.html")
    assert "كلمات بدلا منها" in page and name not in page
    assert site.files() == site.clean_files()


def test_an_image_that_was_mended_is_shown_by_the_next_build(site: SiteFolder) -> None:
    site.write(BESIDE + "x.jpg", PHOTO[:900])
    site.article("a", image="x.jpg")
    assert [problem.code for problem in site.build().problems] == ["E210"]
    site.write(BESIDE + "x.jpg", PHOTO)
    assert not site.build().problems and "x.jpg" in published(site, "a")
    site.write(BESIDE + "x.jpg", b"gone bad")
    assert [problem.code for problem in site.build().problems] == ["E210"]
    assert published(site, "a") == set()
    assert site.files() == site.clean_files()


def test_an_image_of_a_collections_introduction_is_published(site: SiteFolder) -> None:
    site.write("content/collections/war.md", "---\ntitle: حرب\n---\n![خريطة](map.png)\n")
    site.write("content/collections/map.png", saved(scene(), "PNG"))
    site.article("a", collections="[war]")
    assert not site.build().problems
    assert (site.output / "collections/war/map.png").exists() and 'src="map.png"' in site.page(
        "collections/war/index.html"
    )


def test_words_of_the_front_matter_win_over_the_files(site: SiteFolder) -> None:
    site.write(BESIDE + "x.jpg", noted_photograph())
    site.article("a", image="x.jpg", image_caption="كلمات المقال")
    site.build()
    page = site.page("2025/02/مقال-a/index.html")
    assert "كلمات المقال" in page and "رصيف الميناء القديم" not in page and "سلمى الحداد" in page


def test_images_that_no_article_names_are_not_published(site: SiteFolder) -> None:
    site.write(BESIDE + "nobodys.jpg", noted_photograph())
    site.article("a")
    assert not site.build().problems and not list(site.output.rglob("nobodys*"))
