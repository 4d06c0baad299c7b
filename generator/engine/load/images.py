"""Images that articles show: each file is examined once, in workers, and each article gets its published images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from generator.digest import digest
from generator.disk.files import FileStamp, fingerprint, is_settled, read_if_there, stamp_of_file
from generator.engine.generator_digest import code_digest
from generator.engine.load.loaded import Loaded
from generator.engine.memory.known import KnownImage
from generator.engine.memory.memory import Memory
from generator.engine.site import Site
from generator.images.examine import Examined, avif_encoder, encoder, examined
from generator.images.formats.kinds import Flaw, broken
from generator.images.names import Wanted, published_names
from generator.model import Article, ArticleImage, Problem
from generator.text.addresses.beside import beside
from generator.workers import Workers, in_batches

CONTENT = "content/"
BATCH = 8  # decoding one takes as long as reading many articles
Named = dict[str, str]  # files by the names that a text has for them


class Files:
    """Files beside articles, found by what texts call them."""

    def __init__(self, stamps: Iterable[tuple[str, FileStamp]]) -> None:
        self.stamps = dict(stamps)
        self._by_form: dict[str, str] | None = None

    def named_by(self, article: Article) -> tuple[Named, tuple[str, ...]]:
        """The images that an article names, and those names that lead to none."""
        wanted = _names(article)
        found = {name: self._found(article, name) for name in wanted}
        return {name: path for name, path in found.items() if path}, tuple(name for name in wanted if not found[name])

    def resembling(self, article: Article, name: str) -> str:
        """A file whose name differs in capitals alone."""
        folder = _folder(article)
        wanted = _form(f"{folder}/{name}").casefold()
        near = (path for path in self.stamps if path.casefold() == wanted or _form(path).casefold() == wanted)
        return next((path.removeprefix(f"{folder}/") for path in near), "")

    def _found(self, article: Article, name: str) -> str:
        """As it is named, else in the other form of Unicode (macOS splits letters), else percent-decoded."""
        path = f"{_folder(article)}/{name}"
        if path in self.stamps:
            return path
        if self._by_form is None:
            self._by_form = {_form(path): path for path in self.stamps}
        plain = unquote(name) if name == article.image else name
        return self._by_form.get(_form(path)) or self._by_form.get(_form(f"{_folder(article)}/{plain}"), "")


def _names(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*filter(None, (beside(article.image),)), *article.image_sources)))


def illustrated(loaded: Loaded, site: Site, memory: Memory, workers: Workers) -> Loaded:
    """With the images of its articles, and what is wrong with some of them."""
    shown = [item for item in _of_all(loaded) if item.image or item.image_sources]
    if not shown:
        return loaded
    files = Files(loaded.files)
    named = {article.source.path: files.named_by(article) for article in shown}
    users: dict[str, str] = {}
    for path, (found, _) in named.items():
        for file in found.values():
            users.setdefault(file, path)
    images = _examined(site, users, files, memory, workers)
    with_theirs = {one.source.path: with_images(one, named[one.source.path][0], images, site) for one in shown}
    lost = (_lost(article, name, files) for article in shown for name in named[article.source.path][1])
    problems = (*loaded.problems, *lost, *_flawed(images, users))

    def replaced(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(with_theirs.get(article.source.path, article) for article in articles)

    return msgspec.structs.replace(
        loaded,
        articles=replaced(loaded.articles),
        pages=replaced(loaded.pages),
        collections=replaced(loaded.collections),
        problems=problems,
        images=images,
    )


def with_images(article: Article, named: Named, images: Mapping[str, KnownImage], site: Site) -> Article:
    """The article as pages show it: its image by the published name, with the caption of the file where it has none."""
    decode = msgspec.msgpack.Decoder(Examined).decode
    seen = {name: decode(images[path].found) for name, path in named.items() if path in images}
    rows = {name: _Seen(named[name], images[named[name]].fingerprint, one) for name, one in seen.items()}
    published = tuple(_published(rows, f"{_folder(article)}/", site))
    first = next((one for one in published if one.source == article.image), None)
    if first is None:
        image = "" if beside(article.image) else article.image
        return msgspec.structs.replace(article, images=published, image=image)
    noted = seen[article.image] if first.name else Examined()
    return msgspec.structs.replace(
        article,
        images=published,
        image=first.name,
        image_caption=article.image_caption or noted.caption,
        image_credit=article.image_credit or noted.credit,
    )


def examine_now(article: Article, files: Files, images: Mapping[str, KnownImage], site: Site) -> Article:
    """As `with_images`, of an article that was just saved and may show what no build has seen."""
    named, _ = files.named_by(article)
    fresh = {path: _examined_file(str(site.root), path, b"") for path in named.values() if path not in images}
    return with_images(article, named, {**images, **{path: one for path, one in fresh.items() if one}}, site)


class _Seen(NamedTuple):
    path: str
    content: str
    found: Examined


def _published(seen: Mapping[str, _Seen], folder: str, site: Site) -> Iterator[ArticleImage]:
    """Published under the names of their files, however a text writes them: one file has one name."""
    fit = {path: found for path, _, found in seen.values() if found.flaw is None}
    wanted = (Wanted(path.removeprefix(folder), one.suffixes, bool(one.widths)) for path, one in fit.items())
    names = dict(zip(fit, published_names(wanted), strict=True))
    for name, (path, content, found) in seen.items():
        if path not in names:
            yield ArticleImage("", source=name)
            continue
        yield ArticleImage(
            name=names[path].name,
            width=found.width,
            height=found.height,
            widths=found.widths,
            form=found.form,
            has_avif=site.settings.avif and found.is_photograph and bool(found.widths),
            source=name,
            stem=names[path].stem,
            path=path,
            content=content,
            turn=found.turn,
            caption=" – ".join(filter(None, (found.caption, found.credit))),
        )


def _examined(
    site: Site, paths: Iterable[str], files: Files, memory: Memory, workers: Workers
) -> dict[str, KnownImage]:
    reader = digest(code_digest(), encoder(), avif_encoder())
    known, wanted = memory.images((CONTENT,)), sorted(paths)
    doubtful = [path for path in wanted if not is_known_image(known.get(path), files.stamps[path], reader)]
    batches = list(in_batches(doubtful, BATCH))
    tasks = ((str(site.root), [(path, known.get(path)) for path in batch], reader) for batch in batches)
    fresh: dict[str, KnownImage] = {}
    for found in workers.map_batches(examine_batch, tasks, len(batches)):
        fresh.update(found)
    shown = set(wanted)
    gone = [path for path in known if path not in shown]
    if fresh or gone:
        memory.learn_images(fresh, gone)
    return {path: image for path in wanted if (image := fresh.get(path) or known.get(path))}


def examine_batch(
    root: str, paths: Sequence[tuple[str, KnownImage | None]], reader: bytes
) -> list[tuple[str, KnownImage]]:
    """A worker's task; a file that vanished meanwhile is left out."""
    found = ((path, _examined_file(root, path, reader, known)) for path, known in paths)
    return [(path, image) for path, image in found if image is not None]


