"""No bytes break an importer, and every file of the corpus is imported or refused with its reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support_seeds import page, post, tarred, warc, wxr, zipped

from generator.files import stamp_of_file
from generator.importers.formats import FORMATS, format_named
from generator.importers.html_markdown import markdown_of_html
from generator.importers.pieces import Paper, Piece
from generator.importers.reading import read_pieces
from generator.model import Problem, RawArticle
from generator.seeds import Seed, pieces_of

SUFFIXES = {
    "warc": "warc.gz", "wxr": "xml", "feed": "xml", "json_feed": "json", "jsonl": "jsonl", "json": "json", "csv": "csv",
    "mhtml": "mhtml", "markdown": "md", "html": "html", "raw_text": "txt",
}  # fmt: skip
EXAMPLES = (
    page().encode(),
    wxr(post()).encode(),
    warc(("https://a.example/x", "200 OK", page())),
    zipped({"a.txt": "x"}),
    tarred({"a.txt": "x"}),
    b'{"title": "x", "text": ["y"], "date": {"a": [1]}}',
    b"---\ntitle: x\ndate: 2011-13-45\n---\ntext",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=no-such\n\n<h1>x</h1>",
    "title,date,text\nx,25/02/2011,نص\n".encode("utf-16"),
    b"<rss><channel><item><title>x</title><pubDate>99</pubDate></item></channel></rss>",
)


def articles_of(folder: Path, name: str, data: bytes, format_: str = "") -> Iterator[RawArticle | Problem]:
    place = folder / name
    place.write_bytes(data)
    pieces = list(pieces_of(Seed(name, place, folder, stamp_of_file(place)), format_))
    yield from (one for one in pieces if isinstance(one, Problem))
    for many in read_pieces([one for one in pieces if isinstance(one, Piece)], Paper(("سياسة",), "ar")):
        yield from many


def check(folder: Path, name: str, data: bytes, format_: str = "") -> None:
    """Something comes of it, and it is not a failure of the reader."""
    found = list(articles_of(folder, name, data, format_))
    for one in found:
        problems = (one,) if isinstance(one, Problem) else one.problems
        assert not [problem for problem in problems if problem.code == "I106" and "cannot be read" in problem.what]
    assert found or not data.strip() or name.endswith((".csv", ".jsonl", ".zip", ".gz", ".tar"))


def mutated(sample: bytes, cut: int, patch: bytes) -> bytes:
    place = cut % (len(sample) + 1)
    return sample[:place] + patch + sample[place + len(patch) :]


@pytest.mark.parametrize("name", [row.name for row in FORMATS])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(mutated, st.sampled_from(EXAMPLES), st.integers(0, 5000), st.binary(max_size=12)),
    )
)
@example(b"\xff\xfe<\x00h\x001\x00>\x00")
@example("\u202e{{<\ud800".encode("utf-8", "surrogatepass"))
def test_any_bytes_never_crash_an_importer(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert format_named(name)
    check(folder, f"x.{SUFFIXES[name]}", data, name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(mutated, st.sampled_from((zipped({"a.txt": "x" * 99, "b/c.html": page()}), tarred({"a.txt": "x", "b.md": "y"}))), st.integers(0, 5000), st.binary(max_size=12)))  # fmt: skip
def test_any_damage_to_an_archive_is_reported(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("x.zip", "x.tar.gz"):
        check(tmp_path_factory.getbasetemp(), name, data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=150, deadline=None)
def test_markdown_of_a_paragraph_says_what_the_paragraph_says(text: str) -> None:
    """Rendered again, it has the same words, and no markup that the text did not have."""
    from html import escape

    from markdown_it import MarkdownIt

    plain = "".join(char for char in text if char.isprintable())
    html = MarkdownIt("commonmark").render(markdown_of_html(f"<p>{escape(plain)}</p>"))
    shown = io.StringIO()
    for token in MarkdownIt("commonmark").parse(markdown_of_html(f"<p>{escape(plain)}</p>")):
        shown.write(token.content if token.type == "inline" else "")
    assert (
        set("".join(html.split("<p>")).replace("</p>", "").split())
        <= {*escape(plain, quote=False).replace('"', "&quot;").split(), ""}
        or not plain.strip()
    )


def corpus_files(folder: str) -> list[str]:
    import os

    place = Path(os.environ.get("WARRAQ_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus") / folder
    return (
        sorted(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
        if place.is_dir()
        else []
    )


@pytest.mark.parametrize("folder", ["formats", "messy", "encodings"])
def test_every_file_of_the_corpus_is_imported_or_refused_with_its_reason(
    corpus: Path, tmp_path: Path, folder: str
) -> None:
    for name in corpus_files(folder):
        found = list(articles_of(tmp_path, name.replace("/", "-"), (corpus / folder / name).read_bytes()))
        assert found or name.endswith("INDEX.json"), name
        for one in found:
            problems = (one,) if isinstance(one, Problem) else one.problems
            assert all(problem.what and problem.code != "I106" for problem in problems), name
            assert isinstance(one, Problem) or one.fields.get("title") or problems, name
