"""Text that was read with the wrong encoding, once or more: «ظ…ط­ط·ط©», «Ù…Ø­Ø·Ø©» and «ãÍØÉ» become «محطة» again.

UTF-8 betrays itself: where its bytes were read as single letters, each word falls into well-formed sequences. A code
page that was read as another has no such form; there usual pairs of letters decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.text.letter_pairs import ENOUGH, score_of_reading, share_of_usual_pairs

_NAMED_OFTEN = ("cp1252", "cp1256")  # so that a few words suffice
# Encodings that bytes are taken for by mistake, the likelier first.
_TAKEN_FOR = ("cp1252", "cp1256", "mac_roman", "cp1251", "cp850", "cp437", "cp1254", "cp1250", "latin-1")
# Code pages of alphabets that such bytes may be in truth.
_CODE_PAGES = ("cp1256", "iso8859_6", "cp1251", "cp1255", "koi8_r", "cp1253", "iso8859_5")
NAMES = {
    "cp1252": "windows-1252",
    "cp1256": "windows-1256",
    "mac_roman": "MacRoman",
    "cp1251": "windows-1251",
    "cp1254": "windows-1254",
    "cp1250": "windows-1250",
    "cp1255": "windows-1255",
    "cp1253": "windows-1253",
    "iso8859_6": "ISO 8859-6",
    "iso8859_5": "ISO 8859-5",
    "koi8_r": "KOI8-R",
}
# Their own letters may fall into sequences by chance: one beside a Latin letter is no sign of damage, as «rÃ©gion» is.
_OF_LETTERS = frozenset({"cp1256", "cp1251"})
LEAST_WORDS = 3  # that are damaged for sure, before a text counts as damaged
ROUNDS = 3  # times that a text was read wrongly, one after the other
LEAST_PAIRS = 6
TORN = 0.6  # what a reading counts that loses letters or leaves some of another alphabet within words
_SAMPLE = 2_000  # letters by which a code page is chosen
_LINE_SAMPLE = 160
BETTER = 0.2  # what a reading must add to the share
STRANGE = 0.3  # share of usual pairs of letters below which a line is not written in its alphabet
# First bytes of what news is written in: Latin, Greek, Cyrillic, Hebrew, Arabic, Indic, CJK, signs, emoji.
_LEADS = (*range(0xC2, 0xC7), 0xCB, *range(0xCE, 0xD3), *range(0xD7, 0xDC), 0xE0, *range(0xE2, 0xF1))
_WORD = re.compile(r"[^ \t\n\r]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]{2}")
_LETTERS_ALONE = re.compile(r"(?<![^\W\d_])[^\x00-\x7f\s،؛؟«»–—“”‘’…]{2,}(?![^\W\d_])")
_WESTERN_SIGNS = "\u0080-\u024f\u02c6-\u02dd\u0393-\u03c9\u2020-\u2026\u2030\u20ac\u2122-\u265f\uf8ff\ufb01\ufb02"
_WESTERN_ALONE = re.compile(f"[{_WESTERN_SIGNS}]{{3,}}")
_WESTERN = frozenset(filter(re.compile(f"[{_WESTERN_SIGNS}]").match, map(chr, range(0x10000))))
_ARTICLE = "ال"  # where it is frequent a line is Arabic
# What text read rightly hardly has: the signs between letters and punctuation of code pages.
_SUSPECT = frozenset("ÂÃÄÅÎÏÐÑØÙÚÛ×¤¥¦§¨ª¬±²³´µ¶¸¹¼½¾ƒ„†‡ˆ‰‹ŒŠŽ˜›œŸžš√∫∂∏∑ˇ˘˙˚˝◊Ωπ⁄░▒▓│┤┐└┴┬├─┼╗╝¿¡âРСГВ").union(
    map(chr, range(0x80, 0xA0))
)
_LATIN_ALONE = re.compile(r"(?<![^\W\d_])[\u00c0-\u00ff]{3,}(?![^\W\d_])")  # no language writes such words
_TWO_ALPHABETS = re.compile("[\u0621-\u064a][\u00e0-\u00ff]|[\u00e0-\u00ff][\u0621-\u064a]")
_LATIN = re.compile(r"[A-Za-z]")
_LOST = "\ufffd"
# Bytes without a letter in windows-1252 that belong to frequent letters: what a lead byte without its second was.
_LIKELIEST = {"\u00d9": "\u0641", "\u00db": "\u06c1", "\u00d1": "\u0441"}
_LOST_MEM = re.compile("(\u05d9|\u05d5)\u00d7\ufffd(?!\u05d0)")  # the ending of the Hebrew plural
_MACHINE_WORDS = re.compile(r"[\x00-\x7f]+")


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it was written, and what was repaired."""
    notes: list[str] = []
    for _ in range(ROUNDS):
        letters = frozenset() if text.isascii() else frozenset(text)
        found = None if letters.isdisjoint(_SUSPECT) else _utf8_read_as(text, letters)
        found = found or (None if text.isascii() else _code_page_read_as(text, letters))
        if found is None:
            break
        text, note = found
        notes.append(note)
    return text, tuple(dict.fromkeys(notes))


