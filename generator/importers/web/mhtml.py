"""A web page saved with its parts in one file (MHTML): read as any other page, with the images that came along."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable
from email.message import Message
from urllib.parse import urljoin

import msgspec

from generator.importers.evidence import all_images, nothing
from generator.importers.piece import Piece, SiteContext
from generator.importers.web.saved_html import read_piece as read_page
from generator.model import RawArticle, RawImage
from generator.text.addresses.absolute import address_parts

MAX_HEADER = 20_000  # letters: each parameter of one is looked for again and again
MAX_HOLDERS = 30  # parts that contain parts: every line is compared with the ends of all that are open
_HOLDER = re.compile(rb"(?:^|[\r\n])content-type:[\s\x1c-\x1f]*(?:multipart|message)/", re.IGNORECASE)
_TYPE = re.compile(
    rb"(?:^|[\r\n])content-type:[^\r\n]*+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*+)*+", re.IGNORECASE
)  # with its lines that go on: the library cuts it into parameters while it reads the file


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    if len(_HOLDER.findall(piece.data)) > MAX_HOLDERS:
        what, hint = f"has more than {MAX_HOLDERS} parts that contain parts", "save the page again as one file"
        yield nothing(piece.source, "I102", what, hint)
        return
    is_long = any(len(header.group()) > 2 * MAX_HEADER for header in _TYPE.finditer(piece.data))
    message = email.message_from_bytes(b"" if is_long else piece.data, policy=email.policy.compat32)
    if is_long or any(len(value) > MAX_HEADER for part in message.walk() for value in map(str, part.values())):
        what, hint = f"has a header of more than {MAX_HEADER:,} characters", "save the page again as one file"
        yield nothing(piece.source, "I102", what, hint)
        return
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        yield nothing(piece.source, "I102", "contains no web page", "save the page again as one file")
        return
    address = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
    address = address if address_parts(address).scheme else ""
    origin = {"source_url": address if address.startswith("http") else "", "charset": _charset(page)}
    inner = msgspec.structs.replace(piece, data=_bytes(page), origin=origin)
    images = {_header(part, "Content-Location"): part for part in parts if part.get_content_maintype() == "image"}
    images |= {f"cid:{_header(part, 'Content-ID').strip('<>')}": part for part in parts if part.get("Content-ID")}
    for raw in read_page(inner, context):
        yield _with_images(raw, images, address)


def _header(part: Message, name: str) -> str:
    return str(part.get(name) or "").strip()


def _charset(page: Message) -> str:
    try:
        return page.get_content_charset() or ""
    except ValueError:  # no name that an encoding could have
        return ""


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _with_images(raw: RawArticle, parts: dict[str, Message], base: str) -> RawArticle:
    """Images of the page that the file holds: those of the body, and the page's own."""
    named = all_images(raw.body)
    wanted = dict.fromkeys(filter(None, (str(raw.fields.get("image", "")), *named)))
    found = []
    for reference in wanted:
        part = parts.get(reference) or parts.get(_joined(base, reference))
        if part is not None and _bytes(part):
            found.append(RawImage(reference, _bytes(part)))
    known = {image.reference for image in found}
    rest = [image for image in raw.images if image.reference not in known]
    return msgspec.structs.replace(raw, images=(*found, *rest))


def _joined(base: str, reference: str) -> str:
    return urljoin(base, reference) if base and any(address_parts(reference)) else reference
