"""Over all pictures of a built site exiftool finds no position, no camera, no comment and no preview."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from support import NOW, SITE_YAML, SiteFolder
from support.images import (
    CAPTION,
    MAKER,
    SECRET,
    SVG,
    deep_png,
    every_kind,
    noted_icon,
    noted_photograph,
    saved,
    scene,
    told_by_exiftool,
    wide_profile,
    with_notes,
)

from generator.images.variants import variant

PICTURES = (".jpg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico", ".apng")
TOLD = re.compile(
    r"gps|latitude|longitude|city|make$|model$|lens|serial|software|creator|comment|thumbnail|previewimage|mpimage|instructions|xmp|iptc|exif:|ifd|date(?!r)|trailer|warning",
    re.IGNORECASE,
)
KEPT = [name for name in every_kind() if not name.endswith((".tif", ".bmp", ".svg"))] + ["favicon.ico"]
CUT = noted_photograph()[:-90]
REFUSED = {
    "scan.tif": saved(scene(), "TIFF"),
    "camera.nef": saved(scene(), "TIFF"),
    "phone.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "phone": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "old.bmp": saved(scene(), "BMP"),
    "cut.png": saved(scene(), "PNG")[:-20],
    "cut": CUT,
    "CUT.JPG": CUT,
    "page.jpg": b"<!doctype html><p>not found",
    "empty.gif": b"",
    "cut.ico": saved(scene((32, 32)), "ICO", bitmap_format="bmp")[:-300],
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}
# What tells nothing, or is no image, whatever it begins like.
PLAIN = {
    "photo.jpg": saved(scene(), "JPEG"),
    "large.jpg": saved(scene((2000, 900)), "JPEG"),
    "photo.png": saved(scene(), "PNG"),
    "moving.gif": saved(scene(), "GIF", save_all=True, append_images=[scene(mode="L")], duration=90, loop=0),
    "moving.apng": saved(scene(), "PNG", save_all=True, append_images=[scene().rotate(180)], duration=90, loop=0),
    "photo.webp": saved(scene(), "WEBP"),
    "photo.avif": saved(scene(), "AVIF"),
    "favicon.ico": saved(scene((64, 64)), "ICO"),
    "bitmaps.ico": saved(scene((64, 64)), "ICO", bitmap_format="bmp"),
    "logo.svg": SVG.encode(),
    "note.txt": b"BMW and GIF8",
    "words.bin": b"\0\0\1\0",
    "drawing.svgz": b"\x1f\x8b\x08",
}
NOTHING = ("0000:00:00 00:00:00", "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site that shows an image of every kind, all that can be noted being noted in each."""
    site = SiteFolder(tmp_path_factory.mktemp("site"))
    site.write("site.yaml", f"{SITE_YAML}avif: true\nsocial_cards: true\n")
    images = every_kind()
    site.article("all", body="".join(f"![صورة]({name})\n\n" for name in images))
    for name in ("plain.jpg", "scan.tif"):
        site.article(f"of-{name.replace('.', '-')}", image=name)
    with_notes(site.root / "content/2025/02", images)
    for name in (*KEPT, "drawing.svg"):
        data = (site.root / "content/2025/02" / name).read_bytes() if name in images else noted_icon()
        for folder in ("static/own", "themes/jarida/static/art"):
            site.write(f"{folder}/{name}", data)
    site.write("static/.well-known/avatar", (site.root / "static/own/plain.jpg").read_bytes())
    for name, data in REFUSED.items():
        site.write(f"static/bad/{name}", data)
    site.write("themes/jarida/static/art/cut.jpg", CUT)
    for name, data in PLAIN.items():
        site.write(f"static/plain/{name}", data)
    report = site.build()
    site.problems = report.problems
    return site


def pictures(site: SiteFolder) -> list[Path]:
    """All but the owner's drawings, which are code."""
    found = (path for path in sorted(site.output.rglob("*")) if path.suffix in PICTURES or path.name == "avatar")
    return [path for path in found if path.suffix != ".svg" or "2025" in path.parts]


