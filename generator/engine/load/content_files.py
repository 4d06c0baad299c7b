"""One pass over a content file: bytes, hash, front matter, Markdown, words."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from generator.config.settings import Settings
from generator.content.article import Parsed, parse_article
from generator.content.bounds import CONTROLS
from generator.content.markdown import Rendered, render
from generator.content.own_keys import keys_digest
from generator.digest import digest
from generator.disk.files import FileStamp, fingerprint, is_settled, read_if_there, stamp_of_file
from generator.disk.left_alone import problem_of
from generator.engine.generator_digest import code_digest
from generator.engine.memory.database import row_digest
from generator.engine.memory.known import Body, KnownArticle
from generator.errors import FileNote
from generator.model import Article, Problem, Source
from generator.search.index.counts import searched_text
from generator.text.content_policy import origin_of, sources_by_directive
from generator.text.controls import holds_controls, without_controls
from generator.text.lede import shortened
from generator.text.text_hash import between_tags, words_sha256

LONGEST_LEDE = 240  # characters: more than any page shows

Reading = tuple[str, KnownArticle, Body | None]  # by path; without a body where the remembered one is the file's


class Found(NamedTuple):
    """What is to be remembered of a file, and its article where it was parsed."""

    reading: Reading
    article: Article | None = None


def reader_digest(settings: Settings) -> bytes:
    """What decides how a content file is read, besides its bytes."""
    own = (settings.language, settings.permalink, settings.search, settings.integrity, _allowed_frames(settings))
    return digest(*own, keys_digest(), code_digest())


def _allowed_frames(settings: Settings) -> Sequence[str]:
    return sources_by_directive(msgspec.structs.asdict(settings.content_security)).get("frame-src", ())


def read_batch(
    root: str, paths: Sequence[tuple[str, KnownArticle | None]], settings: Settings, reader: bytes
) -> list[Reading]:
    """A worker's task. A file that vanished meanwhile is left out; one with the same bytes keeps what is known."""
    readings = []
    for path, known in paths:
        with FileNote(path):
            found = read_content_file(root, path, known, settings, reader)
            if found is not None:
                readings.append(found.reading)
    return readings


def read_content_file(
    root: str, path: str, known: KnownArticle | None, settings: Settings, reader: bytes
) -> Found | None:
    """None for a file that is not there."""
    file = f"{root}/{path}"
    stamp = _stamp(file)
    try:
        data = read_if_there(file)
    except PermissionError:
        return None if stamp is None else Found(_unreadable(path, stamp))
    if stamp is None or data is None:
        return None
    # Settled is judged before the bytes are used: what is written after this moment gets a newer stamp.
    settled = is_settled(stamp) and stamp.size == len(data)
    source = Source(path, fingerprint(data))
    if known is not None and known.fingerprint == source.fingerprint and known.reader == reader:
        return Found((path, msgspec.structs.replace(known, stamp=stamp, is_settled=settled), None))
    article, body, problems = understand(source, data, settings)
    encoded = msgspec.msgpack.encode(article) if article else b""
    row = KnownArticle(stamp, settled, source.fingerprint, reader, encoded, row_digest(encoded), problems)
    return Found((path, row, body), article)


def _unreadable(path: str, stamp: FileStamp) -> Reading:
    """A problem at each build until it can be read; never settled, since rights change without the stamp."""
    return path, KnownArticle(stamp, False, "", b"", b"", row_digest(b""), (problem_of(path, "unreadable"),)), None


def understand(
    source: Source, data: bytes, settings: Settings
) -> tuple[Article | None, Body | None, tuple[Problem, ...]]:
    """The article, its rendered body with what is searched of it, and what is wrong with the file."""
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        hint = "save the file as UTF-8; `warraq import` reads other encodings"
        return None, None, (Problem(source.path, line, 0, "E101", "error", "is not UTF-8", hint),)
    has_controls = holds_controls(data)
    parsed = parse_article(source, without_controls(text) if has_controls else text, settings)
    if has_controls and not any(problem.code == CONTROLS.code for problem in parsed.problems):
        found = Problem(source.path, 0, 0, CONTROLS.code, CONTROLS.level, CONTROLS.what, CONTROLS.hint)
        parsed = msgspec.structs.replace(parsed, problems=(*parsed.problems, found))
    if parsed.article is None:
        return None, None, parsed.problems
    rendered = render(parsed.body, _allowed_frames(settings))
    article = msgspec.structs.replace(
        parsed.article,
        lede=shortened(rendered.lede, LONGEST_LEDE),
        words=rendered.words,
        links=tuple(rendered.links),
        image_sources=rendered.images,
    )
    if settings.integrity:
        article = _with_text_hash(article, rendered.html)
    words = msgspec.msgpack.encode(searched_text(article, rendered.text)) if settings.search else b""
    return (
        article,
        Body(source.fingerprint, rendered.html, words),
        (*parsed.problems, *_left_out(rendered, parsed, source)),
    )


def _left_out(rendered: Rendered, parsed: Parsed, source: Source) -> Iterator[Problem]:
    """Frames of sites that site.yaml does not allow."""
    line = parsed.body_line + parsed.body[: max(0, parsed.body.lower().find("<iframe"))].count("\n")
    for origin in dict.fromkeys(origin_of(address) for address in rendered.left_out if "//" in address):
        what = f"an `<iframe>` of `{origin}` is left out"
        hint = f"if you trust it, write `content_security: {{embeds: [{origin}]}}` in site.yaml"
        yield Problem(source.path, line, 0, "C144", "warning", what, hint)


def _with_text_hash(article: Article, html: str) -> Article:
    words = words_sha256(article.title, article.date, article.publisher, between_tags(html))
    return msgspec.structs.replace(article, words_sha256=words)


def _stamp(file: str) -> FileStamp | None:
    try:
        return stamp_of_file(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
