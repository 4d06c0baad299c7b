"""Takes the README's picture and docs/gallery/ in Chromium (`make screenshots`): of the demo and of 10,000 articles.

python docs/take_screenshots.py [COUNT]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))

from benchmarks.common.articles import write_site
from benchmarks.common.static_host import hosted
from generator.engine.pipeline import build
from generator.engine.site import open_site
from generator.workers import Workers

REPOSITORY = Path(__file__).parent.parent
GALLERY = REPOSITORY / "docs" / "gallery"
DESK, PHONE = (1280, 960), (390, 844)
QUALITY, MOST_BYTES = 72, 1_500_000
NOW = "2026-01-01T00:00:00+00:00"


class Shot(NamedTuple):
    """A page as it is seen; `path` may be a pattern of a folder of output/: its first match is taken."""

    name: str
    path: str
    size: tuple[int, int] = DESK
    scheme: str = "light"


DEMO = (
    Shot("demo-front", ""),
    Shot("demo-front-phone-dark", "", PHONE, "dark"),
    Shot("demo-article-phone", "2025/02/*ترامب*/", PHONE),
    Shot("demo-article-dark", "2025/02/*ترامب*/", DESK, "dark"),
    Shot("demo-search", "search/?q=ترامب"),
    Shot("demo-tags", "tags/"),
)
MANY = (
    Shot("many-front", ""),
    Shot("many-article-end", "2019/05/*/#coverage"),
    Shot("many-year", "2019/"),
    Shot("many-month", "2019/05/"),
    Shot("many-month-phone-dark", "2019/05/", PHONE, "dark"),
    Shot("many-section", "sections/ثقافة/"),
    Shot("many-figures", "archive/#figures"),
    Shot("many-on-this-day-phone", "on-this-day/05-06/", PHONE),
    Shot("many-search-dark", "search/?q=يبابة", DESK, "dark"),
    Shot("many-search-phone", "search/?q=يبابة", PHONE),
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser_of_this_machine() as browser:
        write_site(Path(folder) / "many", count)
        for root, shots in ((REPOSITORY, DEMO), (Path(folder) / "many", MANY)):
            output = Path(folder) / f"output-{root.name}"
            with hosted_site(root, output) as base:
                for shot in shots:
                    picture = taken(browser, base + place_of(shot, output), shot)
                    picture.save(GALLERY / f"{shot.name}.webp", quality=QUALITY, method=6)
                    if shot.name == "demo-front":
                        picture.save(REPOSITORY / "docs" / "screenshot.png", optimize=True)
    weight = sum(path.stat().st_size for path in GALLERY.iterdir())
    sys.stdout.write(f"{len(DEMO) + len(MANY)} pictures, {weight:,} bytes\n")
    if weight > MOST_BYTES:
        raise SystemExit(f"the gallery is to weigh {MOST_BYTES:,} bytes at most: lower QUALITY, or take fewer")


@contextmanager
def browser_of_this_machine() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield browser
        browser.close()


@contextmanager
def hosted_site(root: Path, output: Path) -> Iterator[str]:
    output.mkdir()
    with hosted(output) as base:
        site = open_site(root, output, base_url=base, now=NOW, has_drafts=False)
        with Workers() as workers:
            build(site, workers, lambda *_: None)
        yield base


def place_of(shot: Shot, output: Path) -> str:
    pattern, mark, rest = shot.path.partition("/#" if "/#" in shot.path else "/?")
    if "*" not in pattern:
        return quote(shot.path, safe="/?=#")
    found = sorted(path for path in output.glob(pattern.rstrip("/")) if (path / "index.html").is_file())
    return quote(found[0].relative_to(output).as_posix()) + (mark or "/") + rest


def taken(browser: Browser, address: str, shot: Shot) -> Image.Image:
    """On the second visit: the first fetches the faces."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        service_workers="block",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.reload(wait_until="networkidle")
    page.wait_for_timeout(300)
    data = page.screenshot()
    context.close()
    return Image.open(BytesIO(data)).convert("RGB")


if __name__ == "__main__":
    main()
