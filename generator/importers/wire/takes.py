"""Which messages of a wire are one story: takes and adds follow the first, a later lead takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.importers.wire.message import Message, is_urgent
from generator.text.arabic import fold

_ORDINAL = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)[\s-]?"
_LEAD = re.compile(_ORDINAL.format("lead") + r"(?:ld|lead)(?:[\s-]?writethru)?\b|\bwritethru\b", re.IGNORECASE)
_ADD = re.compile(_ORDINAL.format("add") + r"add\b|\badd\s?(?P<added>\d{1,2})\b", re.IGNORECASE)
_TAKE = re.compile(r"\btake\s?(?P<take>\d{1,2})(?:\s?(?:of|/)\s?(?P<total>\d{1,2}))?\b", re.IGNORECASE)
_WORDS = r"(?:تكملة|تكمله|تتمة|تتمه|إضافة|اضافة)"
_NUMBER = r"(?P<{0}>\d{{1,2}}|أولى|اولى|ثانية|ثالثة|رابعة|خامسة)"
_ARABIC = re.compile(
    rf"(?:^|[(\[/-])\s*{_WORDS}(?:\s+{_NUMBER.format('add')})?(?:\s*و?\s*[أا]خيرة)?\s*[)\]/-]?\s*$"
    rf"|\s{_WORDS}\s+{_NUMBER.format('added')}\s*$"
    r"|\((?P<take>\d{1,2})\s*(?:من|/)\s*(?P<total>\d{1,2})\)"
)
_NUMBERS = {"أولى": 1, "اولى": 1, "ثانية": 2, "ثالثة": 3, "رابعة": 4, "خامسة": 5}
_COUNT = re.compile(r",\s*\d{1,5}\s*$")
_OPENS_SLUG = re.compile(r"(?:BC|AM|PM|US|AP|UPI)-")
_MORE = re.compile(r"[(/\s#-]*(?:more|يتبع|يتبع لاحقا)[)/\s#.-]*", re.IGNORECASE)
MOST_SLUG = 8  # words
TOP = 4  # lines of the text that can say which part it is


class Part(msgspec.Struct, frozen=True):
    """`key` names the story, `number` counts its parts from 1 (0: a part whose number is not said), `lead` its versions."""

    key: str
    number: int = 1
    total: int = 0
    lead: int = 0
    is_marked: bool = False


class Story(msgspec.Struct, frozen=True):
    """Messages that tell one story, in the order of its parts, by their places; `followed` are earlier versions."""

    parts: tuple[tuple[Part, int], ...]
    followed: tuple[int, ...] = ()


def is_more(said: str) -> bool:
    """(more), «يتبع»: another take follows."""
    return _MORE.fullmatch(fold(said)) is not None


def is_take(said: str) -> bool:
    """A line that says which part of a story follows, and nothing else."""
    rest = without_marks(said)
    return rest != said and not re.search(r"\w", rest)


def without_marks(said: str) -> str:
    """A slug or a title without the words for its part."""
    rest = said
    for pattern in (_LEAD, _ADD, _TAKE, _ARABIC):
        rest = pattern.sub(" ", rest)
    return re.sub(r"\s{2,}", " ", rest).strip(" ,،-–()[]/") if rest != said else said


def part_of(message: Message) -> Part:
    top = [line.strip().lstrip("^").rstrip("<=! ") for _, line in message.text if line.strip()][:TOP]
    slugs = [line for line in top if is_keywords(line)]
    lines = [*slugs[:1], *([message.said["slug"]] if "slug" in message.said else []), *top]
    lines = [_COUNT.sub("", line) for line in lines if not is_urgent(line)]
    named = next((without_marks(line) for line in lines if not is_take(line)), "")
    key = " ".join(re.findall(r"\w+", fold(named).casefold()))
    marks = [_marks(line) for line in lines]
    return next((Part(key, *mark) for mark in marks if mark), Part(key))


def is_keywords(said: str) -> bool:
    """«BC-LT--Argentina-Cancer,466», «بترا / وزير الأشغال / لقاء»: the slug in full, and how many words follow."""
    if len(said.split()) > MOST_SLUG or said.startswith(("/", "http")):
        return False
    return bool(_OPENS_SLUG.match(said)) or said.count("/") > 1 or (bool(_COUNT.search(said)) and "-" in said)


def _marks(said: str) -> tuple[int, int, int, bool] | None:
    """Number, total and version of what a line marks as a part."""
    lead, add, take = _LEAD.search(said), _ADD.search(said), _TAKE.search(said)
    if add:
        return int(add["add"] or add["added"]) + 1, 0, 0, True
    if take:
        return int(take["take"]), int(take["total"] or 0), 0, True
    if lead:
        return 1, 0, int(lead["lead"] or 1), True
    arabic = _ARABIC.search(said)
    if arabic is None:
        return None
    if arabic["take"]:
        return int(arabic["take"]), int(arabic["total"]), 0, True
    number = arabic["add"] or arabic["added"] or "0"
    counted = int(number) if number.isdigit() else _NUMBERS[number]
    return (counted + 1 if counted else 0), 0, 0, True


def stories(parts: Sequence[Part]) -> list[Story]:
    """The messages of a file as stories, in the order of their first messages."""
    open_: dict[str, list[int]] = {}
    followed: dict[int, list[int]] = {}
    told: list[list[int]] = []
    for place, part in enumerate(parts):
        known = open_.get(part.key) if part.key else None
        if known is not None and part.number != 1:
            known.append(place)
        elif known is not None and part.lead > parts[known[0]].lead:
            followed.setdefault(place, []).extend([*followed.pop(known[0], []), *known])
            told[told.index(known)] = open_[part.key] = [place]
        else:
            told.append([place])
            open_[part.key] = told[-1]
    return [Story(_ordered(places, parts), tuple(followed.get(places[0], ()))) for places in told]


def _ordered(places: Iterable[int], parts: Sequence[Part]) -> tuple[tuple[Part, int], ...]:
    """By their numbers; a part without one stays where it came."""
    numbered = list(enumerate(places))
    known = sorted(numbered, key=lambda one: (parts[one[1]].number or one[0] + 1, one[0]))
    return tuple((parts[place], place) for _, place in known)


def missing(story: Story) -> list[int]:
    """Numbers of parts that should be there and are not; more may follow the last."""
    numbers = {part.number or place for place, (part, _) in enumerate(story.parts, 1)}
    total = max((part.total for part, _ in story.parts), default=0)
    return [number for number in range(1, max(total, *numbers) + 1) if number not in numbers]
