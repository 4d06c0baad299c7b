from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.encodings import decode, lines_of

TEXT = "أعلنت صحيفة المدينة اليوم أن المعرض مفتوح للجميع.\nسطر ثان"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_arabic_is_read_in_every_encoding_it_was_saved_in(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_short_windows_1256_is_not_taken_for_western() -> None:
    assert decode("خبر عاجل".encode("cp1256")).text == "خبر عاجل"


def test_utf8_that_was_read_as_western_is_mended_and_said() -> None:
    decoded = decode(TEXT.encode().decode("cp1252", "ignore").encode())
    broken = decode(TEXT.encode().decode("latin-1").encode())
    assert broken.text == TEXT and "repaired" in broken.notes[-1]
    assert decoded.text is not None


def test_only_line_feeds_and_returns_end_a_line() -> None:
    assert lines_of("a\r\nb\rc\nd\u2028e\u0085f") == ["a", "b", "c", "d\u2028e\u0085f"]


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text is None or isinstance(decoded.text, str)


def test_the_corpus_of_encodings_is_read(corpus: Path) -> None:
    files = [path for path in (corpus / "encodings").rglob("*.txt") if path.is_file()]
    assert files
    assert all(decode(path.read_bytes()).text for path in files)


@pytest.mark.parametrize("name", ["ar_cnn", "ar_youm7", "ar_albayan"])
def test_bytes_lost_on_the_way_are_told_from_their_neighbours(corpus: Path, name: str) -> None:
    """Five bytes have no letter in windows-1252: the texts come back whole, and the guesses are said."""
    broken = decode((corpus / "encodings" / f"{name}.mojibake-utf8-as-cp1252.txt").read_bytes())
    whole = decode((corpus / "pages" / f"{name}.txt").read_bytes())
    assert broken.text == whole.text
    assert "lost letters guessed" in broken.notes[-1]


def test_letters_that_cannot_be_told_are_counted() -> None:
    assert decode("نص \ufffd آخر".encode()).notes == ("1 characters cannot be read and appear as \ufffd",)


def test_letters_stored_by_their_shapes_are_written_plainly() -> None:
    decoded = decode("ﻗﺎﻝ ﷺ ﻻ".encode())
    assert decoded.text == "قال ﷺ لا"
    assert "presentation forms" in decoded.notes[0]
