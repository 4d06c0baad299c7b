"""Plugins: the one that docs/plugins.md shows, built, installed and used; and what becomes of faulty ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import LOCK, NOW, SiteFolder, differing, warraq
from support.docs import shown_files
from support.plugin import installed, installed_from_docs

SNIPPET = "themes/jarida/templates/snippets/article-end.html"
TITLE = "ندوة عن الصحافة، في القاهرة؛ مع عنوان طويل يتجاوز السطر الواحد في ملف التقويم"
ESCAPED = TITLE.replace(",", "\\,").replace(";", "\\;")


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed_from_docs(tmp_path_factory.mktemp("plugin"))


@pytest.fixture
def calendar(site: SiteFolder) -> SiteFolder:
    site.article("a", event="2025-03-01", title=TITLE)
    site.article("b", event="2026-01-05")
    site.article("c")
    site.write(SNIPPET, shown_files("plugins.md")[SNIPPET])
    return site


def run(site: SiteFolder, plugin: Path | None, *arguments: str, code: int = 0) -> str:
    verb, *rest = arguments or ("build",)
    time = ["--now", NOW] if verb in ("build", "why") else []
    options = [] if verb == "explain" else ["--site", str(site.root), *time]
    done = warraq(verb, *rest, *options, PYTHONPATH=str(plugin or ""))
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def clean(site: SiteFolder, plugin: Path | None, folder: Path) -> dict[str, bytes]:
    """What a clean build gives, elsewhere."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("content", "themes"):
        shutil.copytree(site.root / name, folder / name, ignore=LOCK)
    shutil.copy(site.root / "site.yaml", folder)
    other = SiteFolder(folder)
    run(other, plugin)
    return other.files()


def test_its_files_hold_what_articles_say(calendar: SiteFolder, events: Path) -> None:
    run(calendar, events)
    data = (calendar.output / "events/2025.ics").read_bytes()
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//warraq-events//EN"]
    assert "DTSTART;VALUE=DATE:20250301" in lines and "DTEND;VALUE=DATE:20250302" in lines
    assert f"SUMMARY:{ESCAPED}" in lines and lines[-2:] == ["END:VCALENDAR", ""]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert "BEGIN:VEVENT" in calendar.page("events/2026.ics")
    (page,) = calendar.output.glob("2025/02/ندوة*/index.html")
    text = page.read_text(encoding="utf-8")
    assert '<time datetime="2025-03-01">' in text and 'href="/archive/events/2025.ics"' in text
    assert 'class="event"' not in calendar.page("2025/02/مقال-c/index.html")
    assert "K101" not in run(calendar, events, "check")


def test_incremental_is_clean_whatever_changes(calendar: SiteFolder, events: Path, tmp_path: Path) -> None:
    run(calendar, events)
    edits = {
        "another title": lambda: calendar.article("a", event="2025-03-01", title="عنوان آخر"),
        "another year": lambda: calendar.article("b", event="2025-07-01"),
        "no event": lambda: calendar.article("a", title="عنوان آخر"),
        "a new one": lambda: calendar.article("d", event="2031-01-01"),
        "a draft": lambda: calendar.article("d", event="2031-01-01", status="draft"),
    }
    for name, edit in edits.items():
        edit()
        run(calendar, events)
        assert differing(calendar.files(), clean(calendar, events, tmp_path / "clean")) == [], name
    assert [path for path in calendar.files() if path.startswith("events/")] == ["events/2025.ics"]
    assert "0 made, 0 written" in run(calendar, events)
    parallel = calendar.files()
    run(calendar, events, "build", "--clean", "--workers", "2")
    assert differing(calendar.files(), parallel) == []