def is_unreadable(line: str) -> bool:
    """Whether lost letters, or those of an encoding that nobody can tell, make most of a line."""
    if line.isascii():
        return False
    if _LOST in line:
        return 2 * line.count(_LOST) > sum(map(str.isalpha, line))
    strange = sum(map(len, _LATIN_ALONE.findall(line)))
    return strange >= LEAST_PAIRS and 2 * strange > sum(map(str.isalpha, line))


def _utf8_read_as(text: str, letters: frozenset[str]) -> tuple[str, str] | None:
    """UTF-8 that was read as the encoding that explains most of the text."""
    best, taken_for = LEAST_WORDS - 1, ""
    for name in _TAKEN_FOR:
        if any(letters.isdisjoint(kind) for kind in _kinds_of(name)) or not _sign_of(name).search(text):
            continue
        count = _damaged_words(text, name)
        if count > best:
            best, taken_for = count, name
    if not taken_for:
        return None
    sequence, back = _sequence_of(taken_for), _bytes_of(taken_for)
    guesses = 0

    def word(match: re.Match[str]) -> str:
        nonlocal guesses
        whole = match.group()
        if whole.isascii() or not _is_damaged(whole, taken_for, least=1):
            return whole
        read = sequence.sub(lambda one: _decoded(one.group(), back), whole)
        plain = _with_guesses(read) if _LOST in whole or taken_for == "cp1252" else read
        guesses += plain != read
        return plain

    fixed = _WORD.sub(word, text)
    guessed = f", {guesses} lost letters guessed" if guesses else ""
    return (
        (fixed, f"repaired UTF-8 that was read as {NAMES.get(taken_for, taken_for)}{guessed}")
        if fixed != text
        else None
    )


def _with_guesses(word: str) -> str:
    """A word with the letters whose second byte was lost on the way."""
    word = _LOST_MEM.sub("\\1\u05dd", word).replace("\u00d7\ufffd", "\u05d0")
    for lead, letter in _LIKELIEST.items():
        word = word.replace(lead + _LOST, letter)
    return word


def _damaged_words(text: str, name: str) -> int:
    """How many words are damaged for sure; 0 where others speak against it."""
    words = [word for word in _WORD.findall(text) if _FOREIGN.search(word)]
    count = sum(_is_damaged(word, name, 1 if _LATIN.search(word) else 2) for word in words)
    return count if name in _NAMED_OFTEN or 3 * count > len(words) else 0


def _is_damaged(word: str, name: str, least: int) -> bool:
    """Whether all foreign letters of a word, but for a lost one in five, lie in well-formed sequences."""
    rest, count = _sequence_of(name).subn("", word)
    if count < least:
        return False
    left = len(_MACHINE_WORDS.sub("", rest).replace(_LOST, ""))
    return left == 0 or (name not in _OF_LETTERS and _LOST in word and left <= count) or 4 * left <= count


def _decoded(sequence: str, back: Mapping[str, int]) -> str:
    data = bytes(back[letter] for letter in sequence)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return sequence


@lru_cache(maxsize=16)
def _bytes_of(name: str) -> Mapping[str, int]:
    """The byte of each letter above ASCII; where a code page has none, the control character that stands for it."""
    back = {chr(byte): byte for byte in range(0x80, 0x100)} if name == "cp1252" else {}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(name, "replace")
        back[letter if letter != _LOST else chr(byte)] = byte
    return back