def test_the_images_hold_what_is_to_be_taken_out(built: SiteFolder) -> None:
    """Else the next test would prove nothing."""
    sources = [path for path in (built.root / "content/2025/02").iterdir() if path.suffix != ".md"]
    silent = [
        path.name for path in sources if not any(one in path.read_bytes() for one in (b"Secret", SECRET.encode()))
    ]
    assert len(sources) >= 12 and silent == []


def test_exiftool_finds_no_position_no_camera_no_comment_and_no_preview(built: SiteFolder) -> None:
    paths = pictures(built)
    assert len(paths) > 30 + 2 * len(KEPT)
    for one in told_by_exiftool(paths):
        own = {
            key: value
            for key, value in one.items()
            if not key.startswith(("System:", "ExifTool:", "SourceFile", "File:"))
        }
        found = {key: value for key, value in own.items() if TOLD.search(key) and value not in NOTHING}
        assert found == {}, one["SourceFile"]
        assert "ExifTool:Warning" not in one, one


def test_no_byte_of_what_was_noted_is_published(built: SiteFolder) -> None:
    for path in pictures(built):
        data = path.read_bytes()
        assert b"Secret" not in data and SECRET.encode() not in data and b"ICC_PROFILE" not in data, path


def test_images_of_static_and_of_the_theme_stand_under_their_names(built: SiteFolder) -> None:
    for folder in ("own", "assets/art"):
        assert {path.name for path in (built.output / folder).iterdir()} == {*KEPT, "drawing.svg"}
        assert SECRET.encode() in (built.output / folder / "drawing.svg").read_bytes()  # the owner's own code
    assert (built.output / ".well-known/avatar").exists()


def test_images_of_static_keep_their_size_and_frames(built: SiteFolder) -> None:
    for name in KEPT:
        with Image.open(built.root / "static/own" / name) as before, Image.open(built.output / "own" / name) as after:
            assert before.size == after.size, name
            is_pair = name == "pair.jpg"
            assert is_pair or getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1), name


def test_what_tells_nothing_is_published_byte_by_byte(built: SiteFolder) -> None:
    for name, data in PLAIN.items():
        assert (built.output / "plain" / name).read_bytes() == data, name


def test_what_cannot_be_stripped_is_an_error_and_not_published(built: SiteFolder) -> None:
    told = {problem.path: problem for problem in built.problems}
    assert told.keys() == {*(f"static/bad/{name}" for name in REFUSED), "themes/jarida/static/art/cut.jpg"}
    assert all(problem.level == "error" and problem.hint and "published" in problem.what for problem in told.values())
    assert {told[f"static/bad/{name}"].code for name in ("scan.tif", "phone.heic", "old.bmp", "camera.nef")} == {"E213"}
    assert {told[f"static/bad/{name}"].code for name in ("cut.png", "page.jpg", "empty.gif", "cut.ico")} == {"E210"}
    assert not (built.output / "bad").exists()


def test_every_published_picture_opens_with_the_kind_its_name_says(built: SiteFolder) -> None:
    forms = {".jpg": {"JPEG"}, ".png": {"PNG"}, ".gif": {"GIF"}, ".webp": {"WEBP"}, ".avif": {"AVIF"}, ".ico": {"ICO"}}
    for path in pictures(built):
        if path.suffix in forms:
            with Image.open(path) as image:
                image.load()
                assert image.format in forms[path.suffix], path


def test_what_browsers_do_not_show_is_published_as_what_they_do(built: SiteFolder) -> None:
    names = {path.name for path in (built.output / "2025/02/مقال-all").iterdir()}
    assert {"scan.jpg", "old.jpg", "drawing.svg"} <= names and not names & {"scan.tif", "old.bmp"}
    page = built.page("2025/02/مقال-of-scan-tif/index.html")
    assert 'src="scan.jpg"' in page and "scan.tif" not in page.replace("مقال-of-scan-tif", "")


def test_what_moves_goes_on_moving(built: SiteFolder) -> None:
    for name in ("moving.png", "moving.gif", "moving.webp", "moving.avif"):
        with Image.open(built.output / "2025/02/مقال-all" / name) as image:
            assert getattr(image, "n_frames", 1) == 2, name


