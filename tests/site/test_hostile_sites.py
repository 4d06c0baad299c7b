"""A site that somebody else wrote can say what it likes: no verb touches a byte outside its folder, none breaks down."""

from __future__ import annotations

import io
import json
import tarfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from support import NOW
from support.accidents import compile_templates, everything_imported, run

FIELDS = (
    "title kicker date date_range lastmod captured publisher section tags people places collections authors editor image "
    "image_alt image_credit description url slug aliases id lang dir status seed seed_sha256 source_url robots rights "
    "translation_of withdrawn_reason corrections canonical draft published publishDate unknown"
).split()
OUT = (
    "../../precious", "../precious", "../../precious.html", "..", "/", "//", "/../../precious", "content/../../precious",
    "out/precious", "out", "../out", "./../../precious", "seeds/../../precious", "site.yaml", "content/ledger.jsonl",
    "C:\\precious", "\\\\host\\share", "file:///etc/passwd", "javascript:alert(1)", "index.html", "404.html", "sw.js",
    "robots.txt", "search/", "con", "aux.txt", "a:b", "a.", "\0", "a\0b", "\x1b[2J", "\u202e", "x" * 300, "ب" * 140,
    "&a [*a]", "{{ 1 }}", "%s%n", "a\nb", "\ud800", "0", "-1", "true", "null", "2014-13-45", "٢٠١٤", "-rf", "$(id)",
)  # fmt: skip
STRANGE = st.one_of(
    st.sampled_from(OUT),
    st.text(max_size=20),
    st.builds("/".join, st.lists(st.sampled_from(OUT), min_size=2, max_size=3)),
)
VALUES = st.one_of(
    STRANGE, st.lists(STRANGE, max_size=3), st.dictionaries(STRANGE, STRANGE, max_size=2), st.booleans(), st.integers()
)
ARTICLE = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6)
EVENT = st.dictionaries(
    st.sampled_from("id event path url seed seed_sha256 content_sha256 text_sha256 decision images".split()),
    STRANGE,
    max_size=10,
)
BODY = "أعلنت الحكومة أمس خطة جديدة لتطوير السكك الحديدية في البلاد تمتد خمس سنوات، وتشمل شراء قطارات حديثة. " * 3
VERBS = (
    ("import", "--workers", "1"),
    ("build", "--workers", "1", "--now", NOW),
    ("export", "--force", "--columns", "all", "table.csv"),
    ("edit", "--apply", "table.csv"),
    ("move", "content/2014/a0.md", "2014/moved/"),
    ("withdraw", "content/2014/a1.md", "--reason", "x"),
    ("terms", "suggest"),
    ("export", "--force", "--to", "hugo", "hugo"),
    ("deploy", "--now", NOW, "--allow-problems"),
    ("import", "--workers", "1"),
    ("build", "--workers", "1", "--now", NOW, "--no-import"),
)
# An example is a whole site through eleven verbs: told as found, since making it smaller would take minutes.
quick = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


def _json(value: Any) -> str:
    """YAML is a superset of it; lone surrogates and control characters arrive as they were meant, by escapes."""
    return json.dumps(value)


