"""Which file answers which path: as GitHub Pages does, and never one outside output/."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.serve.pages import answer


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "output"
    for path in (
        "index.html",
        "404.html",
        "tags/index.html",
        "tags/موسكو/index.html",
        "plain.html",
        "feed.xml",
        ".nojekyll",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    (tmp_path / "site" / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "site" / "secret.txt")
    return folder


ANSWERS = {
    "/base/": (200, "index.html", ""),
    "/base": (301, "", "/base/"),
    "/base/tags/": (200, "index.html", ""),
    "/base/tags": (301, "", "/base/tags/"),
    "/base/tags/موسكو/": (200, "index.html", ""),
    "/base/plain": (200, "plain.html", ""),
    "/base/feed.xml": (200, "feed.xml", ""),
    "/base/.nojekyll": (200, ".nojekyll", ""),
    "/base/nowhere/": (404, "404.html", ""),
    "/base/feed.xml/": (404, "404.html", ""),
    "/base/out.txt": (404, "404.html", ""),
    "/elsewhere/": (404, "", ""),
}


@pytest.mark.parametrize(("path", "wanted"), ANSWERS.items())
def test_paths_are_answered_as_pages_does(output: Path, path: str, wanted: tuple[int, str, str]) -> None:
    found = answer(output, "/base/", path)
    assert (found.status, found.file.name if found.file else "", found.location) == wanted


STEPS = st.sampled_from(
    ["..", ".", "", "secret.txt", "output", "site", "%2e%2e", "..%2f", "\\", "..\\", "\0", "etc", "tags", "c:", "~"]
)


@given(st.lists(STEPS, max_size=8), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_spelling_leads_out(output: Path, steps: list[str], is_encoded: bool) -> None:
    path = "/base/" + "/".join(steps)
    found = answer(output, "/base/", unquote(path) if is_encoded else path)
    assert found.file is None or output in found.file.parents
