"""What newspapers of a country print: the names of the months in Arabic, the time, the digits.

The families of month names are those of CLDR's locales; `month_names:` also takes the name of a country's people.
"""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """`people` is the word for its month names in site.yaml, "" where no newspaper there prints Arabic."""

    code: str
    people: str
    timezone: str
    month_names: str = "egyptian"
    digits: str = "latin"


COUNTRIES = (
    Country("EG", "egyptian", "Africa/Cairo"),
    Country("SD", "sudanese", "Africa/Khartoum"),
    Country("LY", "libyan", "Africa/Tripoli"),
    Country("SA", "saudi", "Asia/Riyadh"),
    Country("YE", "yemeni", "Asia/Aden"),
    Country("OM", "omani", "Asia/Muscat"),
    Country("AE", "emirati", "Asia/Dubai"),
    Country("QA", "qatari", "Asia/Qatar"),
    Country("BH", "bahraini", "Asia/Bahrain"),
    Country("KW", "kuwaiti", "Asia/Kuwait"),
    Country("DJ", "djiboutian", "Africa/Djibouti"),
    Country("SO", "somali", "Africa/Mogadishu"),
    Country("KM", "comorian", "Indian/Comoro"),
    Country("IQ", "iraqi", "Asia/Baghdad", "levantine"),
    Country("SY", "syrian", "Asia/Damascus", "levantine"),
    Country("LB", "lebanese", "Asia/Beirut", "levantine"),
    Country("JO", "jordanian", "Asia/Amman", "levantine"),
    Country("PS", "palestinian", "Asia/Hebron", "levantine"),
    Country("TN", "tunisian", "Africa/Tunis", "maghrebi"),
    Country("DZ", "algerian", "Africa/Algiers", "maghrebi"),
    Country("MA", "moroccan", "Africa/Casablanca", "moroccan"),
    Country("MR", "mauritanian", "Africa/Nouakchott", "mauritanian"),
    Country("IR", "", "Asia/Tehran", digits="persian"),
    Country("AF", "", "Asia/Kabul", digits="persian"),
    Country("PK", "", "Asia/Karachi"),
    Country("IL", "", "Asia/Jerusalem", "levantine"),
    Country("TR", "", "Europe/Istanbul"),
    Country("GB", "", "Europe/London"),
    Country("FR", "", "Europe/Paris"),
    Country("DE", "", "Europe/Berlin"),
    Country("US", "", "America/New_York"),
)
FAMILY_OF = {one.people: one.month_names for one in COUNTRIES if one.people} | {
    "gulf": "egyptian",
    "north_african": "maghrebi",
    "north-african": "maghrebi",
}


def family_of(month_names: str) -> str:
    """`maghrebi` for `tunisian`; another word stays as it is."""
    return FAMILY_OF.get(month_names.strip().lower(), month_names)
