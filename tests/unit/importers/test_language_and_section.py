"""Which section of a site a text belongs to, told by its vocabulary."""

from __future__ import annotations

import pytest

from generator.importers.language_and_section import section_for, section_named

SECTIONS = ("سياسة", "رياضة", "ثقافة", "وثائق")
TEXTS = {
    "فاز الفريق في المباراة على ملعب المنتخب، وقال المدرب إن اللاعبين تعبوا. مباراة أخرى للفريق غدا.": "رياضة",
    "استقبل رئيس الوزراء وزير الخارجية والسفير، وبحث مجلس الامن الاتفاق قبل الانتخابات.": "سياسة",
    "عمل الرجل بهدف العيش، بهدف السكن، بهدف السفر، بهدف الراحة.": "",
    "نص لا يقول شيئا عن أي قسم.": "",
    "": "",
}


@pytest.mark.parametrize(("text", "section"), TEXTS.items())
def test_a_section_is_told_where_its_vocabulary_clearly_leads(text: str, section: str) -> None:
    found = section_for(text, SECTIONS)
    assert (found.value if found else "") == section


def test_a_section_of_no_known_kind_has_no_vocabulary_and_keeps_its_own_name() -> None:
    assert section_for("وثائق وثائق وثائق وثائق وثائق", ("وثائق",)) is None
    assert [section_named(said, SECTIONS) for said in ("وثائق", "Sports", "فنون", "نبات", "")] == [
        "وثائق", "رياضة", "ثقافة", "", "",
    ]  # fmt: skip
