"""Where the body lies in a page that was copied: the stretch of lines that weighs most.

Paragraphs weigh for it, buttons, headings of lists and other titles against it: so a read-also block between two
paragraphs is bridged, and what follows the article is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.importers.raw_text.lines import (
    LEAD_WORDS,
    LETTERS,
    MENU_LINES,
    NAME_WORDS,
    PARAGRAPH_WORDS,
    SUBHEAD_WORDS,
    VERSE_LINES,
    Line,
    Roles,
    blocks_of,
    is_of_masthead,
)
from generator.importers.raw_text.role import ENDINGS, OF_SITE, OPEN, OPEN_BEHIND_BODY, UNDER_DECK, UNDER_TITLE, Role
from generator.importers.vocabulary import newsroom

SENTENCE_WORDS = 8  # as few are a paragraph, where it ends like a sentence
MENU_WORDS = 4  # in three lines of four
ROW = 4  # as many titles in a row, each alone, are not verse
HEAVIEST = 80
DATE_REACH = 8  # lines below a date line in which a body is likelier to start
NEAR_DATE = 10
DATE_WITHIN = 14  # lines of the body in which its date may be
# What a line of these roles weighs against the body; one of any other -3.
_AGAINST = {
    Role.END: -25,
    Role.SITE_TALK: -20,
    **dict.fromkeys((Role.DATE, Role.UPDATED, Role.CAPTURED, Role.ISSUE, Role.PUBLISHER), -8),
    **dict.fromkeys((Role.EDITOR, Role.EDITOR_LABEL), -8),
    **dict.fromkeys((Role.READ_ALSO, Role.LINK, Role.TAGS), -6),
}
_SENTENCE_SIGN = re.compile("[.:,،؛;؟?!۔。、…]")
_ITEM = re.compile(r"\s*[-–•*]\s*[^\W\d_]+\s")
_LIST_SIGN = re.compile(r"：|^\s*[-–•*\d]")


def assign_body(lines: Sequence[Line], roles: Roles) -> None:
    """From the first paragraph to the last; short lines between them are subheads, verse or lists."""
    start, stop = _heaviest(lines, roles) or _without_paragraphs(lines, roles)
    start = _assign_deck(lines, start, stop, roles)
    blocks = blocks_of(lines)
    is_chronicle = _is_chronicle(lines[start:stop], roles)
    for line in lines[start:stop]:
        if roles[line] is Role.DATE and not is_chronicle and line.index - start <= DATE_WITHIN:
            continue
        if roles[line] in OPEN or (roles[line] is Role.DATE and _is_of_chronicle(blocks[line.block], roles)):
            roles.assign(line, Role.BODY)
    _assign_between(lines[start:stop], roles)
    _assign_after(lines, stop, roles)
    _assign_subheads(list(roles.with_role(lines, Role.BODY)), roles)


def _is_chronicle(body: Sequence[Line], roles: Roles) -> bool:
    """Several days as headings; a single one among the first lines is the article's, below a deck or an image."""
    return len({line.folded for line in roles.with_role(body, Role.DATE)}) > 1


def _is_of_chronicle(block: Sequence[Line], roles: Roles) -> bool:
    """Between paragraphs a date on its own is a heading of theirs, and several in a row are the days of a programme."""
    dated = {one.folded for one in block if roles[one] in (Role.DATE, Role.BODY)}
    return len(block) == 1 or (len(dated) > 1 and len(dated) == len(block))


def _heaviest(lines: Sequence[Line], roles: Roles) -> tuple[int, int] | None:
    """Where the body starts and stops: no other stretch weighs more; it starts with a paragraph."""
    first = _could_be_title(lines, roles)
    best, best_span, weight, start, since_date = 0, None, 0, 0, DATE_REACH
    for index, line in enumerate(lines):
        since_date = 0 if roles[line] is Role.DATE else since_date + 1
        if not since_date and weight > 0 and _begins_anew(lines, start, index, roles):
            weight = 0
        own = _weight(line, roles, is_first=line is first)
        if weight <= 0:
            weight, start = (NEAR_DATE if since_date < DATE_REACH and own > 0 else 0), index
        weight += own
        if weight > best and own > 0:
            best, best_span = weight, (start, index + 1)
    return best_span


def _begins_anew(lines: Sequence[Line], start: int, index: int, roles: Roles) -> bool:
    """A title alone and its date below a row of other titles that looks like a paragraph: no sentence ended there."""
    title = lines[index - 1]
    is_title = not roles[title] and title.words > 1 and lines[index - 2].block < title.block < lines[index].block
    above = [line for line in lines[start : index - 1] if line.words >= SENTENCE_WORDS]
    return is_title and index >= 2 and not any(newsroom.ends_sentence(line.text) for line in (*above, title))


