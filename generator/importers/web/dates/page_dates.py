"""The day that a page was published: declared, printed or in its address; where they differ by days, both are told.

What a page declares for machines is believed first. The day that it prints beside its headline is preferred where the two
are a day apart: machines write UTC, readers had the printed day. What is called an update is a last resort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from generator.importers.evidence import day_of_change, no_date
from generator.importers.typed_dates import DOUBTED, HINT, doubts, either
from generator.importers.web.dates.address_dates import FILED, in_address
from generator.importers.web.dates.printed_dates import Printed
from generator.importers.web.dates.witnesses import (
    Testimony,
    Witness,
    apart,
    days_between,
    is_day_of_zone,
    is_in_zone,
    testimony,
)
from generator.importers.web.page.data import GUESSED, values
from generator.model import Evidence, Problem, Source
from generator.text.arabic import fold
from generator.text.dates.parse import Order, dates_of_folded

SURE = 0.9  # from here on one that is declared speaks against another
STRONG = 0.8  # from here on what is declared is believed before what is printed
AGREED = 0.99
# Weights of printed dates.
LIKELY = 3.0  # speaks against others
HOPEFUL = 2.5  # is believed before what is declared in a tag that means many things
POSSIBLE = 2.0  # is believed where nothing else is known; with less it is doubted
FAR = 1.0  # still in sight of the headline

Found = tuple[list[Evidence], list[Problem]]


def date_of(found: Sequence[Evidence], printed: Sequence[Printed], address: str, source: Source, order: Order) -> Found:
    """The date as evidence, and the doubts about it."""
    said = testimony(found, printed, in_address(address), order)
    chosen = _chosen(said)
    if chosen is None:
        return _of_update(said.updates[0], source) if said.updates else _of_last_resort(said, found, source)
    if chosen.other:
        evidence = either("date", chosen.value, chosen.other, chosen.method)
        return evidence, list(doubts(source, evidence))
    against = _against(chosen, said)
    if against is not None:
        return _doubted(chosen, against, source)
    return [Evidence("date", chosen.value, chosen.method, _confidence(chosen, said))], []


def _chosen(said: Testimony) -> Witness | None:
    """The witness who is believed."""
    declared, address = next(iter(said.declared), None), said.address
    printed = next((one for one in said.printed if one.weight >= POSSIBLE and not (declared and one.is_change)), None)
    if declared is not None and declared.confidence <= GUESSED:
        return printed or (address if address is not None and address.is_day else declared)
    if declared is not None and (declared.confidence >= STRONG or printed is None or printed.weight < HOPEFUL):
        return _printed_instead(declared, said) or _as_printed(declared, said)
    is_likely = printed is not None and printed.weight >= LIKELY
    if address is not None and address.is_day and (printed is None or (not is_likely and apart(printed, address))):
        return address
    return printed or address


def _printed_instead(declared: Witness, said: Testimony) -> Witness | None:
    """The day beneath the headline where it is another than the declared one, which nothing on the page repeats."""
    likely = next((one for one in said.printed if one.weight >= LIKELY), None)
    if likely is None or likely.shown is None or likely.is_change or likely.shown.distance < 0:
        return None
    return likely if apart(declared, likely) and not _is_borne_out(declared, said) else None


def _as_printed(declared: Witness, said: Testimony) -> Witness:
    """The day that readers had where the machine's is the one before or after; else the moment in the page's zone."""
    declared = next((one for one in said.declared if is_in_zone(one, declared)), declared)
    likely = [one for one in said.printed if one.weight >= LIKELY]
    likely = [one for one in likely if not one.is_change or is_day_of_zone(declared, one)]
    is_shown = any(one.day == declared.day for one in likely)
    if likely and not is_shown and not likely[0].other and days_between(declared, likely[0]) == 1:
        method = f"{declared.method}; the day as printed"
        return msgspec.structs.replace(declared, value=likely[0].day, method=method)
    address = said.address
    if not likely and address is not None and address.is_day and is_day_of_zone(declared, address):
        method = f"{declared.method}; the day in the page's address"
        return msgspec.structs.replace(declared, value=address.day, method=method)
    return declared


def _is_borne_out(one: Witness, said: Testimony) -> bool:
    """Whether a printed date or the address says the same."""
    others = [other for other in said.printed if other.weight >= POSSIBLE]
    others += [said.address] if said.address else []
    return any(other.kind != one.kind and not apart(one, other) for other in others)


def _against(chosen: Witness, said: Testimony) -> Witness | None:
    """Who says another day by more than one; printed days count where no printed day bears the chosen one out."""
    if said.address is not None and said.address.confidence >= FILED - 0.1 and apart(chosen, said.address):
        return said.address
    enough = min(LIKELY, chosen.weight or LIKELY)
    others = [one for one in said.declared if one.confidence >= SURE]
    others += said.updates[:1] if chosen.kind == "declared" and chosen.confidence <= GUESSED else []
    if not _is_borne_out(chosen, said):
        others += [one for one in said.printed if one.weight >= enough]
    return next((one for one in others if apart(chosen, one)), None)


def _of_update(last: Witness, source: Source) -> Found:
    """The day of a change where no other is known: the article is not younger than that."""
    evidence = Evidence("date", last.value, f"{last.method}; the day of a change", DOUBTED)
    return [evidence], [day_of_change(source, last.method)]


def _of_last_resort(said: Testimony, found: Sequence[Evidence], source: Source) -> Found:
    """The only day that the page prints, the first that is in sight of the headline, or one that a title ends with."""
    shown = [(one, one.shown) for one in said.printed if one.shown and not one.shown.is_masthead]
    named = [one for one, place in shown if place.name == "published"]
    pool = named or [one for one, place in shown if not place.is_aside] or [one for one, _ in shown]
    if not pool or (len({one.day for one in pool}) > 1 and pool[0].weight < FAR):
        return _in_title(found, source)
    if len({one.day for one in pool}) == 1 and pool[0].weight >= FAR:
        return [Evidence("date", pool[0].value, "the only day on the page", 0.7)], []
    what = f"the date is uncertain: {pool[0].day} is printed far from the headline and may be of something else"
    problem = Problem(source.path, 0, 0, "I112", "warning", what, HINT)
    return [Evidence("date", pool[0].value, "printed far from the headline", DOUBTED)], [problem]


def _in_title(found: Sequence[Evidence], source: Source) -> Found:
    """«08.11.2021 | …» or «… (14 March 2020)»: a title or summary that opens or ends with a day."""
    for one in (*values(found, "title"), *values(found, "description")):
        folded = fold(one.value)
        dates = dates_of_folded(folded)
        if len(dates) == 1 and (dates[0].start == 0 or not re.search(r"\w", folded[dates[0].stop :])):
            what = f"the date is uncertain: {dates[0].value} is in {one.method} and may be the day of an event"
            problem = Problem(source.path, 0, 0, "I112", "warning", what, HINT)
            return [Evidence("date", dates[0].value, f"in {one.method}", DOUBTED)], [problem]
    return [], [no_date(source)]


def _doubted(best: Witness, against: Witness, source: Source) -> Found:
    early, late = sorted((best.day, against.day))
    what = f"the date is uncertain: {best.method} says {best.day}, but {against.method} says {against.day}"
    evidence = [
        Evidence("date", best.value, best.method, 0.7),
        Evidence("date_candidate", against.value, against.method, 0.3),
        Evidence("date_range", f"{early}/{late}", "the page gives different dates", 0.7),
    ]
    return evidence, [Problem(source.path, 0, 0, "I110", "warning", what, HINT)]


def _confidence(chosen: Witness, said: Testimony) -> float:
    """Two who agree to the day are surer than each of them."""
    others = [*said.declared, *said.printed, *((said.address,) if said.address else ())]
    is_agreed = any(one.method != chosen.method and one.is_day and not apart(chosen, one, least=0) for one in others)
    return max(AGREED, chosen.confidence) if is_agreed else chosen.confidence
