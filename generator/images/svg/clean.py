"""SVG, parsed and written anew from a list of what may stay: nothing in it runs, fetches or reveals who drew it."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64Error
from typing import Any
from urllib.parse import unquote_to_bytes

from generator.images.formats.gif import stripped_gif
from generator.images.formats.jpeg import stripped_jpeg
from generator.images.formats.kinds import FlawedImageError, kind_of
from generator.images.formats.png import stripped_png
from generator.images.formats.webp import stripped_webp
from generator.images.svg.names import (
    ANIMATIONS,
    ATTRIBUTES,
    EDITORS,
    ELEMENTS,
    EMBEDDED,
    EMBEDDING,
    EVENTS,
    FOREIGN_NAMES,
    LEFT_OUT,
    NEVER_ANIMATED,
    SVG,
    XLINK,
    XML,
)
from generator.images.svg.styles import is_style, unsafe_in_sheet, unsafe_in_value
from generator.images.svg.uses import has_too_many_uses

_ENCODING = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_READ = re.compile(r"utf-?8|us-ascii|ascii|iso-?8859-\d+|windows-125\d|cp125\d|latin-?1", re.IGNORECASE)
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_OWN_DECLARATIONS = re.compile(rb"""<!DOCTYPE(?:[^>\["']|"[^"]*"|'[^']*')*\[""", re.IGNORECASE)
MAX_BYTES = 8 << 20
MAX_STYLE = 200_000  # characters of style that are read: a second of work
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=+.-]*)*),(.*)", re.DOTALL)
_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_NAMESPACED_KEPT = {f"{{{XML}}}space", f"{{{XML}}}lang", f"{{{XLINK}}}href"}


def stripped_svg(data: bytes) -> bytes:
    """The same drawing in UTF-8; FlawedImageError names what may not be in it, and the line."""
    if len(data) > MAX_BYTES:
        raise FlawedImageError("E215", f"is a drawing of more than {MAX_BYTES >> 20} MiB", "save it as PNG or WebP")
    root = _parsed(data)
    if root.tag != f"{{{SVG}}}svg":
        raise unsafe(root.sourceline, f"begins with <{_local(root.tag)}>, not with <svg> in the SVG namespace")
    for instruction in root.itersiblings(preceding=True):
        _refuse_instruction(instruction)
    _clean(root)
    if has_too_many_uses(root):
        raise unsafe(0, "repeats its parts so often that it would slow down a browser")
    return _written(root)


def unsafe(line: int | None, what: str) -> FlawedImageError:
    hint = "open the image in a drawing program and save it as plain SVG, or as PNG"
    return FlawedImageError("E214", what, hint, line or 0)


def _parsed(data: bytes) -> Any:
    from lxml import etree

    _refuse_encoding(data)
    at = _end_of_prolog(data)
    if _OWN_DECLARATIONS.match(data, at):
        raise unsafe(data.count(b"\n", 0, at) + 1, "declares its own document type or entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        line = getattr(problem, "lineno", 0) or 0
        raise FlawedImageError(
            "E214", "is not well-formed XML", "open it in an editor and save it again", line
        ) from problem


def _end_of_prolog(data: bytes) -> int:
    """Where the document type or the root begins, after comments and instructions."""
    at = 0
    while True:
        while data[at : at + 1] and data[at] in _BLANKS:
            at += 1
        closing = b"-->" if data.startswith(b"<!--", at) else b"?>" if data.startswith(b"<?", at) else b""
        end = data.find(closing, at + 2) if closing else -1
        if end < 0:
            return at
        at = end + len(closing)


def _refuse_encoding(data: bytes) -> None:
    named = _ENCODING.match(data)
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]
    name = named[1].decode("latin-1") if named else ""
    if is_wide or (name and not _READ.fullmatch(name)):
        what = f"is written in {'UTF-16' if is_wide else f'`{name}`'}"
        raise FlawedImageError("E214", what, "save it as UTF-8", 1)


def _refuse_instruction(node: Any) -> None:
    from lxml import etree

    if node.tag is etree.ProcessingInstruction:
        raise unsafe(node.sourceline, f"contains a processing instruction (`<?{node.target}`)")


def _clean(element: Any) -> None:
    """The element and all below it, without recursion that a deep file could exhaust."""
    waiting, read = [element], 0
    while waiting:
        one = waiting.pop()
        read += _clean_attributes(one)
        _refuse_animation(one)
        if one.tag == f"{{{SVG}}}style":
            text = "".join(one.itertext())
            read += len(text)
            _refuse(one, unsafe_in_sheet(text[:MAX_STYLE]))
        if read > MAX_STYLE:
            raise unsafe(one.sourceline, "contains far more CSS than any drawing needs")
        waiting += reversed(_kept_children(one))


