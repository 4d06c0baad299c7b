"""Where an article lies in the page that was copied: the body by the weight of its lines, the title by its place and words.

The body is the stretch of lines that weighs most, paragraphs for it and buttons, headings of lists and other titles
against it: so a read-also block between two paragraphs is bridged, and what follows the article is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.importers import newsroom
from generator.importers.filed import filed_of
from generator.importers.lines import Line, blocks_of, open_ones

PARAGRAPH_WORDS = 26  # as many words are a paragraph, however the line ends
SENTENCE_WORDS = 8  # and so few, where it ends like a sentence
NAME_WORDS = 5
FILED_WORDS = 9
ALIKE = 1.6  # points by which a title may be behind the likeliest line and still be before it
LEAD_WORDS = 19  # headlines are shorter
SUBHEAD_WORDS = 16
VERSE_LINES = 3  # as many short lines in a row are verse or a list, not subheads
MENU_LINES = 4  # as many short lines in one block are a menu
MASTHEAD_LINES = 7
MENU_WORDS = 3  # on the average
NOISE = 3  # buttons and menu lines above the article make it a copied page
ROW = 4  # as many titles in a row, each alone, are not verse
NEAR = 12  # blocks above the body in which a title is looked for
HEAVIEST = 80
DATE_REACH = 8  # lines below a date line in which a body is likelier to start
NEAR_DATE = 10
_AGAINST = {"end": -25, "site talk": -20, "button": -3, "boilerplate": -3, "date": -8, "updated": -8, "caption": -3, "read also": -6}
_AGAINST |= {"issue": -8, "link": -6, "tags": -6, "editor": -8, "editor label": -8, "publisher": -8, "captured": -8}
_SENTENCE_SIGN = re.compile("[.:,،؛;؟?!。、…]")
_ITEM = re.compile(r"\s*[-–•*]\s*[^\W\d_]+\s")
_LIST_SIGN = re.compile(r"[:：]|^\s*[-–•*\d]")
_LETTERS = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u4e00-\u9fff]")


def mark_body(lines: Sequence[Line]) -> None:
    """From the first paragraph to the last; short lines between them are subheads, verse or lists."""
    start, stop = _heaviest(lines) or _without_paragraphs(lines)
    start = _mark_deck(lines, start, stop)
    for line in lines[start:stop]:
        if line.role in ("", "repeated", "section"):
            line.give("body", "")
    _mark_between(lines[start:stop])
    _mark_after(lines, stop)
    mark_subheads([line for line in lines if line.role == "body"])


def _heaviest(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where the body starts and stops: no other stretch weighs more; it starts with a paragraph."""
    first = next((one for one in lines if not one.role and one.words > NAME_WORDS), None)
    best, best_span, weight, start, since_date = 0, None, 0, 0, DATE_REACH
    for place, line in enumerate(lines):
        since_date = 0 if line.role == "date" else since_date + 1
        own = _weight(line, is_first=line is first)
        if weight <= 0:
            weight, start = (NEAR_DATE if since_date < DATE_REACH and own > 0 else 0), place
        weight += own
        if weight > best and own > 0:
            best, best_span = weight, (start, place + 1)
    return best_span


def _weight(line: Line, *, is_first: bool) -> int:
    if line.role and line.role not in ("section", "repeated"):
        return _AGAINST.get(line.role, -3)
    if is_paragraph(line, is_first=is_first):
        return min(line.words, HEAVIEST)
    return -2 if line.words <= NAME_WORDS or newsroom.ends_sentence(line.text) else -5


def is_paragraph(line: Line, *, is_first: bool) -> bool:
    """Long with a sign of sentences in it, or ending like one; the first long line is the title unless it goes on as titles do not."""
    if line.words >= PARAGRAPH_WORDS:
        return line.words >= HEAVIEST or bool(_SENTENCE_SIGN.search(line.text))
    if line.text.endswith(("؟", "?", "!", "？")) or not newsroom.ends_with_stop(line.text):
        return False
    return line.words >= (2 * SENTENCE_WORDS if is_first else SENTENCE_WORDS)


def _mark_deck(lines: Sequence[Line], start: int, stop: int) -> int:
    """A paragraph with a date line or buttons right below it, and the article after them, is the deck: where the body starts."""
    cut = next((place for place in range(start + 1, min(start + 4, stop)) if lines[place].role in ("date", "byline")), None)
    if cut is None or lines[start].role:
        return start
    block = [line.role for line in lines if line.block == lines[cut].block]
    has_buttons = "button" in block or (cut + 1 < stop and lines[cut + 1].role == "button")
    body = next((place for place in range(cut + 1, stop) if not lines[place].role and is_paragraph(lines[place], is_first=False)), None)
    if body is None or not has_buttons:
        return start
    lines[start].give("description", "a paragraph above the date line")
    return body


