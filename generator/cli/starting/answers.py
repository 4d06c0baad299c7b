"""What a new site needs to know: given as options, asked on a terminal, or as most sites of its country have it."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args, get_type_hints

import click

from generator.config.countries import COUNTRIES, Country, family_of
from generator.config.settings import Settings
from generator.errors import UsageError
from generator.text.addresses.site import flaw_of_address
from generator.text.arabic import fold
from generator.text.languages import LANGUAGE

FAMILIES, DIGITS = (get_args(get_type_hints(Settings)[key]) for key in ("month_names", "digits"))
DEFAULT_LANGUAGE = "ar"
_SEPARATORS = re.compile("[،؛;,\n]")


class Answers(NamedTuple):
    """The values of site.yaml that differ from one newsroom to the next."""

    title: str
    language: str
    timezone: str
    month_names: str
    digits: str
    base_url: str
    sections: tuple[str, ...]


class Question(NamedTuple):
    """What is asked, and what makes an answer a value; it raises UsageError for one that is none."""

    text: str
    read: Callable[[str], str] = str.strip


def answers(given: Mapping[str, str], words: Mapping[str, Mapping[str, Any]], *, asks: bool) -> Answers:
    """Each from `given`, else asked if somebody is there to answer, else the usual one."""

    def answer(key: str, usual: str) -> str:
        question = QUESTIONS[key]
        if given.get(key):
            return question.read(given[key])
        return _prompt(question, usual) if asks else usual

    language = answer("language", DEFAULT_LANGUAGE)
    own = words_of(words, language)
    title = answer("title", str(own["title"]))
    country = _country(answer("country", "")) if asks or given.get("country") else None
    timezone = answer("timezone", country.timezone if country else Settings("").timezone)
    is_arabic = language.partition("-")[0] == "ar"
    usual_months = country.month_names if country else Settings("").month_names
    months = answer("month_names", usual_months) if is_arabic or given.get("month_names") else Settings("").month_names
    digits = answer("digits", country.digits if country else Settings("").digits)
    base_url = answer("base_url", Settings("").base_url)
    sections = _listed(answer("sections", ", ".join(own["sections"])))
    return Answers(title, language, timezone, months, digits, base_url, sections)


def words_of(words: Mapping[str, Mapping[str, Any]], language: str) -> Mapping[str, Any]:
    return words.get(language.partition("-")[0]) or words["en"]


def _prompt(question: Question, usual: str) -> str:
    found: str = click.prompt(question.text, default=usual, show_default=bool(usual), value_proc=_asked(question))
    return found


def _asked(question: Question) -> Callable[[str], str]:
    """A wrong answer is explained, and asked for again."""

    def read(text: str) -> str:
        try:
            return question.read(text)
        except UsageError as problem:
            raise click.UsageError(f"{problem.what}; {problem.hint}") from problem

    return read


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in _SEPARATORS.split(text)))))


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text.strip()):
        raise UsageError(f"`{text}` is not a language tag", "write it like ar, en or fa-AF")
    return text.strip()


def _country_code(text: str) -> str:
    """A code stays, a name becomes its code; "" is no answer."""
    wanted = _folded(text)
    if not wanted:
        return ""
    from babel import Locale

    for language in ("en", "ar", "fa", "he", "ur", "fr"):
        for code, name in Locale(language).territories.items():
            if code.isalpha() and wanted in (code.casefold(), _folded(name)):
                return str(code)
    if found := next((one.code for one in COUNTRIES if one.people == wanted), ""):
        return found
    raise UsageError(f"`{text}` is not a country", "write its name in Arabic or English, or its code: TN")


def _folded(name: str) -> str:
    """Also without the article: سودان, السودان."""
    return fold(name.strip()).casefold().removeprefix("ال")


def _country(code: str) -> Country | None:
    """Of other countries the usual time zone is known if they have only one."""
    if not code:
        return None
    from babel.core import get_global

    zones = sorted(zone for zone, territory in get_global("zone_territories").items() if territory == code)
    known = next((one for one in COUNTRIES if one.code == code), None)
    return known or Country(code, "", zones[0] if len(zones) == 1 else Settings("").timezone)


def _timezone(text: str) -> str:
    try:
        zoneinfo.ZoneInfo(text.strip())
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise UsageError(f"`{text}` is not a time zone", "write it like Africa/Cairo") from problem
    return text.strip()


def _one_of(what: str, values: tuple[str, ...], read: Callable[[str], str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        value = read(text.strip())
        if value not in values:
            raise UsageError(f"`{text}` is not a name for {what}", f"write one of {', '.join(values)}")
        return value

    return check


def _address(text: str) -> str:
    address = text.strip()
    flaw = flaw_of_address(address)
    if flaw:
        hint = "write the full address, like https://example.org/archive/"
        raise UsageError(f"`{address}` is not a valid site address: it {flaw}", hint)
    return address.rstrip("/") + "/"


QUESTIONS = {
    "language": Question("Language of the site (ar, en, fa, ur, he)", _language),
    "title": Question("Title of the archive"),
    "country": Question("Country of its newspapers (name or code; Enter for none)", _country_code),
    "timezone": Question("Time zone", _timezone),
    "month_names": Question(
        f"Month names ({', '.join(FAMILIES)}, or a people: tunisian)", _one_of("month names", FAMILIES, family_of)
    ),
    "digits": Question(f"Digits ({', '.join(DIGITS)})", _one_of("digits", DIGITS, str.lower)),
    "base_url": Question("Public address (Enter if you do not know it yet)", _address),
    "sections": Question("Sections, with commas between them"),
}