def test_a_changed_plugin_rebuilds_what_it_made_and_nothing_else(
    calendar: SiteFolder, events: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(events, own)
    run(calendar, own)
    before = calendar.files()
    code = (own / "warraq_events.py").read_text(encoding="utf-8")
    (own / "warraq_events.py").write_text(code.replace("//warraq-events//EN", "//warraq-events//AR"), encoding="utf-8")
    assert "2 made, 2 written" in run(calendar, own)
    assert differing(calendar.files(), before) == ["events/2025.ics", "events/2026.ics"]
    assert differing(calendar.files(), clean(calendar, own, tmp_path / "clean")) == []
    assert "`plugin code` changed" in run(calendar, own, "why", "events/2025.ics")


def test_without_it_its_files_go(calendar: SiteFolder, events: Path, tmp_path: Path) -> None:
    run(calendar, events)
    run(calendar, None)
    assert not (calendar.output / "events").exists()
    assert differing(calendar.files(), clean(calendar, None, tmp_path / "clean")) == []


def test_a_value_that_it_does_not_allow_is_named_with_its_line(calendar: SiteFolder, events: Path) -> None:
    calendar.article("b", event="غدا")
    found = run(calendar, events, code=1)
    assert "content/2025/02/b.md:6:8: C145 `event` is not a day" in found
    assert "hint: write a day such as 2025-03-01" in found
    assert not (calendar.output / "2025/02/مقال-b").exists()
    assert "C145" not in run(calendar, None), "without the plugin any value is allowed"


def test_its_check_has_codes_of_its_own(calendar: SiteFolder, events: Path) -> None:
    calendar.write(SNIPPET, '<p class="event">غدا</p>')
    run(calendar, events)
    found = run(calendar, events, "check", code=1)
    assert "X101 the day of an event has no `<time>` (3 times, first here)" in found
    assert "X101: A page names the day of an event for people only." in run(calendar, events, "explain", "X101")
    assert "X101" not in run(calendar, None, "check")
    assert "no problem has the code `X101`" in run(calendar, None, "explain", "X101", code=2)


RECIPE = """
from generator.engine.own_files import OwnFile, OwnRecipe
from generator.content.own_keys import Key
from generator.check.page_checks.own_checks import Check, Explanation
from generator.check.findings import Location, finding
"""
POINT = "[warraq.{group}]\nsample = sample:ROW\n"
FAULTS = {  # group, code, exit code, message
    "fails": ("recipes", "ROW = OwnRecipe(lambda *_: [OwnFile('x.txt', {})], lambda *_: 1 / 0)", 3, "the plugin `sample` failed: ZeroDivisionError: division by zero (sample.py:6)"),
    "fails to plan": ("recipes", "ROW = OwnRecipe(lambda archive, site: archive.nothing, None)", 3, "failed: AttributeError"),
    "is not bytes": ("recipes", "ROW = OwnRecipe(lambda *_: [OwnFile('x.txt', {})], lambda *_: 'x')", 3, "made str for `x.txt`, which is not bytes"),
    "leads out": ("recipes", "ROW = OwnRecipe(lambda *_: [OwnFile('../x.txt', {})], lambda *_: b'')", 3, "planned `../x.txt`"),
    "is no file": ("recipes", "ROW = OwnRecipe(lambda *_: ['x.txt'], lambda *_: b'')", 3, "which is not an OwnFile"),
    "cannot be kept": ("recipes", "ROW = OwnRecipe(lambda *_: [OwnFile('x.txt', {'x': object()})], lambda *_: b'')", 3, "failed: TypeError"),
    "is no row": ("recipes", "ROW = 1", 2, "the plugin `sample:ROW` is not a OwnRecipe"),
    "cannot be imported": ("keys", "import nothing_of_this_name", 1, "the plugin `sample:ROW` cannot be loaded"),
    "breaks off": ("keys", "ROW = {}['x']", 3, "the plugin `sample:ROW` failed: KeyError"),
    "takes a key of ours": ("keys", "ROW = Key('title', str, '')", 3, "declares the key `title`, which is Warraq's own"),
    "gives what cannot be kept": ("keys", "ROW = Key('event', lambda value: object(), '')", 3, "returned a value that cannot be kept"),
    "fails to read": ("keys", "ROW = Key('event', lambda value: value.nothing, '')", 3, "failed: AttributeError"),
    "has a code of ours": ("checks", "ROW = Check((Explanation('K101', '', '', ''),), lambda page: [])", 3, "has the code `K101`"),
    "reports what is no code": ("checks", "ROW = Check((), lambda page: [finding(Location('x'), 'X101', '', '')])", 3, "which has none of its codes"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_plugin_is_named_and_no_content_is_blamed(site: SiteFolder, tmp_path: Path, fault: str) -> None:
    group, code, expected, message = FAULTS[fault]
    site.article("a", event="x")
    run(site, None)
    before = site.files()
    plugin = installed(tmp_path / "plugin", POINT.format(group=group), RECIPE + code + "\n")
    found = run(site, plugin, "check" if group == "checks" else "build", code=expected)
    assert message in found and "content/" not in found
    assert site.files() == before


def test_two_plugins_of_one_key_are_both_named(site: SiteFolder, tmp_path: Path) -> None:
    points = "[warraq.keys]\nfirst = sample:ROW\nsecond = sample:ROW\n"
    plugin = installed(tmp_path / "plugin", points, RECIPE + "ROW = Key('event', str, '')\n")
    assert "the plugins `first` and `second` both declare the key `event`" in run(site, plugin, code=3)


def test_a_file_of_a_plugin_replaces_no_other(site: SiteFolder, tmp_path: Path) -> None:
    code = "ROW = OwnRecipe(lambda *_: [OwnFile('index.html', {}), OwnFile('x.txt', {})], lambda *_: b'x')\n"
    plugin = installed(tmp_path / "plugin", POINT.format(group="recipes"), RECIPE + code)
    site.article("a")
    found = run(site, plugin, code=1)
    assert "E202 a file of the plugin `sample` wants `/index.html`, which is also the path of the site's own" in found
    assert site.page("index.html") != "x" and site.page("x.txt") == "x"


def test_a_recipe_gets_the_text_of_articles_and_keys_keep_what_is_held_back(site: SiteFolder, tmp_path: Path) -> None:
    code = (
        "def plan(archive, site):\n"
        "    return [OwnFile('all.html', {}, tuple(item.article for item in archive.articles))]\n"
        "ROW = OwnRecipe(plan, lambda context, inputs, bodies: ''.join(sorted(bodies.values())).encode())\n"
        "KEY = Key('private', str, '')\n"
    )
    points = "[warraq.recipes]\nsample = sample:ROW\n[warraq.keys]\nsample = sample:KEY\n"
    plugin = installed(tmp_path / "plugin", points, RECIPE + code)
    site.article("a", body="الأول\n")
    site.article("b", body="الثاني\n", private="true")
    run(site, plugin)
    assert site.page("all.html") == "<p>الأول</p>\n"
    site.article("a", body="غيره\n")
    run(site, plugin)
    assert site.page("all.html") == "<p>غيره</p>\n"


def test_a_build_without_plugins_does_not_load_what_finds_them(site: SiteFolder, events: Path) -> None:
    code = (
        "import sys; from generator.cli.main import main;"
        "main(sys.argv[1:], leave=lambda _: None); print('importlib.metadata' in sys.modules)"
    )
    command = [sys.executable, "-P", "-c", code, "build", "--site", str(site.root)]
    for plugin, expected in (("", "False"), (str(events), "True")):
        surroundings = os.environ | {"PYTHONPATH": plugin}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
        assert done.stdout.split()[-1] == expected