def _without_paragraphs(lines: Sequence[Line]) -> tuple[int, int]:
    """Where no line is a paragraph all but the first open line is the body."""
    places = [place for place, line in enumerate(lines) if not line.role]
    places = places[1:] or places
    return (places[0], places[-1] + 1) if places else (0, 0)


def _mark_between(body: Sequence[Line]) -> None:
    """Lines between two buttons are of their kind where no sentence is among them."""
    run: list[Line] | None = None
    for line in body:
        if line.role in ("button", "site talk"):
            for other in run or ():
                other.give("boilerplate", "stands between buttons")
            run = []
        elif line.role != "body" or newsroom.ends_sentence(line.text) or line.words >= PARAGRAPH_WORDS:
            run = None
        elif run is not None:
            run.append(line)


def _mark_after(lines: Sequence[Line], stop: int) -> None:
    """After the last paragraph an article goes on until something betrays that it has ended."""
    after = lines[stop:]
    ending, reason = _ending(after)
    tail = [line for line in after[:ending] if line.role in ("", "section") and not _is_of_masthead(line, lines)]
    tail = [line for line in tail if not newsroom.looks_like_outlet(line.text)]
    _mark_tail(tail, lines, is_clean=ending == len(after))
    for line in open_ones(after[ending:]):
        if not _is_of_masthead(line, lines):
            line.give("boilerplate", reason)


_ENDINGS = ("end", "button", "site talk", "boilerplate", "read also", "link")


def _ending(after: Sequence[Line]) -> tuple[int, str]:
    """Where the article is over: at a heading or a button, or where menus or rows of titles begin."""
    blocks = blocks_of(after)
    titles = 0
    for place, line in enumerate(after):
        if line.role in _ENDINGS:
            return place, f"stands after «{line.text[:40]}»"
        if not line.role and _is_menu(blocks[line.block]):
            return place, "stands in a menu after the article"
        is_title = not line.role and NAME_WORDS < line.words < LEAD_WORDS and len(blocks[line.block]) == 1
        is_title = is_title and not line.text.endswith((".", "。", "۔")) and not _LIST_SIGN.search(line.text)
        titles = titles + 1 if is_title else titles if line.role == "date" else 0
        if titles == ROW:
            return place - [one.role for one in after[: place + 1]].count("date") - ROW + 1, "stands in a row of titles"
    return len(after), ""


def _is_menu(block: Sequence[Line]) -> bool:
    plain = [line for line in block if line.role in ("", "repeated", "section")]
    return len(plain) == len(block) >= MENU_LINES and sum(line.words for line in block) <= MENU_WORDS * len(block)


def _mark_tail(tail: Sequence[Line], lines: Sequence[Line], *, is_clean: bool) -> None:
    """Names that the text has said are its tags; the rest is body, but for a name alone before the foot of a page."""
    told = "\n".join(line.folded for line in lines if line.role == "body")
    last = next((line for line in reversed(lines) if line.role == "body"), tail[0]) if tail else None
    if last is None:
        return
    blocks = blocks_of(tail)
    # A table or a list right after the last paragraph, and what no blank line parts from it, are the article's.
    whole = {last.block} | {block for block, members in blocks.items() if block == last.block + 1 and len(members) >= MENU_LINES}
    if len(tail) > 1 and all(line.words <= NAME_WORDS for line in tail) and not is_clean:
        said = [line for line in tail if all(word in told for word in line.folded.split())]
        if 2 * len(said) >= len(tail):
            for line in tail:
                line.give("tags", "names after the article that its text has said")
            return
    goes_on = max((place for place, line in enumerate(tail) if _goes_on(line)), default=-1)
    for place, line in enumerate(tail):
        has_letters = bool(_LETTERS.search(line.folded))
        if is_clean or place <= goes_on or (line.block in whole and has_letters) or (line.words > NAME_WORDS and (place == 0 or tail[place - 1].role == "body")):
            line.give("body", "")
        else:
            line.give("unplaced", "a short line between the article and the foot of the page")


