"""XML of strangers, read as a stream and safely: no entity is expanded, nothing is fetched, no element is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

_CUT = (
    "ERR_TAG_NOT_FINISHED",
    "ERR_CDATA_NOT_FINISHED",
    "ERR_DOCUMENT_END",
    "ERR_COMMENT_NOT_FINISHED",
    "ERR_GT_REQUIRED",
)

_USUAL = {"wp": "http://wordpress.org/export/"}  # what a prefix means in files that use it and do not declare it


class Elements:
    """The children of an element that have some names, each whole; `flaw` says afterwards where the file breaks off."""

    def __init__(self, stream: IO[bytes], parent: str, names: tuple[str, ...]) -> None:
        self.flaw = ""
        self._stream = stream
        self._parent = parent
        self._names = names

    def __iter__(self) -> Iterator[Any]:
        reader = etree.iterparse(
            self._stream,
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        held = None  # until the next one begins: the last of a file that breaks off is not whole
        try:
            for _, element in reader:
                above = element.getparent()
                if above is None or local(element) not in self._names or local(above) != self._parent:
                    continue
                if held is not None:
                    yield held
                    _let_go(held)
                held = element
        except etree.XMLSyntaxError as problem:
            self.flaw = str(problem)
        fatal = [entry for entry in reader.error_log if entry.level_name == "FATAL"]
        self.flaw = self.flaw or next((f"{entry.message} in line {entry.line}" for entry in fatal), "")
        is_cut = any(entry.type_name in _CUT for entry in fatal)
        if held is not None and not is_cut:
            yield held


def parse(data: bytes) -> Any:
    """A whole document's root, None where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Any) -> str:
    return _name(element)[1]


def _name(element: Any) -> tuple[str, str]:
    """Namespace and name; a prefix that the file forgot to declare stays in the tag."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.startswith("{"):
        space, _, name = tag[1:].partition("}")
        return space, name
    prefix, _, name = tag.rpartition(":")
    return _USUAL.get(prefix, prefix), name


def texts(element: Any, name: str, namespace: str = "") -> list[str]:
    """The words of the children of a name, whatever version of the namespace it is in."""
    return [(child.text or "").strip() for child in element if local(child) == name and namespace in _name(child)[0]]


def text(element: Any, name: str, namespace: str = "") -> str:
    return next(iter(texts(element, name, namespace)), "")


def _let_go(element: Any) -> None:
    element.clear(keep_tail=False)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]