@lru_cache(maxsize=16)
def _kinds_of(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters that open sequences, and those that go on: a text without either has none."""
    back = _bytes_of(name)
    leads = frozenset(letter for letter, byte in back.items() if byte in _LEADS)
    return leads, frozenset(letter for letter, byte in back.items() if byte < 0xC0)


@lru_cache(maxsize=16)
def _sequence_of(name: str) -> re.Pattern[str]:
    """A letter in UTF-8, as it looks where its bytes were read as `name`."""
    back = _bytes_of(name)
    following = _class(back, range(0x80, 0xC0))
    two = _class(back, (byte for byte in _LEADS if byte < 0xE0))
    three = _class(back, (byte for byte in _LEADS if 0xE0 <= byte < 0xF0))
    four = _class(back, (0xF0,))
    return re.compile(f"{two}{following}|{three}{following}{{2}}|{four}{following}{{3}}")


@lru_cache(maxsize=16)
def _sign_of(name: str) -> re.Pattern[str]:
    """A quick test: as many sequences as a text needs to count as damaged, or one word of them."""
    sequence = _sequence_of(name).pattern
    is_apart = f"(?:{sequence}){{2}}|[A-Za-z](?:{sequence})|(?:{sequence})[A-Za-z]"
    return re.compile(is_apart if name in _OF_LETTERS else sequence)


def _class(back: Mapping[str, int], wanted: object) -> str:
    among = frozenset(wanted)  # type: ignore[call-overload]
    return "[" + "".join(sorted(re.escape(letter) for letter, byte in back.items() if byte in among)) + "]"


def _code_page_read_as(text: str, letters: frozenset[str]) -> tuple[str, str] | None:
    """A code page of another alphabet that was read as a Western one, or as that of a third alphabet."""
    is_western = len(_WESTERN & letters) > 2 and _WESTERN_ALONE.search(text)
    if not is_western and not _is_strange(text[:_LINE_SAMPLE]):
        return None
    lines = text.split("\n")
    strange = [index for index, line in enumerate(lines) if _is_strange(line)]
    sample = "\n".join(lines[index] for index in strange)[:_SAMPLE]
    found = _code_pages_of(sample) if strange else None
    if found is None:
        return None
    taken_for, code_page = found
    table = _table(taken_for, code_page)
    for index, line in enumerate(lines):
        if not line.isascii():
            fixed = line.translate(table)
            if share_of_usual_pairs(fixed) > share_of_usual_pairs(line) + BETTER:
                lines[index] = fixed
    names = NAMES.get(code_page, code_page), NAMES.get(taken_for, taken_for)
    return "\n".join(lines), f"repaired {names[0]} that was read as {names[1]}"


def _is_strange(line: str) -> bool:
    """Whether most words lie outside ASCII, as in another alphabet, and yet are no words of one."""
    if not _FOREIGN.search(line) or len(line) < 60 * line.count(_ARTICLE):
        return False
    foreign = sum(map(len, _LETTERS_ALONE.findall(line)))
    if 2 * foreign <= len(_LATIN.findall(line)):
        return False
    return bool(_TWO_ALPHABETS.search(line)) or share_of_usual_pairs(line[:_LINE_SAMPLE]) < STRANGE


def _code_pages_of(sample: str) -> tuple[str, str] | None:
    """(taken for, in truth) of the reading with the most usual pairs of letters, or None where none has enough."""
    best, found = ENOUGH, None
    if len(_FOREIGN.findall(sample)) < LEAST_PAIRS:
        return None
    for taken_for in _TAKEN_FOR:
        back = _bytes_of(taken_for)
        foreign = [letter for letter in sample if letter > "\x7f" and letter != _LOST]
        if sum(letter in back for letter in foreign) < 0.95 * len(foreign):
            continue
        for code_page in _CODE_PAGES:
            read = sample.translate(_table(taken_for, code_page))
            is_torn = read.count(_LOST) > sample.count(_LOST) or bool(_TWO_ALPHABETS.search(read))
            share = score_of_reading(read) * (TORN if is_torn else 1)
            if share > best and code_page != taken_for:
                best, found = share, (taken_for, code_page)
    return found


@lru_cache(maxsize=64)
def _table(taken_for: str, code_page: str) -> Mapping[int, str]:
    return {ord(letter): bytes([byte]).decode(code_page, "replace") for letter, byte in _bytes_of(taken_for).items()}
