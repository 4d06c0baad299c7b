"""`warraq build --portable`: a folder that, opened from disk, reads, browses and searches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext
from support import NOW, SITE_YAML, SiteFolder, warraq

from generator.engine.portable import carried
from generator.model import SiteView

VIEW = SiteView(title="أ", language="ar", dir="rtl", base_url="https://example.org/archive/", base_path="/archive/")


@pytest.fixture(params=[12, 320], ids=["whole index", "shards"])
def carried_site(site: SiteFolder, request: pytest.FixtureRequest) -> SiteFolder:
    site.write("site.yaml", SITE_YAML.replace("offline: false\n", "theme_options: {appearance: dark}\n"))
    for number in range(request.param):
        date = f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}"
        site.article(f"a{number}", date=date, title=f"خبر رقم {number}", body=f"نص عن الميناء {number}.\n")
    site.article("harbour", date="2024-05-02", title="حريق في الميناء", body="اندلع حريق.\n", aliases="[/old/fire/]")
    site.write("content/pages/about.md", "---\ntitle: عن الموقع\n---\nنص\n")
    done = warraq(
        "build", "--portable", "--site", str(site.root), "--no-import", "--output", str(site.root / "usb/أرشيف")
    )
    assert done.returncode == 0, done.stderr
    site.output = site.root / "usb" / "أرشيف"
    return site


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    # Less motion: Chromium reports each page transition that it skips, as it does when a slow machine paints too late.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


def test_from_disk_a_reader_browses_reads_and_finds(carried_site: SiteFolder, reader: BrowserContext) -> None:
    page, said = reader.new_page(), []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.goto((carried_site.output / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 21, 15)"
    page.locator(".card a").first.click()
    page.wait_for_url(re.compile(r"^file:.*/20\d\d/\d\d/.*/index\.html$"))
    assert page.get_by_role("heading", level=1).inner_text()
    page.wait_for_function("document.fonts.check('700 20px Titles')")
    page.get_by_role("button", name="الاستشهاد بالمقال").click()
    assert "https://example.org/archive/" in page.get_by_role("textbox", name="نصّ الاستشهاد").input_value()
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill("حريق")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^file:.*/search/index\.html\?q="))
    page.get_by_role("link", name="حريق في الميناء").click()
    page.wait_for_url(re.compile(r"^file:.*/2024/05/.*/index\.html"))
    assert page.get_by_role("heading", level=1).inner_text() == "حريق في الميناء"
    assert said == []


def test_results_are_narrowed_and_names_are_suggested_from_disk(
    carried_site: SiteFolder, reader: BrowserContext
) -> None:
    page = reader.new_page()
    page.goto((carried_site.output / "search/index.html").as_uri())
    page.locator("#search-input").press_sequentially("موس")
    page.get_by_role("option", name="موسكو").wait_for()
    page.get_by_role("option", name="موسكو").click()
    page.wait_for_url(re.compile(r"^file:.*/tags/.*/index\.html"))


def test_an_old_address_leads_on_from_disk(carried_site: SiteFolder, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto((carried_site.output / "old/fire/index.html").as_uri())
    page.get_by_role("heading", level=1, name="حريق في الميناء").wait_for()


def test_every_link_leads_to_a_file_of_the_folder(carried_site: SiteFolder) -> None:
    files = carried_site.files()
    links = 0
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for link in re.findall(
            r'<(?:a|script|img|form|link rel="(?:stylesheet|icon|prev|next)")[^>]*?(?:href|src|action)="([^"]*)"',
            data.decode(),
        ):
            parts = urlsplit(unescape(link))
            assert not parts.scheme and not link.startswith("/"), (path, link)
            place = (carried_site.output / path).parent / unquote(parts.path)
            assert not parts.path or place.resolve().relative_to(carried_site.output.resolve()).as_posix() in files, (
                path,
                link,
            )
            links += 1
    assert links > 200
    assert not [
        path
        for path in files
        if path in ("sw.js", "robots.txt", "404.html")
        or (path.endswith(".json") and path.startswith(("search", "lost")))
    ]


def test_the_site_for_the_web_is_left_alone_and_both_are_kept_up_to_date(site: SiteFolder) -> None:
    site.article("a", title="أول")
    site.build()
    before = site.files()
    command = ("build", "--portable", "--site", str(site.root), "--no-import", "--now", NOW)
    assert warraq(*command).returncode == 0
    assert site.files() == before
    assert (site.root / "portable" / "search" / "manifest.js").is_file()
    assert "files_written" not in json.loads(warraq(*command, "--json").stdout)  # zeros are left out
    site.article("a", title="ثان")
    assert warraq(*command).returncode == 0
    assert "ثان" in (site.root / "portable" / "search" / "documents.js").read_text(encoding="utf-8")
    site.build()
    assert "ثان" in site.page("search/documents.json") and not list(site.output.rglob("search/*.js"))


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        ("index.html", '<a href="/archive/">', '<a href="./index.html">'),
        ("2025/02/x/index.html", '<a href="/archive/tags/a/#b">', '<a href="../../../tags/a/index.html#b">'),
        ("a/index.html", '<form action="/archive/search/">', '<form action="../search/index.html">'),
        ("a/index.html", '<img src="/archive/assets/icon.svg">', '<img src="../assets/icon.svg">'),
        ("a/index.html", '<a href="//other.example/">', '<a href="//other.example/">'),
        ("a/index.html", '<a href="#part">', '<a href="#part">'),
        ("a/index.html", "<p>&quot; href=&quot;/archive/&quot;", "<p>&quot; href=&quot;/archive/&quot;"),
        ("search/index.html", '<main data-base="/archive/">', '<main data-base="../">'),
        ("a/index.html", '<meta content="0; url=/archive/b/">', '<meta content="0; url=../b/index.html">'),
        ("a/feed.xml", '<h:a href="/archive/b/">', '<h:a href="../b/index.html">'),
        (
            "a/feed.xml",
            '<link href="https://example.org/archive/b/"/>',
            '<link href="https://example.org/archive/b/"/>',
        ),
    ],
)
def test_links_are_made_relative(path: str, given: str, expected: str) -> None:
    assert carried(VIEW, path, given.encode()).decode() == expected


def test_data_is_handed_over_by_name() -> None:
    assert carried(VIEW, "search/d/1f.js", b'{"a":1}') == b'warraqData("search/d/1f.json",{"a":1});'
