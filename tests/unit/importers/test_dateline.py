"""Who filed an article and from where, as newsrooms print it."""

import pytest

from generator.importers.raw_text.dateline import dateline_of_line, dateline_of_paragraph, dateline_of_wire

LINES = {
    "القاهرة: سامي الحلبي": ("القاهرة", ("سامي الحلبي",)),
    "بيروت (رويترز)": ("بيروت (رويترز)", ()),
    "لوس أنجلوس - د ب أ": ("لوس أنجلوس - د ب أ", ()),
    "بغداد – سامي الحلبي، ا ف ب": ("بغداد –ا ف ب", ("سامي الحلبي",)),
    "منى الشامي، سامي الحلبي (جدة)": ("جدة", ("منى الشامي", "سامي الحلبي")),
    "واحات الجنوب - وكالات": ("واحات الجنوب - وكالات", ()),
    "برلين - لندن: «المنارة»": ("برلين - لندن: «المنارة»", ()),
    "Next Previous سامي الحلبي – جدة": ("جدة", ("سامي الحلبي",)),
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items())
def test_a_line_of_who_filed_it_gives_place_and_names(line: str, wanted: tuple[str, tuple[str, ...]]) -> None:
    dateline = dateline_of_line(line)
    assert dateline is not None
    assert (dateline.text, dateline.authors) == wanted


@pytest.mark.parametrize("line", ["المعرض يفتح أبوابه: أول زيارة للجمهور هذا العام", "قال: نعم.", "", "العدد: 55"])
def test_what_names_no_place_and_no_agency_is_none(line: str) -> None:
    assert dateline_of_line(line) is None


HEADS = {
    "القاهرة - أ ش أ: أعلنت إدارة المعرض": ("القاهرة - أ ش أ", ()),
    "سامي الحلبي- سبق- جدة: أعلنت": ("سبق- جدة", ("سامي الحلبي",)),
    "دمشق، سوريا (CNN) -- أكدت جهات": ("دمشق، سوريا (CNN)", ()),
    "LONDON (AP) — The museum": ("LONDON (AP)", ()),
    "القاهرة – أعلنت إدارة": ("القاهرة", ()),
}


@pytest.mark.parametrize(("paragraph", "wanted"), HEADS.items())
def test_the_head_of_a_first_paragraph_is_its_dateline(paragraph: str, wanted: tuple[str, tuple[str, ...]]) -> None:
    dateline = dateline_of_paragraph(paragraph)
    assert dateline is not None
    assert (dateline.text, dateline.authors) == wanted


@pytest.mark.parametrize(
    "paragraph", ["وقال الوزير: إن المعرض", "باختصار - هذا معرض", "المعرض مفتوح", "القاهرة: أعلنت"]
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert dateline_of_paragraph(paragraph) is None


def test_a_wires_date_line_says_place_and_agency() -> None:
    line = "الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس"
    dateline = dateline_of_wire(line)
    assert dateline is not None and dateline.text == "الرياض - واس"
    assert dateline_of_wire(line.replace("الرياض", "الإثنين")) is None