def _examined_file(root: str, path: str, reader: bytes, known: KnownImage | None = None) -> KnownImage | None:
    file = Path(root, path)
    try:
        stamp, data = stamp_of_file(file), read_if_there(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        unread = broken(f"cannot be read ({problem.strerror})").flaw
        return KnownImage(FileStamp(0, 0, 0), False, "", reader, msgspec.msgpack.encode(Examined(flaw=unread)))
    if data is None:
        return None
    settled, content = is_settled(stamp) and stamp.size == len(data), fingerprint(data)
    if known is not None and known.fingerprint == content and known.reader == reader:
        return msgspec.structs.replace(known, stamp=stamp, is_settled=settled)
    return KnownImage(stamp, settled, content, reader, msgspec.msgpack.encode(examined(data)))


def is_known_image(known: KnownImage | None, stamp: FileStamp, reader: bytes) -> bool:
    return known is not None and known.stamp == stamp and known.is_settled and known.reader == reader


def _of_all(loaded: Loaded) -> Iterator[Article]:
    yield from loaded.articles
    yield from loaded.pages
    yield from loaded.collections


def _folder(article: Article) -> str:
    return article.source.path.rpartition("/")[0]


def _form(path: str) -> str:
    return path if path.isascii() else normalize("NFC", path)


def _lost(article: Article, name: str, files: Files) -> Problem:
    """The page is made without the image."""
    near = files.resembling(article, name)
    hint = f"write `{near}`: upper and lower case must match" if near else "put it there, or remove it from the article"
    return Problem(article.source.path, 1, 0, "E203", "warning", f"the image `{name}` is not beside the article", hint)


def _flawed(images: Mapping[str, KnownImage], users: Mapping[str, str]) -> Iterator[Problem]:
    """One for each file, wherever it is shown."""
    for path, image in images.items():
        flaw: Flaw | None = msgspec.msgpack.decode(image.found, type=Examined).flaw
        if flaw is not None:
            name = path.rpartition("/")[2]
            what = f"the image `{name}` of `{users[path]}` {flaw.what}: it is not published"
            yield Problem(path, flaw.line, 0, flaw.code, "warning", what, flaw.hint)
