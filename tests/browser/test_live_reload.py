"""`serve --watch` in Chromium: an edit appears, a broken one is explained, and is mended."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect
from support import SiteFolder, running


@pytest.fixture
def served(ten_articles: SiteFolder) -> Iterator[str]:
    command = ("generator", "serve", "--watch", "--port", "0", "--site", str(ten_articles.root))
    with running(*command, until=r"http://\S+") as (_, address):
        yield address


def test_a_saved_article_appears_without_a_key_pressed(ten_articles: SiteFolder, served: str, page: Page) -> None:
    page.goto(f"{served}{quote('2024/01/مقال-a9/')}")
    expect(page.locator(".body")).to_contain_text("نص المقال هنا")
    page.wait_for_timeout(300)
    ten_articles.article("a9", date="2024-01-19", body="نص جديد تمامًا.\n")
    expect(page.locator(".body")).to_contain_text("نص جديد تمامًا")
    assert "_warraq" not in ten_articles.page("2024/01/مقال-a9/index.html")


def test_a_broken_edit_is_explained_and_the_last_good_page_stays(
    ten_articles: SiteFolder, served: str, page: Page
) -> None:
    page.goto(f"{served}{quote('2024/01/مقال-a9/')}")
    page.wait_for_timeout(300)
    place = ten_articles.root / "content/2024/01/a9.md"
    good = place.read_text()
    place.write_text(good.replace("2024-01-19", "2024-01-99"))
    expect(page.locator("#warraq-overlay")).to_contain_text("content/2024/01/a9.md:3:7 C109 date `2024-01-99`")
    expect(page.locator(".body")).to_contain_text("نص المقال هنا")
    assert (ten_articles.output / "2024/01/مقال-a9/index.html").is_file()
    place.write_text(good.replace("نص المقال هنا", "أُصلح النص"))
    expect(page.locator(".body")).to_contain_text("أُصلح النص")
    expect(page.locator("#warraq-overlay")).to_have_count(0)


def test_a_broken_site_yaml_is_explained_too(ten_articles: SiteFolder, served: str, page: Page) -> None:
    page.goto(served)
    page.wait_for_timeout(300)
    place = ten_articles.root / "site.yaml"
    good = place.read_text()
    place.write_text(good + "digits: roman\n")
    expect(page.locator("#warraq-overlay")).to_contain_text("S105")
    place.write_text(good.replace("أرشيف الاختبار", "اسم جديد"))
    expect(page.locator(".name")).to_have_text("اسم جديد")


def test_a_broken_terms_yaml_is_explained_and_a_mended_one_searched(
    ten_articles: SiteFolder, served: str, page: Page
) -> None:
    ten_articles.article("kazan", title="زيارة قصيرة", body="وصل إلى كازان.\n", tags="")
    page.goto(served)
    page.wait_for_timeout(300)
    place = ten_articles.write("terms.yaml", "terms:\n  - id: kazan\n    nmae: قازان\n")
    expect(page.locator("#warraq-overlay")).to_contain_text("terms.yaml:3:5")
    place.write_text("terms:\n  - id: kazan\n    name:\n      ar: قازان\n    variants: [كازان, Kazan]\n")
    expect(page.locator("#warraq-overlay")).to_have_count(0)
    page.goto(f"{served}search/?q=Kazan")
    expect(page.locator("#search-results h2", has_text="زيارة قصيرة")).to_have_count(1)


def request(address: str, path: str, **headers: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)) as connection:
        connection.request("GET", path, headers={name.title(): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")


def test_the_server_answers_to_its_own_address_only_and_stays_in_output(served: str) -> None:
    assert request(served, "/archive/")[0] == 200
    assert request(served, "/archive/", host="evil.example")[0] == 403
    assert request(served, "/archive/", origin="https://evil.example")[0] == 403
    for path in (
        "/archive/../site.yaml",
        "/archive/%2e%2e/site.yaml",
        "/archive/..%2fsite.yaml",
        "/archive/%5c..%5csite.yaml",
        "//archive/../../site.yaml",
    ):
        status, body = request(served, path)
        assert status in (404, 400) and "timezone" not in body, path