def test_caption_and_credit_in_the_file_are_shown_where_the_article_says_nothing(built: SiteFolder) -> None:
    page = built.page("2025/02/مقال-of-plain-jpg/index.html")
    assert CAPTION in page and MAKER in page
    assert f'title="{CAPTION} – {MAKER}"' in built.page("2025/02/مقال-all/index.html")


def test_the_files_of_the_owner_stay_as_they_are(built: SiteFolder) -> None:
    assert b"Secret" in (built.root / "content/2025/02/plain.jpg").read_bytes()


def test_a_clean_build_gives_the_same_bytes(built: SiteFolder) -> None:
    again = built.build(now=NOW)
    assert built.files() == built.clean_files()
    assert again.targets_made == 0 and again.problems == built.problems


def test_a_static_image_that_breaks_or_is_mended_is_as_a_clean_build_has_it(site: SiteFolder) -> None:
    """However it comes and goes, and whether or not anything else changes."""
    names = ("static/logo.jpg", "themes/jarida/static/logo.png")
    states = (b"<p>not found", noted_photograph(), saved(scene(), "PNG"), noted_photograph()[:-90])
    site.article("a")
    for state in (*states, states[1]):
        for name in names:
            site.write(name, state)
        told = [[problem.path for problem in site.build().problems] for _ in range(2)]
        assert told == [[] if state in states[1:3] else list(names)] * 2
        assert site.files() == site.clean_files()
        assert b"Secret" not in b"".join(site.files().values())


def near(pixel: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(pixel, wanted, strict=False))


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
def test_colours_stay_right(form: str) -> None:
    corners = {(5, 5): (255, 0, 0), (395, 5): (0, 128, 128), (395, 255): (255, 165, 0)}
    for data in (
        saved(scene(), "JPEG", quality=95),
        saved(scene(mode="CMYK"), "TIFF"),
        saved(scene().quantize(16), "PNG"),
    ):
        with Image.open(BytesIO(variant(data, 400, form))) as image:
            shown = image.convert("RGB")
            assert all(near(shown.getpixel(at), colour) for at, colour in corners.items()), [
                shown.getpixel(at) for at in corners
            ]


def test_colours_of_a_profile_are_brought_to_those_of_screens() -> None:
    data = saved(scene(), "JPEG", quality=95, icc_profile=wide_profile())
    with Image.open(BytesIO(variant(data, 400, "PNG"))) as image:
        assert near(image.convert("RGB").getpixel((5, 5)), (0, 0, 255))


def test_sixteen_bits_of_grey_keep_their_steps() -> None:
    with Image.open(BytesIO(variant(deep_png(), 400, "PNG"))) as image:
        greys = [image.convert("L").getpixel((x, 100)) for x in (0, 100, 200, 300, 399)]
    assert greys == sorted(greys) and greys[0] == 0 and 120 < greys[2] < 136 and greys[-1] == 255


TURNS = {1: (), 2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (2,), 7: (6,), 8: (4,)}  # what undoes each note of a camera
FORMS = ("JPEG", "TIFF", "PNG")


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A photograph of each form, held in each way, as the picture of an article of its own."""
    site = SiteFolder(tmp_path_factory.mktemp("turned"))
    site.write("site.yaml", SITE_YAML)
    for turn, backwards in TURNS.items():
        image, exif = scene(), Image.Exif()
        for method in backwards:
            image = image.transpose(Image.Transpose(method))
        exif[0x0112] = turn
        for form in FORMS:
            name = f"{form}{turn}".lower()
            site.article(name, image=f"{name}.image.jpg")
            site.write(f"content/2025/02/{name}.image.jpg", saved(image, form, quality=95, exif=exif))
    site.build()
    return site


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_photograph_stands_upright(turned: SiteFolder, form: str, turn: int) -> None:
    """However a camera was held: the red corner is published where the camera's note puts it."""
    name = f"{form}{turn}".lower()
    with Image.open(turned.output / f"2025/02/مقال-{name}/{name}.image.{'png' if form == 'PNG' else 'jpg'}") as shown:
        assert (
            shown.size == (400, 260)
            and near(shown.getpixel((5, 5)), (255, 0, 0))
            and near(shown.getpixel((395, 255)), (255, 165, 0))
        )
