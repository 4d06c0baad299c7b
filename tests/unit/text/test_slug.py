import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.addresses.slug import MAX_BYTES, slug, unique

CASES = {
    "بعد مكالمة.. هل يزور الرئيسُ المدينة؟": "بعد-مكالمة-هل-يزور-الرئيس-المدينة",
    "رضـــا مُحَمَّد": "رضا-محمد",
    "COVID-19: what's next?": "covid-19-what-s-next",
    "می‌خواهم": "می‌خواهم",
    "\u202bترامب\u202c يتحدث": "ترامب-يتحدث",
    "إعلام": "إعلام",
    "اعلام": "اعلام",
}


@pytest.mark.parametrize(("title", "wanted"), CASES.items())
def test_a_slug_keeps_the_words_and_drops_the_marks(title: str, wanted: str) -> None:
    assert slug(title) == wanted


@given(st.text())
def test_any_title_gives_a_legal_file_name(title: str) -> None:
    found = slug(title)
    assert 0 < len(found.encode()) <= MAX_BYTES + 20
    assert not set(found) & set('/\\:*?"<>|\0 ') and found not in (".", "..", "con", "nul")
    assert found == slug(title)


@settings(deadline=None)  # a busy machine is slow, not wrong
@given(st.text(alphabet="ابت ", min_size=300))
def test_a_long_title_is_cut_at_a_word(title: str) -> None:
    words = set(title.split())
    assert (
        all(len(word) > 80 or part in words for word in words for part in slug(title).split("-"))
        or len(slug(title)) <= 90
    )


def test_slugs_are_unique_when_case_is_folded() -> None:
    assert unique("Report", {"report"}) == "Report-2"
    assert unique("report", {"report", "report-2"}) == "report-3"
    assert unique("report", set()) == "report"
