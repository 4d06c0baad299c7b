"""Under which names images are published beside their page: no two of them, nor any of their variants, share one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from generator.text.addresses.relative_path import DEVICE_NAMES, MAX_PART_BYTES, SUFFIX_BYTES

_RESERVED = ("index.html", "social-card.png")
_FORBIDDEN = re.compile('[<>:"|?*\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_OF_A_VARIANT = re.compile(r"(.+)\.\d+\.(?:webp|avif)")
_STEPS = 100_000


class Wanted(NamedTuple):
    """An image as its text names it, with the suffixes that it may have, the usual one first."""

    name: str
    suffixes: tuple[str, ...]
    has_variants: bool


class Published(NamedTuple):
    """`stem` is what names of its variants begin with."""

    name: str
    stem: str


def variant_name(stem: str, width: int, form: str) -> str:
    """quay.jpg has its variants beside it: quay.480.webp."""
    return f"{stem}.{width}.{form.lower()}"


def published_names(images: Iterable[Wanted]) -> list[Published]:
    """Images keep their names, in NFC, where these are free and tell what they are."""
    taken = {_folded(name) for name in _RESERVED}
    return [_free(image, taken) for image in images]


def _free(image: Wanted, taken: set[str]) -> Published:
    for one in _candidates(_fitting(image.name, image.suffixes)):
        claims = set(_claims(one, has_variants=image.has_variants))
        if not claims & taken:
            taken |= claims
            return one
    raise AssertionError(image)  # there are more candidates than a page has images


def _claims(one: Published, *, has_variants: bool) -> Iterator[str]:
    """Its name, and all names that variants of its stem may have; a claim that is not a name ends in `/*`."""
    yield _folded(one.name)
    if has_variants:
        yield f"{_folded(one.stem)}/*"
    if as_variant := _OF_A_VARIANT.fullmatch(_folded(one.name)):
        yield f"{as_variant[1]}/*"


def _fitting(name: str, suffixes: tuple[str, ...]) -> str:
    """The name with a suffix that is true, in letters and lengths that every host takes."""
    *folders, last = (_portable(part) for part in normalize("NFC", name).split("/"))
    stem, _, suffix = last.rpartition(".")
    suffix = suffix if last.lower().endswith(suffixes) else suffixes[0].removeprefix(".")
    room = MAX_PART_BYTES - SUFFIX_BYTES - len(f".{suffix}".encode())
    return "/".join((*folders, f"{stem.encode()[:room].decode(errors='ignore')}.{suffix}"))


def _portable(part: str) -> str:
    plain = _FORBIDDEN.sub("-", part).rstrip(". ") or "-"
    return f"_{plain}" if plain.partition(".")[0].rstrip().lower() in DEVICE_NAMES else plain


def _candidates(name: str) -> Iterator[Published]:
    stem, _, suffix = name.rpartition(".")
    yield Published(name, stem)
    yield Published(name, name)
    for number in range(2, _STEPS):
        yield Published(f"{stem}-{number}.{suffix}", f"{stem}-{number}")


def _folded(name: str) -> str:
    """Names that differ in capitals alone are one file on half of the world's disks."""
    return normalize("NFC", normalize("NFC", name).casefold())
