"""A reader verifies a page, and is told the truth about one that was changed, and about what was not checked."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support import SITE_YAML, SiteFolder, warraq

Host = Callable[[Path, str], str]
ARTICLE, TABLE = "2025/02/مقال-b/index.html", "data/months/2025-02.csv.gz"
SAME, CHANGED, UNLISTED = "هي نفسها المسجّلة", "ليست الكلمات التي أُخذت", "ليست هذه الكلمات في قائمة"
TORN, DISK, UNREACHABLE, INSECURE = "ليست القائمة التي", "من القرص", "لم يمكن الوصول", "لم يُفحص شيء"
BODY = 'نص "المقال" هنا &amp; <b>هناك</b>[^1].\n\n## عنوان\n\n| خلية | أخرى |\n|---|---|\n| ١ | ٢ |\n\n[^1]: حاشية\n'


@pytest.fixture
def proven(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SITE_YAML + "integrity: true\n")
    site.article("a", date="2025-02-12")
    site.article("b", body=BODY, publisher='"صحيفة & أخرى"', seed="seeds/x.txt", seed_sha256="ab" * 32)
    site.article("none", date="", body=BODY)
    site.build()
    return site


def said(page: Page, address: str) -> str:
    page.goto(address)
    page.locator(".provenance summary").click()
    page.get_by_role("button", name="التحقّق من هذه الصفحة").click()
    status = page.locator(".proof [role=status]")
    expect(status).not_to_be_empty()
    return status.inner_text()


@pytest.mark.parametrize("path", [ARTICLE, "undated/مقال-none/index.html", "2025/02/مقال-a/index.html"])
def test_a_page_as_it_was_made_is_verified_and_the_root_shown(
    proven: SiteFolder, host: Host, page: Page, path: str
) -> None:
    found = said(page, host(proven.output, "/archive/") + path.removesuffix("index.html"))
    root = sha256((proven.output / "data/datapackage.json").read_bytes()).hexdigest()
    assert SAME in found and root in found


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ((ARTICLE, "<b>هناك</b>", "<b>هنالك</b>"), CHANGED),
        ((ARTICLE, 'dir="auto">مقال b', 'dir="auto">مقال c'), CHANGED),
        ((ARTICLE, 'datetime="2025-02-13"', 'datetime="2025-02-12"'), CHANGED),
        ((ARTICLE, 'name="DC.source" content="صحيفة', 'name="DC.source" content="جريدة'), CHANGED),
        ((TABLE, "/2025/02/مقال-b/", "/2025/02/مقال-c/"), UNLISTED),
        ((TABLE, "ab" * 32, "ac" * 32), UNLISTED),
        ((TABLE, "موسكو", "برلين"), TORN),
        (("data/datapackage.json", '"hash":"sha256:', '"hash":"sha256:0'), TORN),
    ],
)
def test_whatever_was_changed_is_said(
    proven: SiteFolder, host: Host, page: Page, change: tuple[str, str, str], verdict: str
) -> None:
    path, old, new = change
    place, is_packed = proven.output / path, path.endswith(".gz")
    data = gzip.decompress(place.read_bytes()) if is_packed else place.read_bytes()
    changed = data.replace(old.encode(), new.encode(), 1)
    assert changed != data
    place.write_bytes(gzip.compress(changed) if is_packed else changed)
    assert verdict in said(page, host(proven.output, "/archive/") + ARTICLE)


def test_words_and_printed_hash_changed_together_are_not_in_the_list(
    proven: SiteFolder, host: Host, page: Page
) -> None:
    other = SiteFolder(proven.root.parent / "other")
    other.write("site.yaml", (proven.root / "site.yaml").read_text("utf-8"))
    other.article("b", body=BODY + "\nزيادة.\n", publisher='"صحيفة & أخرى"', seed="seeds/x.txt", seed_sha256="ab" * 32)
    other.build()
    (proven.output / ARTICLE).write_text(other.page(ARTICLE), "utf-8")
    assert UNLISTED in said(page, host(proven.output, "/archive/") + ARTICLE)


def test_the_plain_theme_verifies_too(proven: SiteFolder, host: Host, page: Page) -> None:
    proven.write("site.yaml", SITE_YAML + "integrity: true\ntheme: warqa\n")
    proven.build()
    text = proven.page(ARTICLE)
    (proven.output / ARTICLE).write_text(text.replace("<b>هناك</b>", "<b>هنالك</b>", 1), "utf-8")
    base = host(proven.output, "/archive/")
    assert SAME in said(page, base + "2025/02/مقال-a/")
    assert CHANGED in said(page, base + ARTICLE)


def test_from_a_disk_it_is_said_that_the_lists_cannot_be_read(proven: SiteFolder, page: Page) -> None:
    folder = proven.root / "usb"
    done = warraq("build", "--portable", "--no-import", "--site", str(proven.root), "--output", str(folder))
    assert done.returncode == 0, done.stderr
    assert DISK in said(page, (folder / ARTICLE).as_uri())


def test_lists_that_are_gone_and_insecure_connections_are_said(proven: SiteFolder, host: Host, page: Page) -> None:
    base = host(proven.output, "/archive/")
    page.add_init_script("if (location.hash) Object.defineProperty(crypto, 'subtle', { value: undefined })")
    assert INSECURE in said(page, base + ARTICLE + "#insecure")
    (proven.output / "data/datapackage.json").unlink()
    page.goto("about:blank")
    assert UNREACHABLE in said(page, base + ARTICLE)
