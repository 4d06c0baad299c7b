"""Pictures, from the pile that they came in to the pages that show them."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image, ImageFilter, features
from support import SITE_YAML, SiteFolder
from support.seeds import PARAGRAPHS, PNG, page, post, wxr, zipped

from generator.config.site_yaml import load_settings
from generator.errors import SettingsError
from generator.images.examine import BYTES_PER_FILE
from generator.images.variants import QUALITIES, variant
from generator.ingest.pipeline import ingest
from generator.ingest.results import ImportReport

UPLOAD = "https://sahil.example/wp-content/uploads/2011/02/quay.png"
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'


def run(site: SiteFolder) -> ImportReport:
    return ingest(site.root, (), load_settings(site.root))


def shown(site: SiteFolder) -> dict[str, bytes]:
    """The pictures of the built site, by their names."""
    kinds = (".png", ".jpg", ".svg", ".webp", ".avif")
    return {Path(path).name: data for path, data in site.files().items() if path.endswith(kinds) and "icon" not in path}


def page_that_shows(site: SiteFolder, name: str) -> str:
    (place,) = site.output.rglob(name)
    return (place.parent / "index.html").read_text(encoding="utf-8")


def test_a_picture_inside_of_a_body_is_published_beside_its_page(site: SiteFolder) -> None:
    site.article("a", body="نص.\n\n![الرصيف](quay%20one.png)\n\n<img src='more/two.png' alt=''>\n")
    site.write("content/2025/02/quay one.png", PNG)
    site.write("content/2025/02/more/two.png", PNG)
    report = site.build()
    assert not report.problems
    folder = site.output / "2025/02/مقال-a"
    assert (folder / "quay one.png").read_bytes() == (folder / "more/two.png").read_bytes() == PNG
    assert 'src="quay%20one.png"' in site.page("2025/02/مقال-a/index.html")
    assert site.files() == site.clean_files()


def test_a_picture_that_nobody_shows_any_more_leaves_the_site(site: SiteFolder) -> None:
    site.article("a", body="![الرصيف](quay.png)\n")
    site.write("content/2025/02/quay.png", PNG)
    site.build()
    site.article("a", body="نص بلا صورة.\n")
    assert site.build().removed == ("2025/02/مقال-a/quay.png",)


def test_a_new_picture_under_an_old_name_is_published(site: SiteFolder) -> None:
    site.article("a", body="![الرصيف](quay.png)\n")
    site.write("content/2025/02/quay.png", PNG)
    site.build()
    site.write("content/2025/02/quay.png", photograph((9, 9), "PNG"))
    assert "2025/02/مقال-a/quay.png" in site.build().written


def test_a_picture_of_a_standing_page_is_published_too(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: من نحن\n---\n![الدار](house.png)\n")
    site.write("content/pages/house.png", PNG)
    assert not site.build().problems
    assert (site.output / "about/house.png").read_bytes() == PNG


def test_a_picture_that_is_lost_is_named_and_one_elsewhere_is_not(site: SiteFolder) -> None:
    site.article("a", body="![](gone.png) ![](https://sahil.example/x.png) ![](/y.png) ![](data:image/png;base64,x)\n")
    (problem,) = site.build().problems
    assert problem.code == "E203" and "gone.png" in problem.what and problem.path == "content/2025/02/a.md"


@pytest.mark.parametrize("name", ["../../site.yaml", "../x.png", "secret.yaml", "..%2Fx.png"])
def test_nothing_but_pictures_below_its_article_is_published(site: SiteFolder, name: str) -> None:
    site.article("a", body=f"![]({name})\n")
    site.write("content/2025/02/secret.yaml", "key: 1\n")
    site.write("content/2025/x.png", PNG)
    site.build()
    assert shown(site) == {} and not list(site.output.rglob("*.yaml"))


def test_pictures_of_a_saved_page_reach_the_site(site: SiteFolder) -> None:
    site.write("seeds/port_files/quay.png", PNG)
    site.write(
        "seeds/port.html", page(extra=f'<img src="port_files/quay.png" alt="الرصيف"><p>{PARAGRAPHS[0]} أيضا.</p>')
    )
    assert not run(site).problems and not site.build().problems
    ((name, data),) = shown(site).items()
    assert data == PNG and f'src="{quote(name)}"' in page_that_shows(site, name)


def test_uploads_that_came_with_a_wordpress_export_are_its_pictures(site: SiteFolder) -> None:
    content = f'<p>{PARAGRAPHS[0]}</p><img src="{UPLOAD}" alt="الرصيف"><p>{PARAGRAPHS[1]}</p>'
    files = {"export.xml": wxr(post(content=content)), "wp-content/uploads/2011/02/quay.png": PNG}
    site.write("seeds/site.zip", zipped(files))
    report = run(site)
    assert UPLOAD not in report.articles[0].body and not site.build().problems
    assert list(shown(site).values()) == [PNG]


def test_uploads_that_did_not_come_stay_on_the_web(site: SiteFolder) -> None:
    content = f'<p>{PARAGRAPHS[0]}</p><img src="{UPLOAD}" alt="الرصيف"><p>{PARAGRAPHS[1]}</p>'
    site.write("seeds/export.xml", wxr(post(content=content)))
    (article,) = run(site).articles
    assert UPLOAD in article.body and not article.problems


def test_pictures_beside_markdown_of_other_tools_reach_the_site(site: SiteFolder) -> None:
    site.write("seeds/blog/hugo.toml", "title = 'x'\n")
    site.write("seeds/blog/static/img/quay.png", PNG)
    text = f"---\ntitle: الميناء القديم\ndate: 2011-02-25\n---\n{PARAGRAPHS[0]}\n\n![الرصيف](/img/quay.png)\n"
    site.write("seeds/blog/content/port.md", text)
    assert not run(site).problems and not site.build().problems
    assert list(shown(site).values()) == [PNG]


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("a.png", PNG, ".png"),
        ("a.html", PNG, ".png"),
        ("a.svg", DRAWING, ".svg"),
        ("a.jpg", b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
    ],
)
def test_a_picture_is_named_for_what_it_is(site: SiteFolder, name: str, data: bytes, suffix: str) -> None:
    site.write(f"seeds/f/{name}", data)
    site.write("seeds/port.html", page(extra=f'<img src="f/{name}" alt=""><p>{PARAGRAPHS[0]} أيضا.</p>'))
    run(site)
    kept = [
        path
        for path in (site.root / "content").rglob("*")
        if path.is_file() and path.suffix not in (".md", ".jsonl") and ".warraq" not in path.parts
    ]
    assert [path.suffix for path in kept] == [suffix]


@pytest.mark.parametrize(
    "data", [SCRIPT, b"<html><script>alert(1)</script></html>", b"RIFF\0\0\0\0WAVEfmt ", PNG + bytes(33 << 20)]
)
def test_what_is_no_picture_or_too_large_for_one_is_refused(site: SiteFolder, data: bytes) -> None:
    site.write("seeds/f/a.svg", data)
    site.write("seeds/port.html", page(extra=f'<img src="f/a.svg" alt=""><p>{PARAGRAPHS[0]} أيضا.</p>'))
    assert [problem.code for problem in run(site).problems] == ["I141"]


def photograph(size: tuple[int, int], form: str = "JPEG", **options: object) -> bytes:
    stream = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def noted(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "SecretCamera"
    return exif


def test_a_photograph_comes_in_widths_with_its_room_kept_and_without_what_the_camera_noted(site: SiteFolder) -> None:
    body = "نص.\n\n![الرصيف](big.jpg)\n"
    site.article("a", body=body, image="first one.jpg", image_alt="'أول \"هنا\"'")
    site.write("content/2025/02/first one.jpg", photograph((1400, 700), exif=noted(6)))
    site.write("content/2025/02/big.jpg", photograph((2000, 1000), exif=noted(1)))
    assert not site.build().problems
    page = site.page("2025/02/مقال-a/index.html")
    sizes = 'sizes="(max-width: 42rem) 94vw, 40rem"'
    first = "first%20one.480.webp 480w, first%20one.700.webp 700w"
    assert f'<source type="image/webp" srcset="{first}" {sizes}>' in page
    assert (
        '<img src="first%20one.jpg" width="700" height="1400" alt="أول &quot;هنا&quot;" fetchpriority="high">' in page
    )
    assert '<img src="big.jpg" width="2000" height="1000" alt="الرصيف" loading="lazy">' in page
    found = shown(site)
    assert {name: Image.open(BytesIO(data)).size for name, data in found.items()} == {
        "first one.jpg": (700, 1400),
        "first one.480.webp": (480, 960),
        "first one.700.webp": (700, 1400),
        "big.jpg": (1280, 640),
        "big.480.webp": (480, 240),
        "big.960.webp": (960, 480),
        "big.1600.webp": (1600, 800),
    }
    assert not [name for name, data in found.items() if b"SecretCamera" in data or b"Exif" in data]
    assert site.files() == site.clean_files()


def test_a_picture_that_is_small_or_moving_stays_as_it_is(site: SiteFolder) -> None:
    frames = [Image.new("RGB", (900, 60), colour) for colour in ("red", "blue")]
    stream = BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    pictures = {
        "dot.png": PNG,
        "film.gif": stream.getvalue(),
        "draw.svg": DRAWING,
    }
    site.article("a", body="".join(f"![صورة]({name})\n\n" for name in pictures))
    for name, data in pictures.items():
        site.write(f"content/2025/02/{name}", data)
    site.build()
    folder = site.output / "2025/02/مقال-a"
    assert {name: (folder / name).read_bytes() for name in pictures} == pictures
    assert not list(folder.glob("*.webp"))
    assert '<img src="film.gif" width="900" height="60"' in site.page("2025/02/مقال-a/index.html")


def test_a_picture_that_was_only_touched_is_not_encoded_again(site: SiteFolder) -> None:
    site.article("a", body="![الرصيف](quay.jpg)\n")
    place = site.write("content/2025/02/quay.jpg", photograph((700, 400)))
    site.build()
    os.utime(place, (1, 1))
    assert site.build().targets_made == 0
    site.write("content/2025/02/quay.jpg", photograph((700, 401)))
    assert {Path(path).name for path in site.build().written} >= {
        "quay.jpg",
        "quay.480.webp",
        "quay.700.webp",
        "index.html",
    }


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "CMYK", "LA"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_kind_of_picture_becomes_a_smaller_one(mode: str, form: str) -> None:
    stream = BytesIO()
    Image.new(mode, (640, 480)).save(stream, "TIFF" if mode == "CMYK" else "PNG")
    assert Image.open(BytesIO(variant(stream.getvalue(), 320, form))).size == (320, 240)


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_a_heavy_picture_keeps_to_its_budget(form: str) -> None:
    heavy = photograph((1600, 1200), quality=100)
    assert len(heavy) > 1_000_000
    assert len(variant(heavy, 480, form)) <= BYTES_PER_FILE


@pytest.fixture
def pictured(site: SiteFolder) -> SiteFolder:
    """A site that shows a photograph and a drawing, both large, in all forms that there are."""
    site.write("site.yaml", f"{SITE_YAML}avif: true\n")
    site.article("a", body="![الرصيف](quay.jpg)\n\n![خريطة](map.png)\n", image="quay.jpg")
    site.write("content/2025/02/quay.jpg", photograph((1000, 600), quality=92))
    site.write("content/2025/02/map.png", photograph((700, 400), "PNG"))
    site.build()
    return site


def test_a_photograph_comes_in_avif_too_where_that_is_wanted_and_a_drawing_does_not(pictured: SiteFolder) -> None:
    found = shown(pictured)
    sizes = {name: Image.open(BytesIO(data)).size for name, data in found.items() if name.endswith(".avif")}
    assert sizes == {"quay.480.avif": (480, 288), "quay.1000.avif": (1000, 600)}
    for name in sizes:
        assert len(found[name]) < len(found[name.replace("avif", "webp")]), name
    page = pictured.page("2025/02/مقال-a/index.html")
    sources = ("quay.480.avif 480w, quay.1000.avif 1000w", "quay.480.webp 480w, quay.1000.webp 1000w")
    widths = 'sizes="(max-width: 42rem) 94vw, 40rem"'
    avif, webp = (
        f'<source type="image/{kind}" srcset="{files}" {widths}>'
        for kind, files in zip(("avif", "webp"), sources, strict=True)
    )
    assert page.count(f"<picture>{avif}{webp}<img") == 2
    assert '<picture><source type="image/webp" srcset="map.480.webp' in page
    assert pictured.files() == pictured.clean_files()


def test_avif_comes_and_goes_and_nothing_else_is_encoded_again(pictured: SiteFolder) -> None:
    with_avif = pictured.files()
    pictured.write("site.yaml", SITE_YAML)
    report = pictured.build()
    assert {Path(path).name for path in report.removed} == {"quay.480.avif", "quay.1000.avif"}
    assert report.written == ("2025/02/مقال-a/index.html",)
    assert pictured.files() == pictured.clean_files()
    pictured.write("site.yaml", f"{SITE_YAML}avif: true\n")
    written = {Path(path).name for path in pictured.build().written}
    assert written == {"index.html", "quay.480.avif", "quay.1000.avif"}
    assert pictured.files() == with_avif


def test_an_avif_that_came_out_larger_than_its_webp_is_made_once_more() -> None:
    mist, jpeg, first = Image.effect_noise((480, 300), 8).filter(ImageFilter.GaussianBlur(1)), BytesIO(), BytesIO()
    mist.convert("RGB").save(jpeg, "JPEG", quality=95)
    Image.open(jpeg).save(first, "AVIF", quality=QUALITIES["AVIF"][0])
    avif, webp = (len(variant(jpeg.getvalue(), 480, form)) for form in ("AVIF", "WEBP"))
    assert avif < webp < len(first.getvalue())


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="asks for one processor")
def test_an_avif_is_the_same_on_one_processor_as_on_many() -> None:
    data, own = photograph((1400, 900)), os.sched_getaffinity(0)
    on_many = variant(data, 960, "AVIF")
    os.sched_setaffinity(0, {min(own)})
    try:
        assert variant(data, 960, "AVIF") == on_many
    finally:
        os.sched_setaffinity(0, own)


def test_avif_without_its_library_is_refused_with_what_to_do(
    pictured: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    with pytest.raises(SettingsError, match="libavif") as refused:
        pictured.build()
    assert "avif: false" in refused.value.hint
