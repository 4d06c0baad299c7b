"""What import suggests of an article's subjects: precise, the same every time, and never an exception."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.subjects.suggest import MOST, SUGGESTED, Text, subjects
from generator.importers.subjects.words import speech
from generator.records.authority import Authority, Term, packed
from generator.text.arabic import fold

PUTIN = Term("putin", {"ar": "فلاديمير بوتين", "en": "Vladimir Putin"}, "person", ("بوتين", "بوتن"))
AMMAN = Term("amman", {"ar": "عمّان"}, "place", ("عمان",))
OMAN = Term("oman", {"ar": "سلطنة عُمان"}, "place", ("عمان",))


def suggested(
    title: str, body: str, *terms: Term, language: str = "ar", given: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    found = subjects(Text(title, "", body, language), "ar", packed(Authority(terms)), given)
    names: dict[str, list[str]] = {}
    for one in found:
        names.setdefault(one.field, []).append(one.value)
    return names


@pytest.mark.parametrize(
    ("title", "body", "field", "name"),
    [
        ("أمطار على بيروت", "هطلت الأمطار ببيروت ليلا.", "places", "بيروت"),
        ("زيارة", "وصل الوفد إلى اوكرانيا صباحا، وغادر أوكرانيا مساء، ثم عاد لأوكرانيا.", "places", "أوكرانيا"),
        ("سكان مدينة الخبر", "في مدينة الخبر حديقة جديدة.", "places", "الخبر"),
        ("لقاء", "قال مدرب المنتخب الوطني نبيل معلول إن الفريق جاهز. وأضاف معلول أنه راض.", "people", "نبيل معلول"),
        ("الوزير في الحقل", "زار وزير الفلاحة سمير بن خليل أمس المزارع.", "people", "سمير بن خليل"),
        ("مدير جديد", "عين محمد عبد اللطيف هارون مديرا، وقال هارون إنه سعيد.", "people", "محمد عبد اللطيف هارون"),
        ("بعد سنوات", "عاد زين العابدين بن علي إلى البلاد، وقال علي إنه سعيد.", "people", "زين العابدين بن علي"),
        ("خبر", "قال النائب سليم سعد الله إنه راض.", "people", "سليم سعد الله"),
        (
            "في القرية",
            "رأى محمد تجلس الناس حوله، محمد يقلد الطيور، محمد الشامي يغني، محمد الشامي.",
            "people",
            "محمد الشامي",
        ),
        ("الهجرة السرية تعود", "ناقش المجلس الهجرة السرية، وقال إن الهجرة السرية خطر.", "tags", "الهجرة السرية"),
        ("فوز في كأس العالم", "انتهت مباراة كأس العالم، وعادت كأس العالم إلى أصحابها.", "tags", "كأس العالم"),
    ],
)
def test_a_subject_is_named(title: str, body: str, field: str, name: str) -> None:
    assert name in suggested(title, body)[field]


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("تفاصيل الخبر", "نقلت الوكالة الخبر، ثم نفت الخبر.", "الخبر"),
        ("وضع مالي صعب", "قال خبير مالي إن الوضع مالي بحت.", "مالي"),
        ("عودة الأديب", "عاد إلى مسقط رأسه بعد سنين، ومسقط رأسه قرية صغيرة.", "مسقط"),
        ("مدرسة جديدة", "افتتحت مدرسة أسامة بن زيد الابتدائية، وفي مدرسة أسامة بن زيد مكتبة.", "أسامة بن زيد"),
        ("قرار الرئيس", "دعا الرئيس على الفور إلى اجتماع، وأكد الرئيس على ذلك.", "على الفور"),
    ],
)
def test_an_everyday_word_is_no_name(title: str, body: str, name: str) -> None:
    assert name not in [one for names in suggested(title, body).values() for one in names]


def test_the_authority_speaks_first_and_gives_its_own_name() -> None:
    found = suggested("بوتن في موسكو", "استقبل بوتن ضيوفه، وقال فلاديمير بوتين إنه سعيد.", PUTIN)
    assert found["people"] == ["فلاديمير بوتين"]


def test_a_name_that_two_terms_share_says_nothing() -> None:
    names = [one for names in suggested("عمان", "وصل إلى عمان.", AMMAN, OMAN).values() for one in names]
    assert ("سلطنة عُمان" not in names and "عمّان" not in names) or names == ["عُمان"]


def test_what_the_source_names_is_not_said_again() -> None:
    found = suggested("أمطار على بيروت", "هطلت الأمطار ببيروت ليلا.", given=("بيروت",))
    assert "places" not in found


@pytest.mark.parametrize(
    ("language", "title", "body", "field", "name"),
    [
        (
            "en",
            "A visit",
            "In Ankara Angela Brown met the crew. Brown said the crew of Ankara was ready.",
            "people",
            "Angela Brown",
        ),
        ("fa", "سفر", "هیات به فرانسه رفت و از فرانسه برگشت. فرانسه خوشحال است.", "places", "فرانسه"),
        ("he", "ביקור", "המשלחת הגיעה לצרפת. בצרפת שמחו, וצרפת הודתה.", "places", "צרפת"),
    ],
)
def test_other_languages_have_their_own_names_of_places(
    language: str, title: str, body: str, field: str, name: str
) -> None:
    assert name in suggested(title, body, language=language)[field]


WORDS = st.sampled_from(
    "الرئيس وزير محمد عبد بن أبو علي على ترامب موسكو بموسكو ولبيروت مدينة الخبر كأس العالم الهجرة السرية . ، : \n قال آل "
    "Emmanuel Macron de PARIS 123 ً ﷺ ـ \u200c \0 😀".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS, TEXTS, st.sampled_from(["ar", "", "en", "fa", "he", "ja", "x-y", "zz"]))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_few_distinct_names_and_the_same_again(title: str, body: str, language: str) -> None:
    text = Text(title, "", body, language)
    found = subjects(text, "ar", packed(Authority((PUTIN, AMMAN, OMAN))))
    assert len(found) <= MOST and all(one.field in SUGGESTED and one.value.strip() for one in found)
    assert len({(one.field, fold(one.value)) for one in found}) == len(found)
    assert found == subjects(msgspec.structs.replace(text), "ar", packed(Authority((PUTIN, AMMAN, OMAN))))


def test_what_was_read_before_changes_nothing() -> None:
    """A process remembers forms: neither their order nor their number may show."""
    text = Text("أمطار على بيروت", "", "هطلت الأمطار ببيروت ليلا. قال الوزير سمير خليل إن الأمطار نعمة.", "ar")
    found = subjects(text, "ar", b"")
    subjects(Text("", "", " ".join(f"كلمة{number}" for number in range(2000)), "ar"), "ar", b"")
    speech.cache_clear()
    assert subjects(text, "ar", b"") == found


@pytest.mark.parametrize(
    "body",
    [
        "يمتد عمر الإنسان عقودا. عمر الإنسان طويل.",
        "افتتح بمركز الملك فهد الثقافي معرض. مركز الملك فهد الثقافي كبير.",
        "فاز عيد ناصر بالميدالية. قال عيد ناصر بالميدالية.",
        "ورأى محمد تجلس أمه قربه. رأى محمد تجلس أمه.",
    ],
)
def test_ages_houses_medals_and_verbs_are_no_part_of_a_name(body: str) -> None:
    found = subjects(Text("خبر اليوم", "", body, "ar"), "ar", b"")
    assert not {"عمر الإنسان", "فهد الثقافي", "عيد ناصر بالميدالية", "محمد تجلس"} & {one.value for one in found}