def _kept_children(element: Any) -> list[Any]:
    """The children that stay. The text after the others is kept, and joined once: thousands may follow each other."""
    kept: list[Any] = []
    words = [element.text or ""]
    for child in list(element):
        if _is_kept(child):
            _put_words(element, kept, words)
            kept.append(child)
            words = [child.tail or ""]
        else:
            words.append(child.tail or "")
            element.remove(child)
    _put_words(element, kept, words)
    return kept


def _put_words(element: Any, kept: list[Any], words: list[str]) -> None:
    if len(words) > 1 and kept:
        kept[-1].tail = "".join(words)
    elif len(words) > 1:
        element.text = "".join(words)


def _is_kept(node: Any) -> bool:
    """False for what is left out; what may not be there at all is refused."""
    if not isinstance(node.tag, str):
        _refuse_instruction(node)
        raise unsafe(node.sourceline, "uses its own entity")
    namespace, name = _namespace(node.tag), _local(node.tag)
    if namespace == SVG and name in ELEMENTS:
        return True
    if namespace.startswith(EDITORS) or (namespace == SVG and name in LEFT_OUT):
        return False
    what = FOREIGN_NAMES.get(namespace, "another language") if namespace != SVG else ""
    raise unsafe(node.sourceline, f"contains <{name}>{f' of {what}' if what else ''}")


def _clean_attributes(element: Any) -> int:
    """How many characters had to be read as style."""
    name, read = _local(element.tag), 0
    for key, value in list(element.attrib.items()):
        if key.lower().startswith("on") or _namespace(key) == EVENTS:
            raise unsafe(element.sourceline, f"runs code: `{_local(key)}` of <{name}>")
        if key not in ATTRIBUTES and key not in _NAMESPACED_KEPT:
            del element.attrib[key]
        elif _local(key) == "href":
            element.attrib[key] = _address(element, name, value)
        else:
            read += len(value) if is_style(value) else 0
            _refuse(element, unsafe_in_value(value[:MAX_STYLE]))
    return read


def _address(element: Any, name: str, value: str) -> str:
    """A place in the drawing, or an image that is in it."""
    plain = _SPACE.sub("", value)
    if plain.startswith("#") or not plain:
        return plain
    if name in EMBEDDING and plain[:5].lower() == "data:":
        return _embedded(element, plain)
    shown = value.strip()[:80]
    raise unsafe(element.sourceline, f"<{name}> refers to something outside the drawing: `{shown}`")


def _embedded(element: Any, address: str) -> str:
    """An image inside of the drawing, stripped as any other."""
    found = _DATA.fullmatch("data:" + address[5:])
    if found is None or found[1].lower() not in EMBEDDED:
        raise unsafe(element.sourceline, "contains a file that is not PNG, JPEG, GIF or WebP")
    try:
        is_encoded = ";base64" in found[2].lower()
        data = b64decode(unquote_to_bytes(found[3])) if is_encoded else unquote_to_bytes(found[3])
        kind, clean = _stripped_raster(data)
    except (NotBase64Error, FlawedImageError, ValueError) as problem:
        raise unsafe(element.sourceline, "contains a damaged image") from problem
    return f"data:image/{kind};base64,{b64encode(clean).decode()}"


def _stripped_raster(data: bytes) -> tuple[str, bytes]:
    kind = kind_of(data)
    if kind is not None and kind.name == "JPEG":
        return "jpeg", stripped_jpeg(data, keeps_profile=True)
    if kind is not None and kind.name == "PNG":
        return "png", stripped_png(data, keeps_profile=True)
    if kind is not None and kind.name == "GIF":
        return "gif", stripped_gif(data)[0]
    if kind is not None and kind.name == "WebP":
        return "webp", stripped_webp(data, keeps_profile=True)
    raise ValueError("no image")


def _refuse_animation(element: Any) -> None:
    name = _local(element.tag)
    if name not in ANIMATIONS:
        return
    animated = element.get("attributeName", "").strip()
    if animated and (animated not in ATTRIBUTES or animated in NEVER_ANIMATED):
        raise unsafe(element.sourceline, f"<{name}> changes `{animated}`")


def _refuse(element: Any, reason: str) -> None:
    if reason:
        raise unsafe(element.sourceline, reason)


def _written(root: Any) -> bytes:
    from lxml import etree

    etree.cleanup_namespaces(root)
    root.tail = None
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return data


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
