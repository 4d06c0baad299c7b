"""Which messages of a wire are one story: takes and adds follow the first, a later lead takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from generator.importers.vocabulary.labels import labels, pattern, pattern_as_written
from generator.importers.wire.message import Message, is_urgent
from generator.text.arabic import fold

_ORDINAL = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)[\s-]?"
_LEAD = re.compile(_ORDINAL.format("lead") + r"(?:ld|lead)(?:[\s-]?writethru)?\b|\bwritethru\b", re.IGNORECASE)
_ADD = re.compile(_ORDINAL.format("add") + r"add\b|\badd\s?(?P<added>\d{1,2})\b", re.IGNORECASE)
_TAKE = re.compile(r"\btake\s?(?P<take>\d{1,2})(?:\s?(?:of|/)\s?(?P<total>\d{1,2}))?\b", re.IGNORECASE)
_WORDS = f"(?:{pattern_as_written('take')})"
_COUNTED = ("first take", "second take", "third take", "fourth take", "fifth take")
_NUMBERS = {word: number for number, kind in enumerate(_COUNTED, 1) for word in labels(kind).split("|")}
_NUMBER = rf"(?P<{{0}}>\d{{{{1,2}}}}|{'|'.join(_NUMBERS)})"
_LAST = rf"\s*(?:{pattern_as_written('and last')})?\s*(?:{pattern_as_written('last take')})"
_ARABIC = re.compile(
    rf"(?:^|[(\[/-])\s*{_WORDS}(?:\s+{_NUMBER.format('add')})?(?:{_LAST})?\s*[)\]/-]?\s*$"
    rf"|\s{_WORDS}\s+{_NUMBER.format('added')}\s*$"
    rf"|\((?P<take>\d{{1,2}})\s*(?:{pattern_as_written('take of')}|/)\s*(?P<total>\d{{1,2}})\)"
)
_COUNT = re.compile(r",\s*\d{1,5}\s*$")
_OPENS_SLUG = re.compile(r"(?:BC|AM|PM|US|AP|UPI)-")
_MORE = re.compile(rf"[(/\s#-]*(?:{pattern('more follows')})[)/\s#.-]*", re.IGNORECASE)
MOST_SLUG = 8  # words
TOP = 4  # lines of the text that can name its part


class Part(msgspec.Struct, frozen=True):
    """`key` names the story, `number` counts its parts from 1 (0: a part without a number), `lead` its versions."""

    key: str
    number: int = 1
    total: int = 0
    lead: int = 0
    is_marked: bool = False


class WireArticle(msgspec.Struct, frozen=True):
    """The messages of one story, in the order of its parts, by index; `followed` are earlier versions."""

    parts: tuple[tuple[Part, int], ...]
    followed: tuple[int, ...] = ()


def is_more(text: str) -> bool:
    """(more), «يتبع»: another take follows."""
    return _MORE.fullmatch(fold(text)) is not None


def is_take(text: str) -> bool:
    """A line that only names the part of the story that follows."""
    rest = without_marks(text)
    return rest != text and not re.search(r"\w", rest)


def without_marks(text: str) -> str:
    """A slug or a title without the words for its part."""
    rest = text
    for mark in (_LEAD, _ADD, _TAKE, _ARABIC):
        rest = mark.sub(" ", rest)
    return re.sub(r"\s{2,}", " ", rest).strip(" ,،-–()[]/") if rest != text else text


def part_of(message: Message) -> Part:
    top = [line.strip().lstrip("^").rstrip("<=! ") for _, line in message.text if line.strip()][:TOP]
    slugs = [line for line in top if is_keywords(line)]
    lines = [*slugs[:1], *([message.fields["slug"]] if "slug" in message.fields else []), *top]
    lines = [_COUNT.sub("", line) for line in lines if not is_urgent(line)]
    named = next((without_marks(line) for line in lines if not is_take(line)), "")
    key = " ".join(re.findall(r"\w+", fold(named).casefold()))
    marks = [_marks(line) for line in lines]
    return next((Part(key, *mark) for mark in marks if mark), Part(key))


def is_keywords(text: str) -> bool:
    """«BC-LT--Argentina-Cancer,466», «بترا / وزير الأشغال / لقاء»: the slug in full, and how many words follow."""
    if len(text.split()) > MOST_SLUG or text.startswith(("/", "http")):
        return False
    return bool(_OPENS_SLUG.match(text)) or text.count("/") > 1 or (bool(_COUNT.search(text)) and "-" in text)


def _marks(text: str) -> tuple[int, int, int, bool] | None:
    """Number, total and version of what a line marks as a part."""
    lead, add, take = _LEAD.search(text), _ADD.search(text), _TAKE.search(text)
    if add:
        return int(add["add"] or add["added"]) + 1, 0, 0, True
    if take:
        return int(take["take"]), int(take["total"] or 0), 0, True
    if lead:
        return 1, 0, int(lead["lead"] or 1), True
    arabic = _ARABIC.search(text)
    if arabic is None:
        return None
    if arabic["take"]:
        return int(arabic["take"]), int(arabic["total"]), 0, True
    number = arabic["add"] or arabic["added"] or "0"
    counted = int(number) if number.isdigit() else _NUMBERS[number]
    return (counted + 1 if counted else 0), 0, 0, True


def articles_of(parts: Sequence[Part]) -> list[WireArticle]:
    """The messages of a file as stories, in the order of their first messages."""
    open_: dict[str, list[int]] = {}
    followed: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for index, part in enumerate(parts):
        known = open_.get(part.key) if part.key else None
        if known is not None and part.number != 1:
            known.append(index)
        elif known is not None and part.lead > parts[known[0]].lead:
            followed.setdefault(index, []).extend([*followed.pop(known[0], []), *known])
            found[found.index(known)] = open_[part.key] = [index]
        else:
            found.append([index])
            open_[part.key] = found[-1]
    return [WireArticle(_ordered(indexes, parts), tuple(followed.get(indexes[0], ()))) for indexes in found]


def _ordered(indexes: Iterable[int], parts: Sequence[Part]) -> tuple[tuple[Part, int], ...]:
    """By their numbers; a part without one stays where it came."""
    numbered = list(enumerate(indexes))
    known = sorted(numbered, key=lambda one: (parts[one[1]].number or one[0] + 1, one[0]))
    return tuple((parts[index], index) for _, index in known)


def missing(article: WireArticle) -> list[int]:
    """Numbers of parts that should be there and are not; more may follow the last."""
    numbers = {part.number or index for index, (part, _) in enumerate(article.parts, 1)}
    total = max((part.total for part, _ in article.parts), default=0)
    return [number for number in range(1, max(total, *numbers) + 1) if number not in numbers]
