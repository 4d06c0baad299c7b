"""Which of the lines above a body is its title: the body says its words, it is near and alone."""

from __future__ import annotations

from collections.abc import Sequence

from generator.importers.raw_text import names
from generator.importers.raw_text.lines import LEAD_WORDS, LETTERS, MENU_LINES, NAME_WORDS, Line, Roles, blocks_of
from generator.importers.raw_text.role import IN_BODY, NOISE, Role
from generator.importers.vocabulary import newsroom

ALIKE = 1.6  # points by which a title may be behind the likeliest line and still be before it
LAST_ALONE = 0.8
TICKER = 1.5  # points against a line among titles of other articles
DECK_WORDS = 13
LONG_TITLE = 24  # words
LEAST_NOISE = 3  # buttons and menu lines above the article make it a copied page


def title_of(rest: Sequence[Line], lines: Sequence[Line], roles: Roles) -> Line | None:
    """The line whose words the body says, near it and alone; a deck below and a kicker above are not it."""
    lettered = [line for line in rest if LETTERS.search(line.folded)]  # «و ك م» is an agency's sign
    candidates = [line for line in lettered if line.words > 1] or lettered
    first = next((line for line in lines if roles[line] is Role.BODY), None)
    body_text = "\n".join(line.folded for line in lines if roles[line] in IN_BODY)
    head = [line for line in candidates if first is None or line.number < first.number]
    if not head:
        return None
    sizes = {block: len(members) for block, members in blocks_of(lines).items()}
    scores = {line.number: _score(line, first, body_text, sizes[line.block]) for line in head}
    if sizes[head[-1].block] == 1 < len(head):  # directly above the body, and alone
        scores[head[-1].number] += LAST_ALONE
    best = max(head, key=lambda line: scores[line.number])
    under_date = _right_below_date(best, lines, roles)
    if under_date is not None:
        return under_date
    least = scores[best.number] - (ALIKE if len(head) > 2 else 2 * ALIKE)
    head = [line for line in head if abs(line.block - best.block) <= 3 and scores[line.number] > least]
    row = [
        line for line in candidates if line.number < best.number and sizes[line.block] == 1 and line.words > NAME_WORDS
    ]
    if len(row) > 2:  # titles of other articles, one below the other
        head = [line for line in head if _share_in_body(line, body_text) > _share_in_body(best, body_text) - 0.25]
    if best.words < LEAD_WORDS:  # a longer line above it is a row of other titles
        head = [line for line in head if line.words < LONG_TITLE]
    if sizes[best.block] < MENU_LINES:
        head = [line for line in head if sizes[line.block] < MENU_LINES]
    return _above_its_deck(_between_kicker_and_deck(head), candidates)


def _right_below_date(best: Line, lines: Sequence[Line], roles: Roles) -> Line | None:
    """On a copied page a short line between date line and likeliest title is the title, and that one the deck."""
    index = next(index for index, line in enumerate(lines) if line is best)
    if index < 2 or noise(lines[:index], roles) < LEAST_NOISE:
        return None
    above = lines[index - 1]
    is_alone = lines[index - 2].block < above.block < best.block
    is_free = not roles[above] and above.words > 1 and bool(LETTERS.search(above.folded))
    return above if roles[lines[index - 2]] is Role.DATE and is_alone and is_free else None


def noise(lines: Sequence[Line], roles: Roles) -> int:
    return sum(roles[line] in NOISE for line in lines)


def _score(line: Line, first: Line | None, body_text: str, size: int) -> float:
    distance = first.block - line.block if first is not None else 0
    score = (
        3 * _share_in_body(line, body_text)
        + min(line.words, 12) / 6
        + (1.0 if size <= 2 else -TICKER if size >= MENU_LINES else 0.0)
        - 0.15 * max(0, distance)
    )
    return score - (1.0 if newsroom.ends_sentence(line.text) else 0.0)


def _share_in_body(line: Line, body_text: str) -> float:
    """How many of the line's words the body says."""
    words = set(LETTERS.findall(line.folded))
    return sum(word in body_text for word in words) / len(words) if words else 0.0


def _between_kicker_and_deck(head: Sequence[Line]) -> Line:
    """A kicker is short, ends with a colon or stands above a line that names who speaks; a deck is long."""
    title = head[0]
    for line in head[1:]:
        if names.is_name(line.text):
            continue
        is_kicker = (title.words <= 4 and line.words >= 2 * title.words) or newsroom.field_text(title.text).endswith(
            ":"
        )
        is_theme = _says_who(line) and not _says_who(title) and line.words > title.words
        if line.words < LEAD_WORDS and (is_kicker or is_theme):
            title = line
    return title


def _above_its_deck(title: Line, candidates: Sequence[Line]) -> Line:
    """Kicker, title and a long deck in one block: the second is the title."""
    block = [line for line in candidates if line.block == title.block and line.number <= title.number]
    if title.words < DECK_WORDS or len(block) < 3 or any(line.words > NAME_WORDS + 3 for line in block[:-1]):
        return title
    return block[-2]


def _says_who(line: Line) -> bool:
    before, colon, _ = line.text.partition(":")
    return bool(colon) and len(before.split()) <= 3
