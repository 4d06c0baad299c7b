import pytest

from generator.text.dates import date_line, stated_weekday

LINES = {
    "الخميس 13 فبراير 2025": ("2025-02-13", 3),
    "الجمعة ٢٥ شباط ٢٠١١": ("2011-02-25", 4),
    "25 شباط (فبراير) 2020 - 10:30 م": ("2020-02-25", None),
    "نُشر في: 3 نيسان/أبريل 2021": ("2021-04-03", None),
    "2025/02/13": ("2025-02-13", None),
    "13-2-2025": ("2025-02-13", None),
    "Thursday, 13 February 2025": ("2025-02-13", 3),
    "February 13, 2025": ("2025-02-13", None),
    "١٢ كانون الثاني ٢٠٢٠": ("2020-01-12", None),
    "الأحد، 05 ماي 2019": ("2019-05-05", 6),
    "14 غشت 2023م": ("2023-08-14", None),
    "۲۵ فوریه ۲۰۲۰": ("2020-02-25", None),
}


@pytest.mark.parametrize(("line", "wanted"), LINES.items())
def test_a_date_line_is_read_in_every_family_of_months(line: str, wanted: tuple[str, int | None]) -> None:
    found = date_line(line)
    assert found is not None
    assert (found.value, found.weekday) == wanted


@pytest.mark.parametrize(
    "line", ["30 فبراير 2025", "في عام 2025", "أعلن في 13 فبراير 2025 أن الرئيس قد وصل إلى هنا", "", "500 مليار"]
)
def test_what_is_no_date_line_gives_none(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلن القصر، اليوم الأربعاء، أن", (2, 0)),
        ("قال أمس الثلاثاء", (1, 1)),
        ("said on Monday", None),
        ("اليوم كان الأربعاء", None),
    ],
)
def test_the_weekday_that_a_text_calls_today_is_found(text: str, wanted: tuple[int, int] | None) -> None:
    assert stated_weekday(text) == wanted
