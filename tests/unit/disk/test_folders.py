"""Nothing outside a folder is read, written or removed, whatever a path says and wherever planted links lead."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.disk import links
from generator.disk.files import LineFile, temporary_name, write_atomically, written_whole
from generator.disk.folders import Folder, OutputFolder, OutsideError
from generator.disk.walking import Left, survey
from generator.errors import RefusedError
from generator.text.addresses.permalink import PermalinkError, checked_alias, checked_permalink
from generator.text.addresses.relative_path import PathError, published_path, relative_path, shown

LEADING_OUT = (
    "../a", "a/../../b", "/etc/passwd", "//host/a", "C:/a", "c:a", "a\\..\\b", "..", ".", "", "a//b", "a/./b", "a/..",
    "a\0b", "a\nb", "a\x7fb", "a\x85b", "a\udc80", "x" * 256, "ب" * 128, "a/",
)  # fmt: skip
NOT_PORTABLE = (
    "con", "a/NUL.txt", "aux", "com1.html", "a.", "a ", "a:b", "a|b", "what?", "a*", "<a>", 'a"b', "a\u202eb",
    "a\u200eb", "a\u2066b", "lpt9/a",
)  # fmt: skip
PARTS = st.sampled_from(["..", ".", "", "a", "content", "صحف", "\0", "\x1b[2J", "C:", "\\", "/", "x" * 300, "\udcff"])
PATHS = st.one_of(st.text(), st.lists(PARTS, max_size=6).map("/".join))


@pytest.mark.parametrize("path", LEADING_OUT)
def test_a_path_that_leads_out_is_no_relative_path(path: str) -> None:
    with pytest.raises(PathError):
        relative_path(path, suffix_bytes=0)


@pytest.mark.parametrize("path", NOT_PORTABLE)
def test_what_one_system_cannot_hold_is_not_published(path: str) -> None:
    with pytest.raises(PathError):
        published_path(path)


@pytest.mark.parametrize(
    "path", ["2011/02/خبر.md", "صورة الخبر.jpg", "IMG (1).JPG", "می‌خواهم/x.html", "a.b.c", "-", "x" * 223]
)
def test_ordinary_paths_stay_as_they_are(path: str) -> None:
    assert published_path(path) == path


@given(PATHS)
def test_every_checked_path_stays_below_its_folder(path: str) -> None:
    try:
        checked = relative_path(path)
    except PathError as problem:
        assert problem.hint
        assert "\x1b" not in problem.what
        assert "\n" not in problem.what
        return
    assert os.path.normpath(f"/folder/{checked}") == f"/folder/{checked}"
    assert checked == unicodedata.normalize("NFC", checked)
    assert all(0 < len(part.encode()) <= 255 for part in checked.split("/"))
    assert relative_path(checked) == checked


@given(st.one_of(PATHS, st.sampled_from(["javascript:alert(1)", "data:x", "https://a/b", "//a/b", "JavaScript:x/y"])))
def test_urls_and_aliases_are_paths_of_the_site_or_refused(url: str) -> None:
    for check in (checked_permalink, checked_alias):
        try:
            path = check(url)
        except PermalinkError:
            continue
        assert path.startswith("/")
        assert published_path(path.strip("/"))
        assert "://" not in path


def test_control_signs_of_a_path_are_shown_as_they_are_written() -> None:
    assert shown("a\x1b[2J\u202eb") == "a\\x1b[2J\\u202eb"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a file that nobody may touch, a site in it, and links of all kinds in the site."""
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text("elsewhere")
    site = tmp_path / "site"
    (site / "inner").mkdir(parents=True)
    (site / "inner" / "a.md").write_text("inner")
    (site / "out").symlink_to("../elsewhere")
    (site / "out.md").symlink_to("../precious")
    (site / "in").symlink_to("inner")
    (site / "in.md").symlink_to("inner/a.md")
    (site / "loop").symlink_to(".")
    (site / "nowhere").symlink_to("gone")
    return tmp_path


def test_links_that_stay_inside_are_followed_and_written_through(home: Path) -> None:
    folder = Folder(home / "site")
    assert folder.read("in.md") == folder.read("in/a.md") == b"inner"
    folder.write("in.md", b"new")
    assert (home / "site/in.md").is_symlink()
    assert (home / "site/inner/a.md").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["out/a.md", "out/new.md", "out.md", "../precious", "in/../../precious"])
