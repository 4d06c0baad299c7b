"""A fresh install works: the wheel in empty environments, with what pip finds today and with the oldest that we allow.

No lock file of ours takes part. What is downloaded comes from wherever pip and uv are set to look; where that cannot be
reached these tests fail and say so.
"""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from support.environments import OLDEST, REPOSITORY, Row, environment_of, lowest_versions, rows, run
from support.samples import SUFFIXES, samples
from support.seeds import PARAGRAPHS
from uv import find_uv_bin

from generator.importers.formats import FORMATS

pytestmark = pytest.mark.timeout(1200)  # all downloads anew, on a slow line
OFFLINE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
ONE_TITLE = "K202"  # the samples tell of one article
SERVES = """
import re, signal, subprocess, sys, urllib.request
server = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
url = next(filter(None, (re.search(r"http://\\S+/", line) for line in server.stdout)))[0]
without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
assert b"_warraq/reload.js" in without_proxy.open(url, timeout=60).read()
server.send_signal(signal.SIGINT)
assert server.wait(60) == 130
"""


@pytest.fixture(scope="module")
def reachable() -> None:
    """Where wheels come from, asked for the smallest thing, so that what is wrong is said in a word."""
    command = [find_uv_bin(), "pip", "compile", "--quiet", "--no-header", "--refresh", "-"]
    done = subprocess.run(command, input="click\n", capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"no package registry can be reached, so no fresh install can be tried:\n{done.stderr}", False)


@pytest.mark.parametrize("row", rows(), ids=str)
@pytest.mark.usefixtures("reachable")
def test_a_fresh_install_makes_a_site_of_every_format(row: Row, wheel: Path, tmp_path: Path) -> None:
    programs, site = environment_of(row, wheel, tmp_path / "environment"), tmp_path / "site"
    surroundings = OFFLINE | {"HOME": str(tmp_path), "PATH": str(programs), "LC_ALL": "C.UTF-8"}

    def warraq(verb: str, *arguments: str | Path, codes: tuple[int, ...] = (0,)) -> str:
        return run([programs / "warraq", verb, "--site", site, *arguments], codes=codes, **surroundings)

    run([programs / "warraq", "init", site], **surroundings)
    with (site / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("avif: true\n")
    seeds = written_seeds(site / "seeds")
    imported = json.loads(warraq("import", "--json", *seeds.values()))
    for name in seeds:
        assert_imported(name, [one for one in imported if one["file"].startswith(f"seeds/{name}.")])
    warraq("build", "--strict")
    assert list((site / "output").rglob("*.avif"))
    assert json.loads(warraq("search", "--json", "أرصفته"))["count"] > 1
    assert {one["code"] for one in json.loads(warraq("check", "--json", codes=(0, 1)))} <= {ONE_TITLE}
    serves = [programs / "warraq", "serve", "--watch", "--port", "0", "--site", site]
    run([programs / "python", "-P", "-c", SERVES, *serves], **surroundings)
    if not row.pip:
        warraq("export", "--to", "parquet", tmp_path / "articles.parquet")
        assert (tmp_path / "articles.parquet").read_bytes().startswith(b"PAR1")


def written_seeds(folder: Path) -> dict[str, Path]:
    """A file of each format, and the picture that they show."""
    picture = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((640, 480)).save(picture, "JPEG")
    (folder / "a.jpg").write_bytes(picture.getvalue())
    places = {name: folder / f"{name}.{SUFFIXES[name]}" for name in samples()}
    for name, data in samples().items():
        places[name].write_bytes(data)
    return places


def assert_imported(name: str, articles: list[dict[str, object]]) -> None:
    """Read whole: its title, its day and its first paragraph. That several formats tell of one article is right."""
    assert articles, f"nothing came of the file of `{name}`"
    for one in articles:
        assert one["action"] in ("new", "duplicate", "unchanged"), (name, one)  # a file may hold the same item twice
        assert not [problem for problem in one["problems"] if problem["level"] == "error"], (name, one)
    fields = [one["front_matter"] for one in articles]
    assert all(field["title"] and str(field["date"]).startswith("2011-0") for field in fields), (name, fields)
    assert any(PARAGRAPHS[0] in str(one["body"]) for one in articles), (name, articles)


def test_every_format_has_a_sample() -> None:
    assert {row.name for row in FORMATS} == set(samples()) == set(SUFFIXES)


@pytest.mark.usefixtures("reachable")
def test_the_lowest_versions_are_those_that_are_written_down() -> None:
    """A bound below all that can be installed promises what nobody tried."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    written = dict(
        re.split(">=", one) for one in [*project["dependencies"], *(one for extra in extras for one in extra)]
    )
    resolved = dict(re.findall(r"^([\w.-]+)==([\d.]+)", lowest_versions(), re.MULTILINE))
    assert {name: plain(version) for name, version in written.items()} == {
        name: plain(resolved[name]) for name in written
    }
    assert project["requires-python"] == f">={OLDEST}"


def plain(version: str) -> str:
    return re.sub(r"(\.0)+$", "", version)
