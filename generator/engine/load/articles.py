"""One pass over each content file that changed: read, hash, front matter, Markdown, words. The rest is remembered."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.archive.collections import collection_url
from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.content.bounds import CONTROLS
from generator.content.markdown import render
from generator.digest import digest
from generator.disk.files import FileStamp, fingerprint, is_settled, read_if_there, stamp_of_file
from generator.disk.left_alone import left_alone, problem_of
from generator.disk.walking import survey
from generator.engine.generator_digest import code_digest
from generator.engine.load.identities import doubled_ids, without_withdrawn
from generator.engine.load.images import illustrated
from generator.engine.load.lines import line_of
from generator.engine.load.loaded import Loaded
from generator.engine.load.release import released
from generator.engine.load.static import with_static
from generator.engine.memory import Body, KnownArticle, Memory, mark_of
from generator.engine.site import Site
from generator.errors import FileNote
from generator.model import Article, Problem, Source
from generator.records.ledger import Ledger, read_ledger
from generator.records.story_versions import read_versions
from generator.search.index.counts import searched_text
from generator.text.addresses.permalink import PermalinkError, checked_permalink
from generator.text.controls import holds_controls, without_controls
from generator.text.lede import shortened
from generator.text.litter import is_litter
from generator.text.text_hash import between_tags, words_sha256
from generator.workers import Workers, in_batches

CONTENT = "content/"
PAGES = "content/pages/"
COLLECTIONS = "content/collections/"

LEDE_LENGTH = 240  # characters: more than any page shows of it

Reading = tuple[str, KnownArticle, Body | None]


def load_articles(site: Site, memory: Memory, workers: Workers) -> Loaded:
    """Every usable article of content/; broken files are problems, and the build goes on without them."""
    known = memory.articles()
    reader = reader_digest(site.settings)
    survey_of_content = survey(site.content, site.root)
    found = {CONTENT + path: stamp for path, stamp in survey_of_content.files if not is_litter(path)}
    texts = {path: stamp for path, stamp in found.items() if path.endswith(".md")}
    doubtful = [path for path, stamp in texts.items() if not _is_known(known.get(path), stamp, reader)]
    has_moved = known.keys() != texts.keys()
    parsed = 0
    for found_readings in _read_all(site, doubtful, known, reader, workers):
        readings = found_readings
        if site.keeps_last_good:
            readings = [_with_last_good(reading, known.get(reading[0])) for reading in found_readings]
        # Bodies go to the cache batch by batch: all at once they would fill the memory.
        memory.learn_articles(readings)
        known.update((path, row) for path, row, _ in readings)
        parsed += sum(body is not None or bool(row.problems) for _, row, body in readings)
    memory.forget_articles([path for path in known if path not in texts])
    files = tuple((path, stamp) for path, stamp in found.items() if path not in texts)
    versions, ledger = read_versions(site.root), read_ledger(site.root)
    rows = ((path, known.pop(path)) for path in texts if path in known)
    loaded = _loaded(rows, files, parsed, site, ledger)
    loaded = illustrated(loaded, site, memory, workers)
    survey_of_static = survey(site.static, site.root, is_copied=True)
    loaded = with_static(loaded, survey_of_static.files, site, memory, workers)
    left = (*left_alone(survey_of_content.left, "content"), *left_alone(survey_of_static.left, "static"))
    problems = (*loaded.problems, *left, *versions.problems)
    return msgspec.structs.replace(loaded, versions=versions, ledger=ledger, problems=problems, has_moved=has_moved)


def reader_digest(settings: Settings) -> bytes:
    """What besides its bytes decides how a content file is understood."""
    return digest(settings.language, settings.permalink, settings.search, settings.integrity, code_digest())


def _is_known(known: KnownArticle | None, stamp: FileStamp, reader: bytes) -> bool:
    return known is not None and known.stamp == stamp and known.is_settled and known.reader == reader


def _read_all(
    site: Site, paths: Sequence[str], known: dict[str, KnownArticle], reader: bytes, workers: Workers
) -> Iterator[list[Reading]]:
    batches = list(in_batches(paths))
    tasks = ((str(site.root), [(path, known.get(path)) for path in batch], site.settings, reader) for batch in batches)
    return workers.map_batches(read_batch, tasks, len(batches))


def read_batch(
    root: str, paths: Sequence[tuple[str, KnownArticle | None]], settings: Settings, reader: bytes
) -> list[Reading]:
    """A worker's task. A file that vanished meanwhile is left out; one with the same bytes keeps what is known."""
    readings = []
    for path, known in paths:
        with FileNote(path):
            readings.append(read_content_file(root, path, known, settings, reader))
    return [reading for reading in readings if reading is not None]


def read_content_file(
    root: str, path: str, known: KnownArticle | None, settings: Settings, reader: bytes
) -> Reading | None:
    place = f"{root}/{path}"
    stamp = _stamp(place)
    try:
        data = read_if_there(place)
    except PermissionError:
        return None if stamp is None else _unreadable(path, stamp)
    if stamp is None or data is None:
        return None
    # Settled is judged before the bytes are used: what is written after this moment gets a newer stamp.
    settled = is_settled(stamp) and stamp.size == len(data)
    source = Source(path, fingerprint(data))
    if known is not None and known.fingerprint == source.fingerprint and known.reader == reader:
        return path, msgspec.structs.replace(known, stamp=stamp, is_settled=settled), None
    article, body, problems = understand(source, data, settings)
    encoded = msgspec.msgpack.encode(article) if article else b""
    mark = mark_of(encoded)
    return path, KnownArticle(stamp, settled, source.fingerprint, reader, encoded, mark, problems), body


