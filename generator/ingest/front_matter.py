"""The front matter of an imported article: the fields of its seed, its id, its URL and the seed's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.content.identity import text_hash
from generator.disk.files import fingerprint
from generator.model import RawArticle
from generator.text.addresses.permalink import PermalinkError, free_alias

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 26


def front_matter(raw: RawArticle, id_: str, url: str, language: str) -> dict[str, Any]:
    """`language` is the site's: an article in it does not name it."""
    own = {"id": id_, "url": url, "seed": raw.seed.path, "seed_sha256": raw.seed.fingerprint}
    fields: dict[str, Any] = {
        key: list(value) if isinstance(value, tuple) else value for key, value in raw.fields.items()
    }
    fields.pop("slug", None)
    if fields.get("lang") == language:
        del fields["lang"]
    if "aliases" in fields:
        fields["aliases"] = list(_usable_aliases(fields["aliases"], url))
    return fields | own


def _usable_aliases(aliases: list[str], url: str) -> Iterator[str]:
    """Old paths that this site can forward; one that the site needs itself would stop the build."""
    for alias in dict.fromkeys(aliases):
        try:
            path = free_alias(alias)
        except PermalinkError:
            continue
        if path.strip("/") != url.strip("/"):
            yield path


def id_of(seed_sha256: str, position: int = 0) -> str:
    """26 letters that sort like a ULID and are the same wherever the same seed is imported."""
    number = int(fingerprint(f"{seed_sha256}:{position}".encode()), 16)
    return "".join(_ID_LETTERS[number >> (5 * index) & 31] for index in range(_ID_LENGTH))


def hash_of_text(raw: RawArticle) -> str:
    """The hash of an article's day, title and words."""
    return text_hash(str(raw.fields.get("title", "")), str(raw.fields.get("date", "")), raw.body)
