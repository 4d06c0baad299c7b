"""XML of strangers, read as a stream and safely: no entity is expanded, nothing is fetched, no element is kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import IO, Any, NamedTuple

from lxml import etree

from generator.text.encodings import decode

_CUT = (
    "ERR_TAG_NOT_FINISHED",
    "ERR_CDATA_NOT_FINISHED",
    "ERR_DOCUMENT_END",
    "ERR_COMMENT_NOT_FINISHED",
    "ERR_GT_REQUIRED",
)

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)", re.ASCII)
_NAMED = re.compile(rb"&([A-Za-z]\w{1,31};)", re.ASCII)
_OF_XML = frozenset((b"lt;", b"gt;", b"amp;", b"quot;", b"apos;"))
_USUAL = {"wp": "http://wordpress.org/export/"}  # what a prefix means in files that use it and do not declare it


class Elements:
    """The children of an element with some names, each complete; afterwards `flaw` names the line of a break."""

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
    """The root of a whole document; None if it is not one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class Document(NamedTuple):
    """A whole document: `flaws` are lines with what is wrong there, `entities` its own, which stay as written;
    `notes` name the encoding that was guessed.
    """

    root: Any
    flaws: tuple[tuple[int, str], ...] = ()
    entities: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def document(data: bytes) -> Document:
    """All that can be read of a document, and where it is broken; `root` is None if nothing can be read."""
    plain, notes = _readable(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        return Document(None, ((getattr(problem, "lineno", 0) or 0, str(problem)),), (), notes)
    flaws = tuple((entry.line, entry.message) for entry in parser.error_log if entry.level_name == "FATAL")
    entities = tuple(dict.fromkeys(_spelled_out(root))) if root is not None else ()
    return Document(root, flaws, entities, notes)


def _readable(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """With HTML's names of letters resolved, and in the encoding that it declares."""
    declared = _DECLARED.match(data)
    is_said = declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
    notes: tuple[str, ...] = ()
    if not is_said and not data.startswith(_BOMS):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            decoded = decode(data)
            notes = decoded.notes
            if decoded.text is not None:
                data = _DECLARATION.sub("", decoded.text, count=1).encode("utf-8", "replace")
    return _NAMED.sub(_by_number, data), notes


def _by_number(match: re.Match[bytes]) -> bytes:
    letters = html5.get(match[1].decode("ascii"), "") if match[1] not in _OF_XML else ""
    return "".join(f"&#{ord(letter)};" for letter in letters).encode("ascii") or match.group()


def _spelled_out(root: Any) -> Iterator[str]:
    """References to entities of the document's own become the letters they are written in: nothing is expanded."""
    for above in dict.fromkeys(reference.getparent() for reference in root.iter(etree.Entity)):
        before, parts = None, [above.text or ""]
        for node in list(above):
            if node.tag is not etree.Entity:
                _put_words(above, before, parts)
                before, parts = node, [node.tail or ""]
                continue
            yield node.text
            parts += [node.text, node.tail or ""]
            node.tail = None
            above.remove(node)
        _put_words(above, before, parts)


def _put_words(above: Any, before: Any, parts: list[str]) -> None:
    """Words of an element after one of its children; before the first one for None."""
    if before is None:
        above.text = "".join(parts)
    else:
        before.tail = "".join(parts)


def words(element: Any) -> str:
    """All that is written in an element, on one line; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def child(element: Any, *path: str) -> Any:
    """The first descendant by names of one level after the other, None where there is none."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def given(element: Any, key: str) -> str:
    """An attribute's words, "" also for no element."""
    return " ".join((element.get(key) or "").split()) if element is not None else ""


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