def _unreadable(path: str, stamp: FileStamp) -> Reading:
    """Told at each build until it can be read; never settled, since rights change without a stamp's doing."""
    mark = mark_of(b"")
    return path, KnownArticle(stamp, False, "", b"", b"", mark, (problem_of(path, "unreadable"),)), None


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
        told = Problem(source.path, 0, 0, CONTROLS.code, CONTROLS.level, CONTROLS.what, CONTROLS.hint)
        parsed = msgspec.structs.replace(parsed, problems=(*parsed.problems, told))
    if parsed.article is None:
        return None, None, parsed.problems
    rendered = render(parsed.body)
    article = msgspec.structs.replace(
        parsed.article,
        lede=shortened(rendered.lede, LEDE_LENGTH),
        words=rendered.words,
        links=tuple(rendered.links),
        images=rendered.images,
    )
    if settings.integrity:
        article = _proven(article, rendered.html)
    words = msgspec.msgpack.encode(searched_text(article, rendered.text)) if settings.search else b""
    return article, Body(source.fingerprint, rendered.html, words), parsed.problems


def _proven(article: Article, html: str) -> Article:
    words = words_sha256(article.title, article.date, article.publisher, between_tags(html))
    return msgspec.structs.replace(article, words_sha256=words)


def _with_last_good(reading: Reading, known: KnownArticle | None) -> Reading:
    """A broken file's last good article, remembered under no reader so that every later build reads the file anew."""
    path, row, _ = reading
    if row.article or known is None or not known.article:
        return reading
    kept = msgspec.structs.replace(known, stamp=row.stamp, is_settled=False, reader=b"", problems=row.problems)
    return path, kept, None


def _stamp(place: str) -> FileStamp | None:
    try:
        return stamp_of_file(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _loaded(
    rows: Iterable[tuple[str, KnownArticle]],
    files: tuple[tuple[str, FileStamp], ...],
    parsed: int,
    site: Site,
    ledger: Ledger,
) -> Loaded:
    """Rows come one by one and go as they are decoded."""
    decode, words = msgspec.msgpack.Decoder(Article).decode, dict[str, str]()
    articles: list[Article] = []
    pages: list[Article] = []
    collections: list[Article] = []
    problems: list[Problem] = []
    for path, row in rows:
        problems += row.problems
        if row.article:
            place = pages if path.startswith(PAGES) else collections if path.startswith(COLLECTIONS) else articles
            place.append(_sharing(words, decode(row.article)))
    standing, misplaced = _placed(map(_standing_page, pages), site)
    kinds, doubts = without_withdrawn((articles, standing, tuple(map(_collection, collections))), ledger)
    found = released(kinds[0], kinds[1], kinds[2], site)
    return Loaded(
        found.articles,
        found.pages,
        files,
        (*problems, *misplaced, *doubts, *doubled_ids(kinds), *found.problems),
        parsed,
        collections=found.collections,
        kept_back=found.kept_back,
        withdrawn=found.withdrawn,
    )


def _sharing(words: dict[str, str], article: Article) -> Article:
    """With the words that come again and again held once: a quarter of what a large archive takes in memory."""
    same = words.setdefault
    return msgspec.structs.replace(
        article,
        lang=same(article.lang, article.lang),
        date=same(article.date, article.date),
        section=same(article.section, article.section),
        publisher=same(article.publisher, article.publisher),
        status=same(article.status, article.status),
        tags=tuple(same(name, name) for name in article.tags),
        authors=tuple(same(name, name) for name in article.authors),
        people=tuple(same(name, name) for name in article.people),
        places=tuple(same(name, name) for name in article.places),
    )


def _standing_page(page: Article) -> Article:
    """content/pages/about.md stands at /about/ unless it says otherwise."""
    if not page.url.startswith("/undated/"):
        return page
    name = page.source.path.removeprefix(PAGES).removesuffix(".md")
    return msgspec.structs.replace(page, url=f"/{name}/")


def _placed(pages: Iterable[Article], site: Site) -> tuple[list[Article], list[Problem]]:
    """Without those that want a place of the site's own: content/pages/search.md would be the search page."""
    kept, problems = [], []
    for page in pages:
        try:
            checked_permalink(page.url)
            kept.append(page)
        except PermalinkError as problem:
            line = line_of(site.root, page.source.path, "url")
            hint = "rename the file, or give it another `url`: readers see the site's own page there"
            problems.append(Problem(page.source.path, line, 0, "E221", "error", f"the page's {problem}", hint))
    return kept, problems


def _collection(page: Article) -> Article:
    """content/collections/war.md stands at /collections/war/ unless it says otherwise."""
    is_placed = not page.url.startswith("/undated/")
    return page if is_placed else msgspec.structs.replace(page, url=collection_url(page))
