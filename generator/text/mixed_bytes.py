"""Bytes of two encodings in one file: UTF-8 with lines, words or signs of a code page, as joined files have them."""

from __future__ import annotations

import re

from generator.text.letter_pairs import ENOUGH, score_of_reading

CODE_PAGES = ("cp1256", "iso8859_6", "cp1251", "cp1255", "koi8_r", "cp1253", "iso8859_5", "cp720")
LEAST_LETTERS = 8  # of UTF-8 in one line without a flaw: no code page falls into as many by chance
LEAST_SHARE = 0.05  # of the bytes beyond ASCII that must be UTF-8
MOST_SHARE = 0.9  # of them that is enough in itself: a letter that was cut at the end of a file
SAMPLE = 4_000  # bytes by which a code page is chosen
_UTF8_LETTER = re.compile(
    rb"([\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
_STRAY = re.compile(rb"[\x80-\xff]+")
_LINE_END = re.compile(rb"(\r\n|\n|\r)")
_ARABIC = re.compile("[\u0621-\u06d3]")


def decoded_in_parts(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text of mixed bytes with a note on what was read as which; None where they are of one encoding."""
    parts = _LINE_END.split(data)
    broken = {index for index, line in enumerate(parts) if not _is_utf8(line)}
    right = (line for index, line in enumerate(parts) if index not in broken and not line.isascii())
    whole = max((len(_UTF8_LETTER.findall(line)) for line in right), default=0)
    valid = sum(map(len, _UTF8_LETTER.findall(data)))
    stray = [run for index in sorted(broken) for run in _STRAY.findall(_UTF8_LETTER.sub(b"", parts[index]))]
    share = valid / max(1, valid + sum(map(len, stray)))
    if share < (LEAST_SHARE if whole >= LEAST_LETTERS else MOST_SHARE):
        return None
    code_page = code_page_of(b" ".join(run for run in stray if len(run) > 1)) or _like_the_rest(data)
    texts = [_decoded(line, code_page) if index in broken else line.decode() for index, line in enumerate(parts)]
    count = sum(map(len, stray))
    return "".join(texts), (f"{count} bytes of {code_page} in a UTF-8 text read as such",)


def code_page_of(data: bytes) -> str:
    """The code page that makes the most usual pairs of letters, or "" where none makes enough."""
    sample = b" ".join(_STRAY.findall(data[: 16 * SAMPLE]))[:SAMPLE]
    scored = [(score_of_reading(sample.decode(name, "replace")), name) for name in CODE_PAGES]
    share, name = max(scored, key=lambda one: one[0])
    return name if share >= ENOUGH else ""


def _like_the_rest(data: bytes) -> str:
    text = data.decode("utf-8", "ignore")
    return "cp1256" if _ARABIC.search(text) else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(line: bytes, code_page: str) -> str:
    """A line that is not UTF-8: as a whole where most of it is of the code page, else its stray bytes alone."""
    parts = _UTF8_LETTER.split(line)  # letters of UTF-8 at odd indexes
    stray = sum(len(run) for part in parts[::2] for run in _STRAY.findall(part))
    if stray > sum(map(len, parts[1::2])):
        return line.decode(code_page, "replace")
    return "".join(
        part.decode() if index % 2 else _STRAY.sub(lambda run: _letters(run.group(), code_page), part).decode()
        for index, part in enumerate(parts)
    )


def _letters(run: bytes, code_page: str) -> bytes:
    """A single letter is what is left of a broken UTF-8 letter; a sign, or several letters, are the code page's."""
    text = run.decode(code_page, "replace")
    return ("\ufffd" if len(run) == 1 and text.isalpha() else text).encode()
