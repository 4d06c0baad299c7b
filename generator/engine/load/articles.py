"""All of content/: files that changed are read, the rest is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.archive.collections import collection_url
from generator.disk.files import FileStamp
from generator.disk.left_alone import left_alone
from generator.disk.walking import survey
from generator.engine.load.content_files import Reading, read_batch, reader_digest
from generator.engine.load.identities import doubled_ids, without_withdrawn
from generator.engine.load.images import illustrated
from generator.engine.load.lines import line_of
from generator.engine.load.loaded import Loaded
from generator.engine.load.release import released
from generator.engine.load.static import with_static
from generator.engine.memory.known import KnownArticle
from generator.engine.memory.memory import Memory
from generator.engine.site import Site
from generator.model import Article, Problem
from generator.records.ledger import Ledger, read_ledger
from generator.records.story_versions import read_versions
from generator.text.addresses.permalink import PermalinkError, checked_permalink
from generator.text.litter import is_litter
from generator.workers import Workers, in_batches

CONTENT = "content/"
PAGES = "content/pages/"
COLLECTIONS = "content/collections/"


def load_articles(site: Site, memory: Memory, workers: Workers, readings: Sequence[Reading] = ()) -> Loaded:
    """Every usable article of content/; broken files are problems, and the build goes on without them.

    `readings` are of files that were read since the last build: they are remembered, and not parsed again.
    """
    if readings:
        memory.learn_articles(readings)
    known = memory.articles()
    reader = reader_digest(site.settings)
    survey_of_content = survey(site.content, site.root)
    found = {CONTENT + path: stamp for path, stamp in survey_of_content.files if not is_litter(path)}
    texts = {path: stamp for path, stamp in found.items() if path.endswith(".md")}
    doubtful = [path for path, stamp in texts.items() if not _is_known(known.get(path), stamp, reader)]
    has_moved = known.keys() != texts.keys()
    parsed = 0
    for batch in _read_all(site, doubtful, known, reader, workers):
        rows = [_with_last_good(one, known.get(one[0])) for one in batch] if site.keeps_last_good else batch
        # Bodies go to the cache batch by batch: all at once they would fill the memory.
        memory.learn_articles(rows)
        known.update((path, row) for path, row, _ in rows)
        parsed += sum(body is not None or bool(row.problems) for _, row, body in rows)
    memory.forget_articles([path for path in known if path not in texts])
    files = tuple((path, stamp) for path, stamp in found.items() if path not in texts)
    versions, ledger = read_versions(site.root), read_ledger(site.root)
    remembered = ((path, known.pop(path)) for path in texts if path in known)
    loaded = _loaded(remembered, files, parsed, site, ledger)
    loaded = illustrated(loaded, site, memory, workers)
    survey_of_static = survey(site.static, site.root, is_copied=True)
    loaded = with_static(loaded, survey_of_static.files, site, memory, workers)
    left = (*left_alone(survey_of_content.left, "content"), *left_alone(survey_of_static.left, "static"))
    problems = (*loaded.problems, *left, *versions.problems)
    return msgspec.structs.replace(loaded, versions=versions, ledger=ledger, problems=problems, has_moved=has_moved)


def _is_known(known: KnownArticle | None, stamp: FileStamp, reader: bytes) -> bool:
    return known is not None and known.stamp == stamp and known.is_settled and known.reader == reader


def _read_all(
    site: Site, paths: Sequence[str], known: dict[str, KnownArticle], reader: bytes, workers: Workers
) -> Iterator[list[Reading]]:
    batches = list(in_batches(paths))
    tasks = ((str(site.root), [(path, known.get(path)) for path in batch], site.settings, reader) for batch in batches)
    return workers.map_batches(read_batch, tasks, len(batches))


def _with_last_good(reading: Reading, known: KnownArticle | None) -> Reading:
    """The last good article of a broken file, remembered without a reader so that each build reads the file again."""
    path, row, _ = reading
    if row.article or known is None or not known.article:
        return reading
    kept = msgspec.structs.replace(known, stamp=row.stamp, is_settled=False, reader=b"", problems=row.problems)
    return path, kept, None


def _loaded(
    rows: Iterable[tuple[str, KnownArticle]],
    files: tuple[tuple[str, FileStamp], ...],
    parsed: int,
    site: Site,
    ledger: Ledger,
) -> Loaded:
    """Rows are decoded one by one, and forgotten."""
    decode, words = msgspec.msgpack.Decoder(Article).decode, dict[str, str]()
    articles: list[Article] = []
    pages: list[Article] = []
    collections: list[Article] = []
    problems: list[Problem] = []
    for path, row in rows:
        problems += row.problems
        if row.article:
            kind = pages if path.startswith(PAGES) else collections if path.startswith(COLLECTIONS) else articles
            kind.append(_sharing(words, decode(row.article)))
    standalone, refused = _with_allowed_urls(map(_standalone_page, pages), site)
    kinds, doubts = without_withdrawn((articles, standalone, tuple(map(_collection, collections))), ledger)
    found = released(kinds[0], kinds[1], kinds[2], site)
    return Loaded(
        found.articles,
        found.pages,
        files,
        (*problems, *refused, *doubts, *doubled_ids(kinds), *found.problems),
        parsed,
        collections=found.collections,
        kept_back=found.kept_back,
        withdrawn=found.withdrawn,
    )


def _sharing(words: dict[str, str], article: Article) -> Article:
    """With repeated words held once: they are a quarter of the memory of a large archive."""
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


def _standalone_page(page: Article) -> Article:
    """content/pages/about.md is at /about/ unless it has a `url`."""
    if not page.url.startswith("/undated/"):
        return page
    name = page.source.path.removeprefix(PAGES).removesuffix(".md")
    return msgspec.structs.replace(page, url=f"/{name}/")


def _with_allowed_urls(pages: Iterable[Article], site: Site) -> tuple[list[Article], list[Problem]]:
    """Without those at a URL of the site's own: content/pages/search.md would be the search page."""
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
    """content/collections/war.md is at /collections/war/ unless it has a `url`."""
    has_url = not page.url.startswith("/undated/")
    return page if has_url else msgspec.structs.replace(page, url=collection_url(page))
