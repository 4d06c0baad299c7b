"""No bytes break an importer, and every file of the corpus is imported or refused with its reason."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support.agencies import AMERICAN, ARABIC, answer, arc, message, news_item, nitf
from support.samples import SUFFIXES, samples
from support.seeds import page, post, tarred, warc, wxr, zipped

from generator.disk.files import stamp_of_file
from generator.importers.formats import FORMATS
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.piece import Piece, SiteContext
from generator.importers.reading import read_pieces
from generator.ingest.seeds import Seed, pieces_of
from generator.model import Problem, RawArticle

EXAMPLES = (
    page().encode(),
    wxr(post()).encode(),
    warc(("https://a.example/x", "200 OK", page())),
    zipped({"a.txt": "x"}),
    tarred({"a.txt": "x"}),
    b'{"title": "x", "text": ["y"], "date": {"a": [1]}}',
    b"---\ntitle: x\ndate: 2011-13-45\n---\ntext",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=no-such\n\n<h1>x</h1>",
    b"Content-Type: text/html; charset*=utf-8''%00x\n\n<h1>x</h1><p>y</p>",
    b"Content-Type: text/html; charset*=\0''x\n\n<h1>x</h1><p>y</p>",
    b"Content-Type: text/html\nContent-Location: http://[\n\n<h1>x</h1><p>y <img src='http://['></p>",
    b'---\ntitle: x\naliases: ["http://["]\n---\n![x](\\[http:a)\n',
    wxr(post(link="http://[")).encode(),
    b"Content-Type: text/html; charset=undefined\n\n<h1>x</h1><p>\xff</p>",
    "title,date,text\nx,25/02/2011,نص\n".encode("utf-16"),
    message(news_item(version=2), news_item(content="<inlineData>x</inlineData>")).encode(),
    nitf(prolog='<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', content="<p>&b; &nbsp;</p>").encode(),
    nitf(content="<p>" + "<block>" * 300 + "x</p>").encode(),
    nitf().encode("utf-16"),
    AMERICAN.encode(),
    ARABIC.encode("cp1256"),
    b"\x01KUNA0001 4 ECO 0120 X\r\n\x02\x03\x04\x01ZCZC\nNNNN\n(take 99999999999 of 3)\n2nd add\n",
    "ZCZC 1\nتكملة خامسة\n(٢ من ٣)\n(² من 3)\nNNNN".encode(),
    arc(("https://a.example/x", answer(page())), shortened="https://a.example/x", is_packed=False),
    arc(("https://a.example/x", b"no head")),
    b"<rss><channel><item><title>x</title><pubDate>99</pubDate></item></channel></rss>",
    b"<rss><channel><item><title>x</title><pubDate>Fri, 25 Feb 99999999999999999999 09:30:00 +0200</pubDate></item></channel></rss>",
)
SAMPLES = samples()
ARCHIVES = (
    arc(("https://a.example/x", answer(page())), ("https://a.example/y", answer(page()))),
    zipped({"a.txt": "x" * 99, "b/c.html": page()}),
    tarred({"a.txt": "x", "b.md": "y"}),
)
TWICE = b"(twice)"
# What grammars of several formats trip over.
SIGNS = (
    b"<", b">", b"&", b"&#", b"<!--", b"]]>", b"<![CDATA[", b"{", b"}", b"[", b"]", b'"', b"'", b"\\u", b"\\", b"\0", b"\r", b"\n---\n",
    b"1" * 400, b"-1", b"1e999", b"NaN", b"null", b"true", b"9999999999999", b"0000-00-00", b"31/02/0000", b"%", b"http://[", b"://",
    "٣".encode(), b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"{{<", b"{%", b"!!python/object:x", b"*a", b"&a ", b"<" * 300, b"[" * 1200,
)  # fmt: skip
# An error of ours, or of a library, that nobody foresaw.
FAULT = re.compile(
    r"\b(?:Type|Key|Attribute|Index|Assertion|Name|UnboundLocal|Recursion|Memory|ZeroDivision|Lookup)Error"
)


def articles_of(folder: Path, name: str, data: bytes, format_: str = "") -> Iterator[RawArticle | Problem]:
    place = folder / name
    place.write_bytes(data)
    pieces = list(pieces_of(Seed(name, place, folder, stamp_of_file(place)), format_))
    yield from (one for one in pieces if isinstance(one, Problem))
    for many in read_pieces([one for one in pieces if isinstance(one, Piece)], SiteContext(("سياسة",), "ar")):
        yield from many


def check(folder: Path, name: str, data: bytes, format_: str = "") -> None:
    """Something comes of it, and it is not a failure of the reader."""
    found = list(articles_of(folder, name, data, format_))
    for one in found:
        problems = (one,) if isinstance(one, Problem) else one.problems
        assert not [problem for problem in problems if problem.code == "I106" and "cannot be read" in problem.what]
        assert not [problem for problem in problems if problem.code == "I130" and FAULT.search(problem.what)]
    assert found or not data.strip() or name.endswith((".csv", ".jsonl", ".zip", ".gz", ".tar"))


def mutated(sample: bytes, damages: list[tuple[float, int, bytes]]) -> bytes:
    """A file with some places of it, by their share of its length, cut out, written over or said twice."""
    for share, length, patch in damages:
        place = int(share * len(sample))
        told = sample[place : place + length] * 2 if patch == TWICE else patch
        sample = sample[:place] + told + sample[place + length :]
    return sample


def damaged(sample: bytes) -> st.SearchStrategy[bytes]:
    signs = st.one_of(st.binary(max_size=12), st.sampled_from((TWICE, *SIGNS)))
    damage = st.tuples(st.floats(0, 1), st.integers(0, 40), signs)
    return st.builds(mutated, st.just(sample), st.lists(damage, min_size=1, max_size=4))


def test_every_format_has_a_sample_that_is_imported_whole(tmp_path: Path) -> None:
    assert list(SAMPLES) == [row.name for row in FORMATS]
    for name, data in SAMPLES.items():
        found = list(articles_of(tmp_path, f"x.{SUFFIXES[name]}", data))
        assert found and all(isinstance(one, RawArticle) and one.fields["title"] for one in found), name


@pytest.mark.parametrize("data", EXAMPLES, ids=range(len(EXAMPLES)))
def test_what_once_broke_an_importer_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    for name, suffix in SUFFIXES.items():
        check(tmp_path, f"x.{suffix}", data, name)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_a_file_never_crashes_its_importer(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    check(tmp_path_factory.getbasetemp(), f"x.{SUFFIXES[name]}", data.draw(damaged(SAMPLES[name])), name)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=300), st.sampled_from((*EXAMPLES, *SAMPLES.values())).flatmap(damaged)))
@example(b"\xff\xfe<\x00h\x001\x00>\x00")
@example("\u202e{{<\ud800".encode("utf-8", "surrogatepass"))
def test_any_bytes_never_crash_an_importer(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    """Also those of another format."""
    check(tmp_path_factory.getbasetemp(), f"x.{SUFFIXES[name]}", data, name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ARCHIVES).flatmap(damaged))
def test_any_damage_to_an_archive_is_reported(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("x.zip", "x.tar.gz", "x.arc.gz"):
        check(tmp_path_factory.getbasetemp(), name, data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=150, deadline=None)
def test_markdown_of_a_paragraph_says_what_the_paragraph_says(text: str) -> None:
    """Rendered again, it has the same words, and no markup that the text did not have."""
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


@pytest.mark.parametrize("folder", ["formats", "messy", "encodings"])
def test_every_file_of_the_corpus_is_imported_or_refused_with_its_reason(
    corpus: Path, tmp_path: Path, folder: str
) -> None:
    place = corpus / folder
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        name = path.relative_to(place).as_posix()
        found = list(articles_of(tmp_path, name.replace("/", "-"), path.read_bytes()))
        assert found or name.endswith("INDEX.json"), name
        for one in found:
            problems = (one,) if isinstance(one, Problem) else one.problems
            assert all(problem.what and problem.code != "I106" for problem in problems), name
            assert isinstance(one, Problem) or one.fields.get("title") or problems, name