def _goes_on(line: Line) -> bool:
    """A line that only an article has: as long as no title is, a sentence, an item of a list."""
    is_sentence = line.words > NAME_WORDS and newsroom.ends_with_stop(line.text)
    return line.words >= LEAD_WORDS or is_sentence or bool(_ITEM.match(line.text))


def mark_subheads(body: Sequence[Line]) -> None:
    run: list[Line] = []
    for line in [*body, None]:
        if line is not None and _could_be_subhead(line):
            run.append(line)
            continue
        if run and len(run) < VERSE_LINES and line is not None and run[0] is not body[0]:
            for short in run:
                short.role = "subhead"
        run = []


def _could_be_subhead(line: Line) -> bool:
    is_short = line.words <= SUBHEAD_WORDS and not line.text.endswith((".", "،", ",", ":", "؛", "…"))
    return is_short and not newsroom.ends_sentence(line.text.rstrip("؟?!"))


def mark_head(lines: Sequence[Line]) -> None:
    """What is left stands around the body: menus, publisher, kicker, title, the picture's words, a deck."""
    _mark_menus(lines)
    _mark_author(lines)
    rest = open_ones(lines)
    for line in rest:
        if _is_publisher(line, lines, rest):
            line.give("publisher", "stands in the masthead")
            break
    rest = open_ones(lines)
    title = title_of(rest, lines)
    if title is None:
        return
    title.give("title", "the headline above the body")
    above = rest[: rest.index(title)]
    for line in above:
        if line.words > 1 and title.block - line.block <= 1 and line is above[-1]:
            line.give("kicker", "a short line above the title")
        else:
            line.give("kicker" if len(above) == 1 else "unplaced", "stands above the title")
    below = rest[rest.index(title) + 1 :]
    _mark_picture(title, [line for line in below if not _is_of_body(line, title, lines)])