def _could_be_title(lines: Sequence[Line], roles: Roles) -> Line | None:
    """The first line long enough; but a sentence below a short line alone is the paragraph under its title."""
    first = next((one for one in lines if not roles[one] and one.words > NAME_WORDS), None)
    if first is None or not newsroom.ends_with_stop(first.text) or first.text.endswith(("..", "…", "؟", "!", "?")):
        return first
    sizes = {block: len(members) for block, members in blocks_of(lines).items()}
    above = [one for one in lines if one.number < first.number and not roles[one] and one.words > 1]
    is_titled = any(sizes[one.block] == 1 and not newsroom.looks_like_outlet(one.text) for one in above)
    return None if is_titled else first


def _weight(line: Line, roles: Roles, *, is_first: bool) -> int:
    if roles[line] not in OPEN:
        return _AGAINST.get(roles[line], -3)
    if is_paragraph(line, is_first=is_first):
        return min(line.words, HEAVIEST)
    return -2 if line.words <= NAME_WORDS or newsroom.ends_sentence(line.text) else -5


def is_paragraph(line: Line, *, is_first: bool) -> bool:
    """Long with a sign of sentences in it, or ending like one; the first long line is the title unless very long."""
    if line.words >= PARAGRAPH_WORDS:
        return line.words >= HEAVIEST or bool(_SENTENCE_SIGN.search(line.text))
    if line.words >= 2 * SENTENCE_WORDS and line.text.endswith((":", "：")):
        return True  # what a list below it is about
    if line.text.endswith(("؟", "?", "!", "？")) or not newsroom.ends_with_stop(line.text):
        return False
    return line.words >= (2 * SENTENCE_WORDS if is_first else SENTENCE_WORDS)


def _assign_deck(lines: Sequence[Line], start: int, stop: int, roles: Roles) -> int:
    """Where the body starts: a paragraph with a date line and buttons right below it is the deck."""
    cut = next((index for index in range(start + 1, min(start + 4, stop)) if roles[lines[index]] in UNDER_DECK), None)
    if cut is None or roles[lines[start]]:
        return start
    block = [roles[line] for line in lines if line.block == lines[cut].block]
    has_buttons = Role.BUTTON in block or (cut + 1 < stop and roles[lines[cut + 1]] is Role.BUTTON)
    body = next(
        (
            index
            for index in range(cut + 1, stop)
            if not roles[lines[index]] and is_paragraph(lines[index], is_first=False)
        ),
        None,
    )
    if body is None or not has_buttons:
        return start
    roles.assign(lines[start], Role.DESCRIPTION, "a paragraph above the date line")
    return body


def _without_paragraphs(lines: Sequence[Line], roles: Roles) -> tuple[int, int]:
    """Where no line is a paragraph: what follows the date line below a title, else all but the first open line."""
    indexes = [index for index, line in enumerate(lines) if not roles[line]]
    for dated in (index for index, line in enumerate(lines) if roles[line] is Role.DATE):
        above = [index for index in indexes if index < dated and lines[index].block < lines[dated].block]
        below = [index for index in indexes if index > dated]
        if below and any(lines[index].words > 1 for index in above):
            stop = next((index for index in range(below[0], len(lines)) if roles[lines[index]] in ENDINGS), len(lines))
            return below[0], stop
    indexes = indexes[1:] or indexes
    return (indexes[0], indexes[-1] + 1) if indexes else (0, 0)


def _assign_between(body: Sequence[Line], roles: Roles) -> None:
    """Lines between two buttons are of their kind where no sentence is among them."""
    run: list[Line] | None = None
    for line in body:
        if roles[line] in OF_SITE:
            for other in run or ():
                roles.assign(other, Role.BOILERPLATE, "is between buttons")
            run = []
        elif roles[line] is not Role.BODY or newsroom.ends_sentence(line.text) or line.words >= PARAGRAPH_WORDS:
            run = None
        elif run is not None:
            run.append(line)


def _assign_after(lines: Sequence[Line], stop: int, roles: Roles) -> None:
    """After the last paragraph an article goes on until something betrays that it has ended."""
    after = lines[stop:]
    ending, reason = _ending(after, roles)
    tail = [
        line for line in after[:ending] if roles[line] in OPEN_BEHIND_BODY and not is_of_masthead(line, lines, roles)
    ]
    tail = [line for line in tail if not newsroom.looks_like_outlet(line.text)]
    _assign_tail(tail, lines, roles, is_clean=ending == len(after))
    for line in roles.without_role(after[ending:]):
        if not is_of_masthead(line, lines, roles):
            roles.assign(line, Role.BOILERPLATE, reason)


