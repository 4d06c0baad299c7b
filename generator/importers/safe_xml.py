"""XML of strangers, read as a stream and safely: no entities are expanded, nothing is fetched, elements are let go of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree


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
        try:
            for _, element in reader:
                above = element.getparent()
                if above is not None and local(element) in self._names and local(above) == self._parent:
                    yield element
                    _let_go(element)
        except etree.XMLSyntaxError as problem:
            self.flaw = str(problem)
        if not self.flaw:
            self.flaw = next(
                (f"{entry.message} in line {entry.line}" for entry in reader.error_log if entry.level_name == "FATAL"),
                "",
            )


def parse(data: bytes) -> Any:
    """A whole document's root, None where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def texts(element: Any, name: str, namespace: str = "") -> list[str]:
    """The words of the children of a name, whatever version of the namespace it is in."""
    return [
        (child.text or "").strip()
        for child in element
        if local(child) == name and namespace in (etree.QName(child).namespace or "")
    ]


def text(element: Any, name: str, namespace: str = "") -> str:
    return next(iter(texts(element, name, namespace)), "")


def _let_go(element: Any) -> None:
    element.clear(keep_tail=False)
    while element.getprevious() is not None and element.getparent() is not None:
        del element.getparent()[0]