class Hostile:
    """A home with a file that nobody may touch, and a hostile site in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.site = home, home / "site"
        (home / "precious").write_text("precious")
        (home / "precious.html").write_text("precious")
        (home / "elsewhere").mkdir()
        (home / "elsewhere" / "precious").write_text("precious")
        self.write("site.yaml", "title: x\nbase_url: https://example.org/\ndeploy:\n  folder: published\n")
        self.write("static/x.txt", "x")
        (self.site / "content").mkdir()
        for folder in ("content", "seeds", "static"):
            (self.site / folder).mkdir(exist_ok=True)
            (self.site / folder / "out").symlink_to("../../elsewhere")
        self.before = self.outside()

    def write(self, path: str, data: str | bytes) -> None:
        place = self.site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))

    def outside(self) -> dict[str, tuple[bytes, int]]:
        return {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.home.rglob("*"))
            if self.site not in path.parents and path.is_file()
        }

    def check(self) -> None:
        for arguments in VERBS:
            done = run(self.site, arguments)
            assert "Traceback" not in done.printed, (arguments, done.printed)
            assert done.code in (0, 1, 2, 3, 4), (arguments, done)
            assert self.outside() == self.before, arguments
            assert "\x1b" not in done.printed, arguments
        output = self.site / "output"
        published = [path for path in output.rglob("*") if path.is_file()] if not output.is_symlink() else []
        assert not [
            path
            for path in published
            if b"precious" in path.read_bytes().replace(b"../precious", b"") and path.name == "precious"
        ]


@pytest.fixture(scope="module", autouse=True)
def _modules(tmp_path_factory: pytest.TempPathFactory) -> None:
    everything_imported()
    compile_templates(Hostile(tmp_path_factory.mktemp("home")).site)


@quick
@seed(1)
@given(st.lists(ARTICLE, min_size=8, max_size=16))
def test_any_front_matter_stays_in_the_site(
    tmp_path_factory: pytest.TempPathFactory, articles: list[dict[str, Any]]
) -> None:
    hostile = Hostile(tmp_path_factory.mktemp("home"))
    for number, fields in enumerate(articles):
        said = {"title": f"عنوان {number}", "date": "2014-02-03"} | fields
        head = "\n".join(f"{key}: {_json(value)}" for key, value in said.items())
        folder = ("content/2014", "content/pages", "content/collections")[number // 4 % 3]
        hostile.write(f"{folder}/a{number}.md", f"---\n{head}\n---\n{BODY}\n")
    hostile.check()


@quick
@seed(2)
@given(st.lists(EVENT, min_size=1, max_size=8), STRANGE, STRANGE)
def test_any_ledger_decision_term_and_outlet_stays_in_the_site(
    tmp_path_factory: pytest.TempPathFactory, events: list[dict[str, Any]], one: str, other: str
) -> None:
    hostile = Hostile(tmp_path_factory.mktemp("home"))
    hostile.write("seeds/a.txt", f"القاهرة - وكالات\n3 مارس 2014\nعنوان طويل للخبر عن السكك\n{BODY}\n")
    assert run(hostile.site, VERBS[0]).code == 1  # the link in seeds/ is named
    ledger = hostile.site / "content/ledger.jsonl"
    known = json.loads(ledger.read_text(encoding="utf-8").splitlines()[0])
    lines = [_json(known | {"number": number + 2} | event) for number, event in enumerate(events)]
    hostile.write("content/ledger.jsonl", "\n".join([ledger.read_text(encoding="utf-8").strip(), *lines, one, ""]))
    hostile.write("content/versions.jsonl", _json({"ids": [one, other]}) + "\n" + other)
    hostile.write(
        "seeds/decisions.yaml",
        f"{_json(one)}:\n  title: {_json(other)}\n  url: {_json(one)}\n{_json(known['seed_sha256'])}:\n  image: {_json(other)}\n",
    )
    hostile.write("seeds/outlets.yaml", f"{_json(one)}: {_json(other)}\n")
    hostile.write("seeds/columns.yaml", f"{_json(one)}: {_json(other)}\n")
    hostile.write(
        "terms.yaml", f"terms:\n  - id: {_json(one)}\n    name: {{ar: {_json(other)}}}\n    variants: [{_json(one)}]\n"
    )
    hostile.write("seeds/a.txt", f"القاهرة - وكالات\n3 مارس 2014\nعنوان طويل آخر للخبر عن السكك\n{BODY} تغيّر.\n")
    hostile.check()


@quick
@seed(3)
@given(st.lists(STRANGE, min_size=4, max_size=8))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_any_member_of_an_archive_stays_in_the_site(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    hostile = Hostile(tmp_path_factory.mktemp("home"))
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive, warnings.catch_warnings(action="ignore"):  # of names that come twice
        for number, name in enumerate(names):
            page = f"<html><body><article><h1>عنوان طويل {number}</h1><p>{BODY}{number}</p><img src='{name}'></article></body></html>"
            archive.writestr(zipfile.ZipInfo(name.encode("utf-8", "replace").decode() or "x"), page)
    with tarfile.open(fileobj=tarred, mode="w:gz") as packed:
        for number, name in enumerate(names):
            info = tarfile.TarInfo(name.replace("\0", "0") + ".txt")
            info.type = (tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.REGTYPE)[number % 4]
            info.linkname, data = "../../precious", f"عنوان طويل للخبر\n\n{BODY} {number}\n".encode()
            info.size = len(data) if info.isreg() else 0
            packed.addfile(info, io.BytesIO(data) if info.isreg() else None)
    hostile.write("seeds/a.zip", zipped.getvalue())
    hostile.write("seeds/b.tar.gz", tarred.getvalue())
    hostile.check()


@pytest.mark.parametrize(
    "path",
    [
        "content/2011",
        "content/ledger.jsonl",
        "content/pages",
        "seeds",
        "static",
        "terms.yaml",
        "site.yaml",
        "themes/jarida",
        ".cache",
        ".cache/warraq.sqlite",
        ".cache/sketches",
        ".cache/imported.json",
        ".cache/deploy.git",
        "output",
        "content",
        "published",
        "portable",
        "content/.warraq",
    ],
)
def test_a_link_out_of_the_site_is_left_alone_wherever_it_stands(tmp_path: Path, path: str) -> None:
    hostile = Hostile(tmp_path)
    hostile.write("content/2014/a0.md", f"---\ntitle: عنوان\ndate: 2014-02-03\n---\n{BODY}\n")
    hostile.write("seeds/a.txt", f"عنوان طويل للخبر\n\n2014-03-03\n\n{BODY}\n")
    place = hostile.site / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        place.rename(tmp_path / "site-before")
    place.unlink(missing_ok=True)
    (tmp_path / "elsewhere" / "b.md").write_text(f"---\ntitle: precious\n---\n{BODY}\n", encoding="utf-8")
    place.symlink_to(
        tmp_path / "elsewhere" if "." not in place.name or place.name.startswith(".") else tmp_path / "precious"
    )
    hostile.before = hostile.outside()
    hostile.check()


def test_nothing_outside_is_published_through_links(tmp_path: Path) -> None:
    hostile = Hostile(tmp_path)
    (hostile.site / "static/precious.txt").symlink_to("../../precious")
    (hostile.site / "content/precious.md").symlink_to("../../precious")
    (hostile.site / "seeds/precious.txt").symlink_to("../../precious")
    hostile.check()
    output = hostile.site / "output"
    assert not [path for path in output.rglob("*") if path.is_file() and path.read_bytes() == b"precious"]
    done = run(hostile.site, ("build", "--workers", "1", "--now", NOW, "--follow-links"))
    assert (output / "precious.txt").read_bytes() == b"precious", done.printed
