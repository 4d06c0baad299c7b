"""The day that a page was published: declared, printed or in its address; where they differ by days, both are told.

What a page declares for machines is believed first. The day that it prints beside its headline is preferred where the two
are a day apart: machines write UTC, readers had the printed day. What is called an update is a last resort.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day

import msgspec

from generator.importers.evidence import day_of_change, no_date
from generator.importers.typed_dates import DOUBTED, HINT, doubts, either
from generator.importers.web.address_dates import AddressDate, in_address
from generator.importers.web.page_data import values
from generator.importers.web.printed_dates import Printed
from generator.model import Evidence, Problem, Source
from generator.text.dates.day_order import order_among, settled, settled_by_days
from generator.text.dates.machine import machine_date
from generator.text.dates.parse import Order

SURE = 0.9  # from here on one that is declared speaks against another
STRONG = 0.8  # from here on what is declared is believed before what is printed
LIKELY = 3.0  # weight of a printed date that speaks against others
HOPEFUL = 2.5  # weight of one that is believed before what is declared in a tag that means many things
FAR = 1.0  # weight of one in sight of the headline
POSSIBLE = 2.0  # weight of one that is believed where nothing else is known; with less it is doubted
AGREED = 0.99


class Witness(msgspec.Struct, frozen=True):
    """One place that says when the article was published; `value` is a day, a moment or a month."""

    value: str
    method: str
    confidence: float
    other: str = ""
    weight: float = 0.0
    is_aside: bool = False
    is_masthead: bool = False

    @property
    def day(self) -> str:
        return self.value[:10]

    @property
    def is_day(self) -> bool:
        return len(self.day) == len("2016-12-31")


class Testimony(msgspec.Struct, frozen=True):
    """All that a page says of its day, each kind with the surest first."""

    declared: Sequence[Witness]
    printed: Sequence[Witness]
    address: Witness | None
    updates: Sequence[Witness]


def date_of(
    found: Sequence[Evidence], printed: Sequence[Printed], address: str, source: Source, order: Order
) -> tuple[list[Evidence], list[Problem]]:
    """The date as evidence, and the doubts about it."""
    said = testimony(found, printed, in_address(address), order)
    chosen = _chosen(said)
    if chosen is None:
        return _of_update(said, source) if said.updates else _of_last_resort(said, source)
    if chosen.other:
        evidence = either("date", chosen.value, chosen.other, chosen.method)
        return evidence, list(doubts(source, evidence))
    against = _against(chosen, said)
    if against is not None:
        return _doubted(chosen, against, source)
    return [Evidence("date", chosen.value, chosen.method, _confidence(chosen, said))], []


def testimony(
    found: Sequence[Evidence], printed: Sequence[Printed], in_url: AddressDate | None, order: Order
) -> Testimony:
    """Days in numbers are read in the page's own order, else in one that another witness bears out."""
    order = order or order_among(one.found for one in printed)
    sure = [one.value for one in (in_url,) if one is not None]
    declared = _declared(found, "date", order, sure)
    sure += [one.day for one in declared if not one.other]
    updates = _declared(found, "lastmod", order, sure)
    shown = [_shown(one, order, [*sure, *(update.day for update in updates)]) for one in printed]
    updates += [one for one, date in zip(shown, printed, strict=True) if date.name == "updated"]
    changed = {one.day for one in updates} - {one.day for one in declared}
    published = [
        one
        for one, date in zip(shown, printed, strict=True)
        if date.name != "updated"
        and (date.name == "published" or one.day not in changed or not declared or _is_day_of_zone(declared[0], one))
    ]
    in_address_ = Witness(in_url.value, "the page's address", in_url.confidence) if in_url else None
    return Testimony(declared, published, in_address_, updates)


def _declared(found: Sequence[Evidence], field: str, order: Order, sure: Sequence[str]) -> list[Witness]:
    read = []
    for one in values(found, field):
        date = machine_date(one.value)
        if date is not None:
            known = settled_by_days(settled(date, "" if date.is_english_clock else order), sure)
            other = known.other and f"{known.other}{known.stamp[10:]}"
            read.append(Witness(known.stamp, one.method, one.confidence, other))
    return read


def _shown(one: Printed, order: Order, sure: Sequence[str]) -> Witness:
    known = settled_by_days(settled(one.found, order), sure)
    value = known.stamp if one.is_of_machine else known.value
    confidence = min(0.95, 0.5 + 0.1 * max(one.weight, 0.0))
    return Witness(
        value, "printed beside the headline", confidence, known.other, one.weight, one.is_aside, one.is_masthead
    )


