"""Files of static/ and of the theme: each is examined once, in workers; images among them are stripped or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.digest import digest
from generator.disk.files import FileStamp, fingerprint, is_settled, opened, stamp_of_file
from generator.disk.left_alone import problem_of
from generator.disk.walking import walk
from generator.engine.generator_digest import code_digest, decoder_version
from generator.engine.load.images import BATCH, is_known_image
from generator.engine.load.loaded import Loaded, StaticFile
from generator.engine.memory.known import KnownImage
from generator.engine.memory.memory import Memory
from generator.engine.site import Site
from generator.images.examine import MAX_BYTES, encoder
from generator.images.formats.kinds import Flaw
from generator.images.static import HEAD, NO_IMAGE, StaticImage, is_named_as_image, is_surely_image, static_image
from generator.model import Problem
from generator.text.litter import is_litter
from generator.workers import Workers, in_batches

STATIC, THEMES = "static/", "themes/"
HIDDEN = ".well-known/"  # of hidden files only those that the web asks for
_NEVER = FileStamp(0, 0, 0)


def with_static(
    loaded: Loaded, walked: Iterable[tuple[str, FileStamp]], site: Site, memory: Memory, workers: Workers
) -> Loaded:
    """With the owner's own files, `walked` in static/, the images of the theme, and what is wrong with some of them."""
    own, themed = tuple(_own(walked, site)), tuple(_themed(site))
    known = _examined((*own, *themed), memory, workers)
    decode = msgspec.msgpack.Decoder(StaticImage).decode

    def learned(file: StaticFile) -> StaticFile:
        row = known.get(file.source)
        image = decode(row.found) if row and row.found else NO_IMAGE
        return msgspec.structs.replace(file, content=row.fingerprint, image=image) if row and image.is_image else file

    static, images = tuple(map(learned, own)), tuple(file for file in map(learned, themed) if file.image.is_image)
    problems = (*loaded.problems, *_flawed((*static, *images)))
    theme_images = {file.path: file for file in images}
    return msgspec.structs.replace(loaded, static=static, theme_images=theme_images, problems=problems)


def _own(walked: Iterable[tuple[str, FileStamp]], site: Site) -> Iterator[StaticFile]:
    """Without the files of programs and systems."""
    hidden = ((HIDDEN + name, stamp) for name, stamp in walk(site.static / HIDDEN, site.root, is_copied=True))
    for path, stamp in (*walked, *hidden):
        if not is_litter(path):
            yield StaticFile(path, STATIC + path, str(site.static / path), stamp)


def _themed(site: Site) -> Iterator[StaticFile]:
    for asset in site.theme.static:
        if asset.source:
            yield StaticFile(asset.path, asset.source, str(asset.file), _stamp(asset.file) or _NEVER)


def _examined(files: Sequence[StaticFile], memory: Memory, workers: Workers) -> dict[str, KnownImage]:
    reader = digest(code_digest(), decoder_version() or encoder())
    known = memory.images((STATIC, THEMES))
    doubtful = [file for file in files if not is_known_image(known.get(file.source), file.stamp, reader)]
    batches = list(in_batches(doubtful, BATCH))
    tasks = (([(file.source, file.file, known.get(file.source)) for file in batch], reader) for batch in batches)
    fresh: dict[str, KnownImage] = {}
    for found in workers.map_batches(examine_static_batch, tasks, len(batches)):
        fresh.update(found)
    sources = {file.source for file in files}
    gone = [source for source in known if source not in sources]
    if fresh or gone:
        memory.learn_images(fresh, gone)
    return known | fresh


def examine_static_batch(
    files: Sequence[tuple[str, str, KnownImage | None]], reader: bytes
) -> list[tuple[str, KnownImage]]:
    """A worker's task; a file that vanished meanwhile is left out."""
    found = ((source, _examined_file(source, file, reader, known)) for source, file, known in files)
    return [(source, row) for source, row in found if row is not None]


def _examined_file(source: str, file: str, reader: bytes, known: KnownImage | None) -> KnownImage | None:
    stamp = _stamp(file)
    if stamp is None:
        return None
    try:
        data = _image_bytes(source, file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        problem = problem_of(source, "unreadable")
        flawed = StaticImage(flaw=Flaw(problem.code, problem.what, problem.hint))
        return KnownImage(_NEVER, False, "", reader, msgspec.msgpack.encode(flawed))
    if data is None:
        return KnownImage(stamp, is_settled(stamp), "", reader, b"")
    settled, content = is_settled(stamp) and stamp.size == len(data), fingerprint(data)
    if known is not None and known.fingerprint == content and known.reader == reader:
        return msgspec.structs.replace(known, stamp=stamp, is_settled=settled)
    return KnownImage(stamp, settled, content, reader, msgspec.msgpack.encode(static_image(data)))


def _image_bytes(source: str, file: str) -> bytes | None:
    """A file that is an image or is named as one, up to the limit; None for another, of which only the head is read."""
    with opened(file) as stream:
        head = stream.read(HEAD)
        is_image = is_named_as_image(source) or is_surely_image(head)
        return head + stream.read(MAX_BYTES + 1 - len(head)) if is_image else None


def _stamp(file: object) -> FileStamp | None:
    try:
        return stamp_of_file(str(file))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _flawed(files: Iterable[StaticFile]) -> Iterator[Problem]:
    """Errors: the address is the owner's, and leads nowhere."""
    for file in files:
        flaw = file.image.flaw
        if flaw is not None:
            yield Problem(file.source, flaw.line, 0, flaw.code, "error", f"{flaw.what}; it is not published", flaw.hint)