def _ending(after: Sequence[Line], roles: Roles) -> tuple[int, str]:
    """Where the article is over: at a heading or a button, or where menus or rows of titles begin."""
    blocks = blocks_of(after)
    titles = 0
    for index, line in enumerate(after):
        if roles[line] in ENDINGS:
            return index, f"comes after «{line.text[:40]}»"
        if not roles[line] and _is_menu(blocks[line.block], roles):
            return index, "is in a menu after the article"
        titles = titles + 1 if _is_title(line, blocks, roles) or _is_under(titles, line, roles) else 0
        if titles >= ROW:
            return _start_of_row(after, index, blocks, roles), "is in a row of titles"
    return len(after), ""


def _is_title(line: Line, blocks: Mapping[int, Sequence[Line]], roles: Roles) -> bool:
    is_long_enough = not roles[line] and NAME_WORDS < line.words < LEAD_WORDS and len(blocks[line.block]) <= 2
    return is_long_enough and not line.text.endswith((".", "。", "۔")) and not _LIST_SIGN.search(line.text)


def _is_under(titles: int, line: Line, roles: Roles) -> bool:
    """A date under a title says that it is one."""
    return titles > 0 and roles[line] in UNDER_TITLE and line.words <= NAME_WORDS


def _start_of_row(after: Sequence[Line], index: int, blocks: Mapping[int, Sequence[Line]], roles: Roles) -> int:
    while index > 0 and (_is_title(after[index - 1], blocks, roles) or roles[after[index - 1]] in UNDER_TITLE):
        index -= 1
    return index


def _is_menu(block: Sequence[Line], roles: Roles) -> bool:
    plain = [line for line in block if roles[line] in OPEN]
    return len(plain) >= MENU_LINES and 4 * sum(line.words <= MENU_WORDS for line in plain) >= 3 * len(plain)


def _assign_tail(tail: Sequence[Line], lines: Sequence[Line], roles: Roles, *, is_clean: bool) -> None:
    """Names that the text has said are its tags; the rest is body, but for a name alone before the foot of a page."""
    body_text = "\n".join(line.folded for line in lines if roles[line] is Role.BODY)
    last = next((line for line in reversed(lines) if roles[line] is Role.BODY), tail[0]) if tail else None
    if last is None:
        return
    blocks = blocks_of(tail)
    # A table or a list right after the last paragraph, and what no blank line parts from it, are the article's.
    whole = {last.block} | {
        block for block, members in blocks.items() if block == last.block + 1 and len(members) >= MENU_LINES
    }
    if len(tail) > 1 and all(line.words <= NAME_WORDS for line in tail) and not is_clean:
        repeated = [line for line in tail if all(word in body_text for word in line.folded.split())]
        if 2 * len(repeated) >= len(tail):
            for line in tail:
                roles.assign(line, Role.TAGS, "names after the article that also occur in its text")
            return
    goes_on = max((index for index, line in enumerate(tail) if _goes_on(line)), default=-1)
    for index, line in enumerate(tail):
        has_letters = bool(LETTERS.search(line.folded))
        if (
            is_clean
            or index <= goes_on
            or (line.block in whole and has_letters)
            or (line.words > NAME_WORDS and (index == 0 or roles[tail[index - 1]] is Role.BODY))
        ):
            roles.assign(line, Role.BODY)
        else:
            roles.assign(line, Role.UNPLACED, "a short line between the article and the foot of the page")


def _goes_on(line: Line) -> bool:
    """A line that only an article has: as long as no title is, a sentence, an item of a list."""
    is_sentence = line.words > 3 and newsroom.ends_with_stop(line.text)
    return line.words >= LEAD_WORDS or is_sentence or bool(_ITEM.match(line.text))


def _assign_subheads(body: Sequence[Line], roles: Roles) -> None:
    run: list[Line] = []
    for line in [*body, None]:
        if line is not None and _could_be_subhead(line):
            run.append(line)
            continue
        if run and len(run) < VERSE_LINES and line is not None and run[0] is not body[0]:
            for short in run:
                roles.assign(short, Role.SUBHEAD, roles.reason(short))
        run = []


def _could_be_subhead(line: Line) -> bool:
    is_short = line.words <= SUBHEAD_WORDS and not line.text.endswith((".", "،", ",", ":", "؛", "…"))
    return is_short and not newsroom.ends_sentence(line.text.rstrip("؟?!"))