def _mark_author(lines: Sequence[Line]) -> None:
    """A name right above the date line, with the title above both, is who wrote it; a paper's name there is the paper."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_name = not line.role and 1 < line.words <= NAME_WORDS and not any(sign.isdigit() for sign in line.text)
        is_own_block = line.block == below.block and above.block != line.block
        if is_name and is_own_block and below.role == "date" and above.words > NAME_WORDS and not above.role.startswith("b"):
            if not newsroom.looks_like_outlet(line.text):
                line.give("author", "a name between title and date")
            return


def _is_of_body(line: Line, title: Line, lines: Sequence[Line]) -> bool:
    """A line below the title goes with the body where no blank line parts them, and the title stands apart."""
    first = next((one for one in lines if one.role == "body" and one.number > line.number), None)
    if first is None or first.block != line.block or title.block == line.block or newsroom.is_name(line.text):
        return False
    if filed_of(line.text) and line.words <= FILED_WORDS:
        return False
    line.give("body", "")
    return True


def _mark_menus(lines: Sequence[Line]) -> None:
    """Stretches of short lines above the body, where the page has more of them than a masthead can have."""
    first = next((line for line in lines if line.role == "body"), None)
    head = [line for line in open_ones(lines) if first is None or line.number < first.number]
    blocks = blocks_of(head)
    for block, members in blocks.items():
        is_menu = len(members) >= MENU_LINES and 4 * sum(line.words <= NAME_WORDS for line in members) >= 3 * len(members)
        is_far = first is not None and first.block - block > NEAR
        has_masthead = any(line.block == block and line.role in ("date", "issue", "editor", "editor label") for line in lines)
        if (is_menu and (len(head) > 2 * MENU_LINES or not has_masthead)) or (is_far and len(head) > 1):
            for line in members:
                line.give("boilerplate", "stands among links above the article")


def title_of(rest: Sequence[Line], lines: Sequence[Line]) -> Line | None:
    """The line whose words the body says, near it and alone; a deck below and a kicker above are not it."""
    candidates = [line for line in rest if line.words > 1 and _LETTERS.search(line.folded)] or list(rest)
    if not candidates:
        return None
    first = next((line for line in lines if line.role == "body"), None)
    told = "\n".join(line.folded for line in lines if line.role in ("body", "subhead"))
    head = [line for line in candidates if first is None or line.number < first.number] or candidates
    sizes = {block: len(members) for block, members in blocks_of(lines).items()}
    scores = {line.number: _likeness(line, first, told, sizes[line.block]) for line in head}
    best = max(head, key=lambda line: scores[line.number])
    under_date = _right_below_date(best, lines)
    if under_date is not None:
        return under_date
    least = scores[best.number] - (ALIKE if len(head) > 2 else 2 * ALIKE)
    head = [line for line in head if abs(line.block - best.block) <= 3 and scores[line.number] > least]
    return _between_kicker_and_deck(head)


def _right_below_date(best: Line, lines: Sequence[Line]) -> Line | None:
    """On a copied page a short line between the date line and the likeliest title is the title, and that one the deck."""
    place = next(place for place, line in enumerate(lines) if line is best)
    if place < 2 or _noise(lines[:place]) < NOISE:
        return None
    above = lines[place - 1]
    is_alone = lines[place - 2].block < above.block < best.block
    is_free = not above.role and above.words > 1 and bool(_LETTERS.search(above.folded))
    return above if lines[place - 2].role == "date" and is_alone and is_free else None


def _noise(lines: Sequence[Line]) -> int:
    return sum(line.role in ("button", "boilerplate") for line in lines)


def _likeness(line: Line, first: Line | None, told: str, size: int) -> float:
    words = set(_LETTERS.findall(line.folded))
    said = sum(word in told for word in words) / len(words) if words else 0.0
    distance = first.block - line.block if first is not None else 0
    score = 3 * said + min(line.words, 12) / 6 + (1.0 if size <= 2 else 0.0) - 0.15 * max(0, distance)
    return score - (1.0 if newsroom.ends_sentence(line.text) else 0.0)


def _between_kicker_and_deck(head: Sequence[Line]) -> Line:
    """A kicker is short, ends with a colon or stands above a line that names who speaks; a deck is long or a sentence."""
    title = head[0]
    for line in head[1:]:
        if newsroom.is_name(line.text):
            continue
        is_kicker = title.words <= 4 and line.words >= 2 * title.words or newsroom.plain(title.text).endswith(":")
        if line.words < LEAD_WORDS and (is_kicker or (_says_who(line) and not _says_who(title) and line.words > title.words)):
            title = line
    return title


def _says_who(line: Line) -> bool:
    before, colon, _ = line.text.partition(":")
    return bool(colon) and len(before.split()) <= 3


def _is_publisher(line: Line, lines: Sequence[Line], rest: Sequence[Line]) -> bool:
    if line.words > NAME_WORDS or newsroom.ends_sentence(line.text):
        return False
    if _is_of_masthead(line, lines) or newsroom.looks_like_outlet(line.text):
        return len(rest) > 1 or any(one.role == "body" for one in lines)
    if _noise(lines) >= NOISE:
        return False
    around = [one for one in lines if abs(one.block - line.block) == 1]
    is_alone = sum(one.block == line.block for one in lines) == 1
    follows = [one for one in rest if one.number > line.number and one.words > line.words]
    return is_alone and line.words <= 3 and any(one.role == "date" for one in around) and bool(follows)


def _is_of_masthead(line: Line, lines: Sequence[Line]) -> bool:
    """Beside a date or an editor in one block, or next to one where nothing but blank lines parts them."""
    block = [one for one in lines if one.block == line.block]
    if line.words > NAME_WORDS or any(one.role == "button" for one in block) or len(block) > MASTHEAD_LINES:
        return False
    return any(one.role in ("date", "updated", "captured", "issue", "editor", "editor label") for one in block)


def _mark_picture(title: Line, below: Sequence[Line]) -> None:
    """Two lines in one block are a picture's alternative text and caption; one line is one of them or a deck."""
    if not below:
        return
    if len([line for line in below if _LIST_SIGN.match(line.text)]) >= VERSE_LINES:
        for line in below:
            line.give("body", "")
        return
    first = below[0]
    pair = [line for line in below if line.block == first.block]
    if len(pair) == 2 and first.block != title.block and not any(filed_of(line.text) for line in pair):
        pair[0].give("image_alt", "the first of two lines under the title")
        pair[1].give("image_caption", "the second of two lines under the title")
        below = below[2:]
    for line in below:
        if line.words <= FILED_WORDS and filed_of(line.text):
            line.give("filed", "says who filed it, and from where")
        elif newsroom.is_name(line.text):
            line.give("author", "a name between title and body")
        elif newsroom.looks_like_caption(line.text) and not any(one.role == "image_caption" for one in pair):
            line.give("image_caption", "speaks of a picture")
        elif line is first and line.words > NAME_WORDS:
            line.give("description", "a line between title and body")
        elif line.words > LEAD_WORDS:
            line.give("body", "")
        else:
            line.give("unplaced", "stands around the article, and nothing tells what it is")
