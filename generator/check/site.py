"""The check of a whole site: `check_site` shows what is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.check.addresses import Base, base_of
from generator.check.files_made import Made
from generator.check.findings import Finding, Location, Sighting, finding, without_repeats
from generator.check.hosts import DEFAULT, check_host, forwarded_paths
from generator.check.images import SUFFIXES, check_image
from generator.check.json_files import parse_json
from generator.check.limits import check_names
from generator.check.links import Target, check_fragments, check_links, links_of
from generator.check.machines import Document, parse_xml
from generator.check.page_checks.own_checks import check_by_plugins
from generator.check.page_checks.table import PAGE_CHECKS
from generator.check.pages import PageFacts, facts_of, parse_page
from generator.check.proofs import Proof, check_proofs, proof_of
from generator.check.sitemaps import (
    ROBOTS,
    as_machine_link,
    built_for,
    check_front,
    check_listed,
    check_robots,
    check_root,
    check_titles,
)
from generator.check.styles import check_contrast, style_links
from generator.disk.files import read_bytes, read_if_there
from generator.disk.walking import walk
from generator.errors import UsageError
from generator.workers import MapBatches

FRONT = "index.html"
Links = dict[Target, Sighting]


class Read(msgspec.Struct, frozen=True, array_like=True):
    """What a worker found in some files: the problems of each, and what has to be compared with the others."""

    findings: tuple[Finding, ...] = ()
    pages: tuple[PageFacts, ...] = ()
    documents: tuple[Document, ...] = ()
    links: tuple[tuple[Target, Sighting], ...] = ()
    machine_links: tuple[tuple[Target, Sighting], ...] = ()
    proofs: tuple[Proof, ...] = ()


class Whole(msgspec.Struct, frozen=True):
    """The whole site, for checks that compare files with each other."""

    output: Path
    base: Base
    made: Made
    pages: tuple[PageFacts, ...]
    documents: tuple[Document, ...]
    links: Links
    machine_links: Links
    proofs: tuple[Proof, ...]

    @property
    def outbound(self) -> Links:
        return {
            target: sighting
            for target, sighting in self.links.items()
            if target.kind == "outside" and not target.is_asset
        }


BATCH = 96


def check_site(output: Path, base_url: str, map_batches: MapBatches, host: str = "") -> tuple[list[Finding], Whole]:
    """Workers read every file once; comparisons between files are made here. `host` will serve them: hosts/table.py."""
    front = read_if_there(output / FRONT)
    if front is None:
        raise UsageError(
            f"there is no built site in `{output}`", "run `warraq build` first, or name its folder with --output"
        )
    findings = list(check_front(front, base_of(base_url)))
    base = base_of(built_for(front) or base_url)
    made = Made(walk(output), forwarded_paths(output, base))
    whole, found = _gathered(output, base, made, map_batches)
    findings += found
    for check in SITE_CHECKS:
        findings += check(whole)
    findings += check_host(output, host or DEFAULT, base)
    return sorted(without_repeats(findings)), whole


def _gathered(output: Path, base: Base, made: Made, map_batches: MapBatches) -> tuple[Whole, list[Finding]]:
    paths = [path for path in made.sizes if _kind(path) in READERS]
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    tasks = ((str(output), base, tuple(batch)) for batch in batches)
    findings, pages, documents = list[Finding](), list[PageFacts](), list[Document]()
    links, machine_links, proofs = Links(), Links(), list[Proof]()
    decode = msgspec.msgpack.Decoder(Read).decode
    for data in map_batches(read_batch, tasks, len(batches)):
        read = decode(data)
        findings += read.findings
        pages += read.pages
        documents += read.documents
        _add(links, read.links)
        _add(machine_links, read.machine_links)
        proofs += read.proofs
    return Whole(output, base, made, tuple(pages), tuple(documents), links, machine_links, tuple(proofs)), findings


def _add(known: Links, more: Iterable[tuple[Target, Sighting]]) -> None:
    for target, sighting in more:
        known[target] = known[target].and_again(sighting) if target in known else sighting


# In workers. The result is encoded, because bytes pass quickly between processes.


def read_batch(output: str, base: Base, paths: tuple[str, ...]) -> bytes:
    findings, pages, documents = list[Finding](), list[PageFacts](), list[Document]()
    links, machine_links, proofs = Links(), Links(), list[Proof]()
    for path in paths:
        read = READERS[_kind(path)](path, read_bytes(Path(output, path)), base)
        findings += read.findings
        pages += read.pages
        documents += read.documents
        _add(links, read.links)
        _add(machine_links, read.machine_links)
        proofs += read.proofs
    reported = tuple(without_repeats(findings))
    read = Read(
        reported, tuple(pages), tuple(documents), tuple(links.items()), tuple(machine_links.items()), tuple(proofs)
    )
    return msgspec.msgpack.encode(read)


def _kind(path: str) -> str:
    return path.rpartition(".")[2].lower()


def _read_page(path: str, data: bytes, base: Base) -> Read:
    page = parse_page(path, data, base)
    if isinstance(page, Finding):
        return Read((page,))
    findings = [found for check in (*PAGE_CHECKS, check_fragments, check_by_plugins) for found in check(page)]
    return Read(tuple(findings), (facts_of(page),), links=tuple(links_of(page)), proofs=tuple(proof_of(page)))


def _read_xml(path: str, data: bytes, base: Base) -> Read:
    document = parse_xml(path, data, base)
    return Read(document.findings, (), (document,), machine_links=document.links)


def _read_json(path: str, data: bytes, base: Base) -> Read:
    document = parse_json(path, data, base)
    return Read(document.findings, machine_links=document.links)


def _read_style(path: str, data: bytes, base: Base) -> Read:
    text = data.decode("utf-8", "replace")
    return Read(tuple(check_contrast(path, text)), links=tuple(style_links(path, text, base)))


def _read_image(path: str, data: bytes, _: Base) -> Read:
    return Read(tuple(check_image(path, data)))


READERS: Mapping[str, Callable[[str, bytes, Base], Read]] = {
    "html": _read_page,
    "xml": _read_xml,
    "json": _read_json,
    "css": _read_style,
    **dict.fromkeys(SUFFIXES, _read_image),
}


# Here: checks that compare files with each other.


def _links(whole: Whole) -> Iterator[Finding]:
    names = {page.path: frozenset(page.names) for page in whole.pages}
    yield from check_links(whole.links, names, whole.made, whole.base)
    yield from map(as_machine_link, check_links(whole.machine_links, names, whole.made, whole.base))


def _sitemaps(whole: Whole) -> Iterator[Finding]:
    if "sitemap.xml" not in whole.made.sizes:
        yield finding(Location("sitemap.xml"), "K303", "is missing", "build again")
    yield from check_listed(whole.pages, whole.documents, whole.base)


def _robots(whole: Whole) -> Iterator[Finding]:
    data = read_if_there(whole.output / ROBOTS)
    if data is not None:
        yield from check_robots(data, whole.pages, whole.made, whole.base)
    yield from check_root(whole.made, whole.base)


SITE_CHECKS: tuple[Callable[[Whole], Iterator[Finding]], ...] = (
    _links,
    lambda whole: check_titles(whole.pages),
    _sitemaps,
    _robots,
    lambda whole: check_proofs(whole.output, tuple(whole.made.sizes), whole.proofs),
    lambda whole: check_names(whole.made),
)