def test_links_and_paths_that_lead_out_are_refused_for_reading_and_writing(home: Path, path: str) -> None:
    folder = Folder(home / "site")
    for act in (
        folder.read,
        folder.stat,
        lambda path: folder.write(path, b"harm"),
        lambda path: folder.rename("inner/a.md", f"out/{path}"),
    ):
        with pytest.raises(OutsideError):
            act(path)
    assert (home / "precious").read_text() == "precious"
    assert _names(home / "elsewhere") == ["a.md"]
    assert (home / "site/inner/a.md").exists()


def test_removing_a_link_leaves_what_it_leads_to(home: Path) -> None:
    folder = Folder(home / "site")
    folder.remove("out.md")
    with pytest.raises(OutsideError):
        folder.remove("out/a.md")
    assert (home / "precious").exists()
    assert (home / "elsewhere/a.md").exists()


def test_the_folder_that_a_person_named_may_be_a_link(home: Path) -> None:
    (home / "named").symlink_to("site")
    assert Folder(home / "named").read("inner/a.md") == b"inner"


def test_with_consent_links_lead_anywhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_CONSENT", False)
    links.consent_to_links()
    assert Folder(home / "site").read("out/a.md") == b"elsewhere"
    assert "out/a.md" in [path for path, _ in survey(home / "site", home / "site").files]


def test_a_walk_names_what_it_leaves_alone(home: Path) -> None:
    os.mkfifo(home / "site/pipe")
    os.close(os.open(os.fsencode(home / "site") + b"/\xff.md", os.O_CREAT))
    found = survey(home / "site", home / "site")
    assert [path for path, _ in found.files] == ["in.md", "inner/a.md"]
    wanted = {
        "in": "loop",
        "loop": "loop",
        "nowhere": "broken",
        "out": "link",
        "out.md": "link",
        "pipe": "special",
        "\udcff.md": "name",
    }
    assert dict(found.left) == wanted
    assert [path for path, _ in survey(home / "site/out", home / "site").files] == []
    assert survey(home / "site/out", home / "site").left == [Left(".", "link")]


def test_a_linked_folder_beside_the_walked_one_is_walked(home: Path) -> None:
    (home / "site/content").mkdir()
    (home / "site/content/2011").symlink_to("../inner")
    assert [path for path, _ in survey(home / "site/content", home / "site").files] == ["2011/a.md"]


def _stream(path: Path) -> None:
    with written_whole(path) as stream:
        stream.write(b"new")


@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"new"), _stream])
def test_no_planted_temporary_file_is_followed(tmp_path: Path, write: object) -> None:
    (tmp_path / "precious").write_text("precious")
    target = tmp_path / "ledger.jsonl"
    (tmp_path / temporary_name(target.name)).symlink_to(tmp_path / "precious")
    write(target)
    assert (tmp_path / "precious").read_text() == "precious"
    assert target.read_bytes() == b"new"
    assert _names(tmp_path) == ["ledger.jsonl", "precious"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_log_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "log").symlink_to("precious")
    with pytest.raises(RefusedError, match="link"):
        LineFile(tmp_path / "log").add(b"line")
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_rewritten_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(PATHS)
def test_no_path_gets_out_of_the_output_folder(tmp_path: Path, path: str) -> None:
    root = tmp_path / "a" / "output"
    output = OutputFolder(root)
    before = sorted(str(one) for one in tmp_path.rglob("*") if root not in one.parents)
    try:
        output.put(path, b"harm")
        assert output.read(path) == b"harm"
        output.remove(path)
    except (RefusedError, OSError):
        pass
    after = sorted(str(one) for one in tmp_path.rglob("*") if root not in one.parents)
    assert [one for one in after if one not in before] in ([], [str(tmp_path / "a"), str(root)], [str(root)])


def test_output_is_not_written_or_removed_through_a_link_that_leads_out(home: Path) -> None:
    output = OutputFolder(home / "site")
    with pytest.raises(RefusedError, match="leads out"):
        output.put("out/b.html", b"harm")
    assert not output.remove("out/a.md")
    assert _names(home / "elsewhere") == ["a.md"]


def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "site.yaml")
    with pytest.raises(RefusedError, match="is not a file"):
        Folder(tmp_path).read("site.yaml")
