"""Keys that keep an article unpublished in Hugo, Jekyll, Zola, Pelican, Quartz, WordPress and Ghost.

Warraq's own keys are `status`, `publish_date` and `expiry_date`; this is the only list of all others.
"""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from generator.text.arabic import fold
from generator.text.dates.values import DateValueError, read_date

Field = Literal["status", "publish_date", "expiry_date", ""]

TRUE = frozenset("true yes on y t 1 نعم".split())
FALSE = frozenset("false no off n f 0 لا".split())
NULL = frozenset(("", "null", "~", "none"))
# Names without their case, hyphens and underscores, Arabic ones folded.
_HELD_BY_TRUE = frozenset(
    "draft drafts isdraft private isprivate unlisted isunlisted hidden ishidden headless unpublished protected embargo "
    "embargoed مسوده غيرمنشور".split()
)
_HELD_BY_FALSE = frozenset(
    "published ispublished publish public ispublic visible isvisible listed dgpublish permalink render "
    "منشور منشوره".split()
)
_RELEASED_ON = frozenset(
    "publishdate publisheddate publishedon publishedat publishon publishat publishfrom publishafter publicationdate "
    "datepublished pubdate releasedate embargo embargodate embargountil embargoeduntil availablefrom golive scheduled "
    "scheduledat scheduledfor published publish unlockdate draft".split()
)
_EXPIRES_ON = frozenset(
    "expirydate expirationdate expires expireson expiresat expiry expire unpublishdate unpublishon unpublishat "
    "unpublish validuntil availableuntil".split()
)
_STATES = frozenset("poststatus publishstatus publicationstatus visibility الحاله حاله حالهالنشر حالهالمقال".split())
_SECRETS = frozenset(("password", "postpassword"))
# Keys that only ever hold an article back: a value that cannot be read must not publish it.
_STRICT = frozenset("draft publishdate expirydate poststatus embargo embargodate embargountil".split())
_DRAFTS = re.compile(r"(?:^|[/#])_drafts/")  # the folder of Jekyll and Hexo, in a site or an archive
_KNOWN = tuple(sorted(_HELD_BY_TRUE | _HELD_BY_FALSE | _RELEASED_ON | _EXPIRES_ON | _STATES))
# Names that are also recognised when misspelt. Near misses of the others mean something else (`renderer`).
_RESEMBLED = tuple(
    name for name in _KNOWN if name.isascii() and name not in ("permalink", "render", "visible", "scheduled")
)
_ALIKE = 0.85
_LETTERS = frozenset("".join(_RESEMBLED))

STATUS_WORDS = {
    **dict.fromkeys(
        "draft pending private hidden unlisted unpublished autodraft trash inherit review inreview".split(), "draft"
    ),
    **dict.fromkeys("members paid tiers password protected internal مسوده خاص غيرمنشور".split(), "draft"),
    **dict.fromkeys(
        "deleted trashed softtrashed rejected spam wip onhold inactive unapproved unpublish notpublished pendingreview "
        "needsreview underreview".split(),
        "draft",
    ),
    **dict.fromkeys("future scheduled embargo embargoed موجل".split(), "embargoed"),
    **dict.fromkeys(
        "publish published public live sent open visible active approved منشور منشوره".split(), "published"
    ),
    "withdrawn": "withdrawn",
}


class Sign(NamedTuple):
    """The meaning of a key for publication, as one of our fields.

    Without `field` it has no effect. `doubt` is reported to a person; with `is_strict`, the article is held back until
    they correct it. `near` is the known name that the key resembles.
    """

    field: Field = ""
    value: str = ""
    doubt: str = ""
    near: str = ""
    is_strict: bool = False


NOTHING = Sign()


def sign_of(key: str, value: Any) -> Sign | None:
    """The meaning of another tool's key for publication; None if it is unrelated."""
    name = _plain_name(key)
    if not name:
        return None
    if name in _SECRETS:
        return (
            Sign("status", "draft", "asks for a password, which a static site cannot do") if _text_of(value) else None
        )
    if (
        name in _HELD_BY_TRUE
        or name in _HELD_BY_FALSE
        or name in _RELEASED_ON
        or name in _EXPIRES_ON
        or name in _STATES
    ):
        return _known_sign(name, value)
    if name == "build":
        return _of_build(value)
    near = _near(name)
    return _resembling(near, value) if near else None