def _chosen(said: Testimony) -> Witness | None:
    """The witness who is believed."""
    declared, address = next(iter(said.declared), None), said.address
    printed = next((one for one in said.printed if one.weight >= POSSIBLE), None)
    likely = printed if printed is not None and printed.weight >= LIKELY else None
    if declared is not None and (declared.confidence >= STRONG or printed is None or printed.weight < HOPEFUL):
        return _as_printed(declared, likely, said)
    if address is not None and address.is_day and (printed is None or (likely is None and _apart(printed, address))):
        return address
    return printed or address


def _as_printed(declared: Witness, likely: Witness | None, said: Testimony) -> Witness:
    """The day that readers had where the machine's is the day before or after; else the moment in the page's own zone."""
    days = {one.day for one in said.printed if one.weight >= LIKELY}
    if likely is not None and declared.day not in days and not likely.other and _days(declared, likely) == 1:
        return msgspec.structs.replace(declared, value=likely.day, method=f"{declared.method}; the day as printed")
    address = said.address
    if likely is None and address is not None and address.is_day and _is_day_of_zone(declared, address):
        method = f"{declared.method}; the day in the page's address"
        return msgspec.structs.replace(declared, value=address.day, method=method)
    return declared


def _against(chosen: Witness, said: Testimony) -> Witness | None:
    """Who says another day by more than one; a date that is printed near the headline may bear out what is declared."""
    days = [one for one in said.printed if one.weight >= POSSIBLE]
    is_borne_out = any(not _apart(chosen, one) for one in days if one.method != chosen.method)
    if said.address is not None and said.address.confidence >= STRONG - 0.1 and _apart(chosen, said.address):
        return said.address
    is_borne_out = is_borne_out or (said.address is not None and chosen is not said.address)
    declared = (one for one in said.declared if one.confidence >= SURE and _apart(chosen, one))
    enough = min(LIKELY, chosen.weight or LIKELY)
    printed = (one for one in said.printed if one.weight >= enough and not is_borne_out and _apart(chosen, one))
    return next((one for one in (*declared, *printed) if one is not chosen), None)


def _of_update(said: Testimony, source: Source) -> tuple[list[Evidence], list[Problem]]:
    """The day of a change where no other is known: the article is not younger than that."""
    last = said.updates[0]
    evidence = Evidence("date", last.value, f"{last.method}; the day of a change", DOUBTED)
    return [evidence], [day_of_change(source, last.method)]


def _of_last_resort(said: Testimony, source: Source) -> tuple[list[Evidence], list[Problem]]:
    """The only day that the page prints, or the first that is in sight of the headline."""
    pool = [one for one in said.printed if not one.is_masthead]
    pool = [one for one in pool if not one.is_aside] or pool
    only = pool[0] if pool else None
    if only is None or (len({one.day for one in pool}) > 1 and only.weight < FAR):
        return [], [no_date(source)]
    text = f"the date is uncertain: {only.day} is printed far from the headline and may be of something else"
    problem = Problem(source.path, 0, 0, "I112", "warning", text, HINT)
    return [Evidence("date", only.value, "printed far from the headline", DOUBTED)], [problem]


def _doubted(best: Witness, against: Witness, source: Source) -> tuple[list[Evidence], list[Problem]]:
    early, late = sorted((best.day, against.day))
    text = f"the date is uncertain: {best.method} says {best.day}, but {against.method} says {against.day}"
    evidence = [
        Evidence("date", best.value, best.method, 0.7),
        Evidence("date_candidate", against.value, against.method, 0.3),
        Evidence("date_range", f"{early}/{late}", "the page gives different dates", 0.7),
    ]
    return evidence, [Problem(source.path, 0, 0, "I110", "warning", text, HINT)]


def _confidence(chosen: Witness, said: Testimony) -> float:
    others = [*said.declared, *said.printed, *((said.address,) if said.address else ())]
    is_agreed = any(one.method != chosen.method and not _apart(chosen, one, least=0) for one in others)
    return max(AGREED, chosen.confidence) if is_agreed else chosen.confidence


def _apart(one: Witness, other: Witness, *, least: int = 1) -> bool:
    """Whether two days are more than a day apart; a month holds all its days and their neighbours."""
    if one.is_day and other.is_day:
        return _days(one, other) > least
    return one.day[:7] != other.day[:7]


def _is_day_of_zone(declared: Witness, printed: Witness) -> bool:
    """A moment in UTC on the edge of the printed day: the paper's readers had the printed one."""
    if not declared.value.endswith("Z") or _days(declared, printed) != 1:
        return False
    hour = declared.value[11:13]
    return hour >= "18" if printed.day > declared.day else hour < "09"


def _days(one: Witness, other: Witness) -> int:
    return abs((day.fromisoformat(one.day) - day.fromisoformat(other.day)).days)
