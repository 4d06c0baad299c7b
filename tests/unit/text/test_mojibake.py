"""Damaged texts come back as they were written; texts without damage stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.encodings import decode
from generator.text.letter_pairs import ENOUGH, share_of_usual_pairs
from generator.text.mojibake import is_unreadable, mended

TEXTS = {
    "ar": "محطة مياه جديدة في الزهراء\nالخميس 14 يناير 2010\n\nأعلنت وزارة الموارد المائية بدء العمل، وقال المدير: «سنبدأ قريبا».",
    "fa": "مرمت باروی کهن شهر از بهار آغاز می‌شود\nپایگاه خبری شهر گزارشی از مرمت باروی کهن تهیه کرده است.",
    "ur": "پرانی دیوار کی مرمت اگلی بہار میں شروع ہوگی\nبلدیہ کے سربراہ نے بتایا کہ بجٹ منظور ہو گیا ہے۔",
    "he": "שיפוץ החומה העתיקה יחל באביב\nמנהל המוזיאון אמר כי התקציב אושר וכי העבודה תחל בקרוב.",
    "ru": "Стену старого города починят весной\nРаботы начнутся весной, сказал директор музея.",
    "el": "Το παλιό τείχος θα επισκευαστεί την άνοιξη\nΟ διευθυντής του μουσείου είπε ότι οι εργασίες θα αρχίσουν.",
    "fr": "La rénovation du vieux mur débutera à l’été\nLe préfet a déclaré que la société achèvera les travaux « sans délai ».",
}
TAKEN_FOR = ("cp1252", "latin-1", "mac_roman", "cp1256", "cp1251", "cp850", "cp437")
CODE_PAGES = {"ar": ("cp1256", "iso8859_6"), "he": ("cp1255",), "ru": ("cp1251", "koi8_r"), "el": ("cp1253",)}
ARABIC = st.lists(
    st.sampled_from(TEXTS["ar"].replace("\n", " ").split() + "كانت المدينة القديمة تنتظر ترميم السور".split()),
    min_size=6,
    unique=True,
).map(" ".join)


def misread(data: bytes, name: str) -> str:
    """As programs read bytes: those without a letter become control characters."""
    letters = [bytes([byte]).decode(name, "replace") for byte in range(256)]
    return "".join(letters[byte] if letters[byte] != "\ufffd" else chr(byte) for byte in data)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_without_damage_stays(text: str) -> None:
    assert mended(text) == (text, ())
    assert not any(map(is_unreadable, text.split("\n")))


@pytest.mark.parametrize("name", TAKEN_FOR)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_utf8_that_was_read_as_another_encoding_is_mended_and_reported(text: str, name: str) -> None:
    once = misread(text.encode(), name)
    twice = misread(once.encode(), name)
    assert mended(once)[0] == mended(twice)[0] == text
    assert mended(once)[1][0].startswith("repaired UTF-8 that was read as ")


@pytest.mark.parametrize(
    ("language", "code_page", "name"),
    [
        (language, one, name)
        for language, pages in CODE_PAGES.items()
        for one in pages
        for name in ("cp1252", "latin-1", "mac_roman", "cp850")
    ],
)
def test_a_code_page_that_was_read_as_a_western_one_is_mended(language: str, code_page: str, name: str) -> None:
    data = TEXTS[language].encode(code_page, "ignore")
    assert mended(misread(data, name))[0] == data.decode(code_page)


@given(ARABIC, st.sampled_from(TAKEN_FOR), st.integers(1, 3))
@settings(deadline=None, max_examples=25)
def test_any_arabic_text_survives_wrong_readings_of_its_utf8(text: str, name: str, times: int) -> None:
    damaged = text
    for _ in range(times):
        damaged = misread(damaged.encode(), name)
    assert mended(damaged)[0] == text


@given(ARABIC, st.sampled_from(("cp1252", "mac_roman", "latin-1", "cp1251")))
@settings(deadline=None, max_examples=60)
def test_any_arabic_text_survives_a_wrong_reading_of_windows_1256(text: str, name: str) -> None:
    """A few words may be too little to be sure of; then the line is told as unreadable, and left out."""
    found = decode(misread(text.encode("cp1256"), name).encode()).text or ""
    assert found == text or (len(text.split()) < 8 and is_unreadable(found))


@given(st.lists(st.tuples(ARABIC, st.sampled_from(("utf-8", "cp1256"))), min_size=2, max_size=8))
@settings(deadline=None, max_examples=25)
def test_lines_of_two_encodings_in_one_file_are_read_alike(lines: list[tuple[str, str]]) -> None:
    data = b"\n".join(text.encode(encoding) for text, encoding in lines)
    assert decode(data).text == "\n".join(text for text, _ in lines)


def test_a_damaged_paragraph_among_right_ones_is_mended_alone() -> None:
    right, damaged = TEXTS["ar"], misread(TEXTS["ar"].encode("cp1256"), "cp1252")
    assert mended(f"{right}\n\n{damaged}")[0] == f"{right}\n\n{right}"
    damaged = misread(TEXTS["ar"].encode(), "cp1256")
    assert mended(f"{right}\n\n{damaged}")[0] == f"{right}\n\n{right}"


def test_a_letter_that_was_cut_in_half_is_no_letter_of_a_code_page() -> None:
    data = TEXTS["ar"].encode()
    assert decode(data[:-1] + b"\xd9").text == TEXTS["ar"][:-1] + "\ufffd"


def test_a_line_of_lost_letters_is_unreadable() -> None:
    assert is_unreadable("\ufffd" * 12 + " 2010")
    assert is_unreadable("ãÍØÉ ãíÇå ÌÏíÏÉ")
    assert not is_unreadable("نص \ufffd آخر في السطر")


@pytest.mark.parametrize("language", ["ar", "fa", "ur", "he", "ru", "el"])
def test_usual_pairs_tell_a_right_reading_from_a_wrong_one(language: str) -> None:
    assert share_of_usual_pairs(TEXTS[language]) > ENOUGH
    assert share_of_usual_pairs(misread(TEXTS[language].encode(), "cp1251")) < 0.3