@lru_cache(maxsize=4096)
def _near(name: str) -> str:
    swapped = {f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}" for at in range(len(name) - 1)}
    near = next((known for known in _RESEMBLED if known in swapped), "")
    if near:
        return near
    usable = sum(map(_LETTERS.__contains__, name))
    return next(iter(difflib.get_close_matches(name, _reachable(len(name), usable), n=1, cutoff=_ALIKE)), "")


@lru_cache(maxsize=4096)
def _reachable(length: int, usable: int) -> tuple[str, ...]:
    """The names that one of this length may resemble at all, of whose letters so many occur in any of them: a table may
    have 50,000 columns, and comparing costs."""
    return tuple(known for known in _RESEMBLED if 2 * min(usable, len(known)) / (length + len(known)) >= _ALIKE)


def is_among_drafts(path: str) -> bool:
    """Whether a file is in the drafts folder of Jekyll and Hexo, whatever its front matter."""
    return _DRAFTS.search(path) is not None


def state_of(value: Any) -> str:
    """Warraq's status for a value of another tool, or "" if it is unknown; Drupal and Joomla use 1 and 0."""
    truth = truth_of(value)
    if truth is not None:
        return "published" if truth else "draft"
    return STATUS_WORDS.get(_plain_name(_text_of(value)), "")


def truth_of(value: Any) -> bool | None:
    """A boolean as people write it, or None."""
    text = _text_of(value).casefold()
    return True if text in TRUE else False if text in FALSE else None


def _known_sign(name: str, value: Any) -> Sign | None:
    if _text_of(value).casefold() in NULL:
        return NOTHING
    if isinstance(value, (dict, list, tuple)):
        return _unclear(name, "contains a list or other keys") if name in _STRICT else NOTHING
    if name in _STATES:
        return _of_state(name, state_of(value))
    truth = truth_of(value)
    return _of_truth(name, is_true=truth) if truth is not None else _of_date(name, _date(value))


def _of_state(name: str, state: str) -> Sign:
    if not state:
        return _unclear(name, "is not a status")
    return NOTHING if state == "published" else Sign("status", state)


def _of_date(name: str, moment: str) -> Sign:
    if moment and name in _RELEASED_ON:
        return Sign("publish_date", moment)
    if moment and name in _EXPIRES_ON:
        return Sign("expiry_date", moment)
    # `permalink` usually contains a link, and `published` may contain an outlet or a place.
    return NOTHING if name in ("permalink", "render") else _unclear(name, "is neither true, false nor a date")


def _of_build(value: Any) -> Sign | None:
    """Hugo's `build: {render: never}`, which makes no page."""
    render = value.get("render") if isinstance(value, dict) else None
    return Sign("status", "draft") if render is not None and _text_of(render).casefold() in {"never", *FALSE} else None


def _of_truth(name: str, *, is_true: bool) -> Sign:
    is_held = (name in _HELD_BY_TRUE and is_true) or (name in _HELD_BY_FALSE and not is_true)
    return Sign("status", "draft") if is_held else NOTHING


def _unclear(name: str, doubt: str) -> Sign:
    return Sign(doubt=doubt, is_strict=name in _STRICT)


def _resembling(near: str, value: Any) -> Sign:
    """Hold the article back if the value is a boolean or a future date; report it in any case."""
    truth, moment = truth_of(value), _date(value)
    found = NOTHING
    if truth is not None:
        found = _of_truth(near, is_true=truth)
    elif moment and near not in _EXPIRES_ON:
        found = Sign("publish_date", moment)
    return found._replace(near=near, doubt="is not a key that Warraq recognises")


def _plain_name(key: str) -> str:
    return re.sub(r"[\W_]", "", key.casefold() if key.isascii() else fold(key).casefold())


def _text_of(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _date(value: Any) -> str:
    text = _text_of(value)
    # A single number is a boolean or a count, not a year of publication.
    if not text[:1].isdigit() or len(text) < len("2025-02"):
        return ""
    try:
        return read_date(text)
    except DateValueError:
        return ""
