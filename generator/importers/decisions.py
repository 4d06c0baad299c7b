"""What people decided about doubtful articles (seeds/decisions.yaml): it wins at every import.

0f3a…e1:                      # the SHA-256 of the seed, as in its article and in the report
  title: العنوان الصحيح
  date: 2011-02-25
  byline: سلمى الحداد، رضا الحسن
  drop: [12, 15]              # lines of a raw text that are no part of the article
  keep: [3]                   # lines that are
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from generator.config.typed_yaml import Findings, typed
from generator.digest import digest
from generator.model import Evidence, Problem, RawArticle
from generator.text.yaml.marked import parse_yaml

DECISIONS = "seeds/decisions.yaml"
METHOD = "decision"
_SEED = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NAMES = re.compile(r"\s*[،؛;,]\s*")
# Doubts that a decision on the field settles.
_SETTLED = {"title": {"I103", "I113"}, "date": {"I110", "I111", "I112"}}


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """Values as in front matter, empty where nothing was decided; `byline` holds names between commas."""

    title: str = ""
    date: str = ""
    byline: str = ""
    dateline: str = ""
    publisher: str = ""
    drop: tuple[int, ...] = ()
    keep: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """The ledger keeps it to show that this decision was applied; "" for none."""
        return "" if self == NO_DECISION else digest(self).hex()[:16]


NO_DECISION = Decision()


class Decisions(msgspec.Struct, frozen=True):
    by_seed: Mapping[str, Decision] = {}
    problems: tuple[Problem, ...] = ()

    def on(self, seed_sha256: str) -> Decision:
        return self.by_seed.get(seed_sha256, NO_DECISION)

    def are_applied(self, digests: Mapping[str, str]) -> bool:
        """Whether these digests, by seed, cover all decisions."""
        wanted = {seed: one.digest for seed, one in self.by_seed.items() if one.digest}
        return wanted == {seed: applied for seed, applied in digests.items() if applied}

    def unknown_seeds(self, seeds: Collection[str]) -> tuple[Problem, ...]:
        """Decisions on seeds that are not among these."""
        hint = "copy the SHA-256 of the seed from the report or from its article, or delete the entry"
        return tuple(
            Problem(DECISIONS, 0, 0, "I146", "warning", f"`{seed}` does not match any imported seed", hint)
            for seed in self.by_seed
            if seed not in seeds
        )


def parse_decisions(text: str) -> Decisions:
    """An entry with a problem is not used; the others are."""
    tree, found = parse_yaml(text), Findings(DECISIONS, text)
    found.flaws(tree)
    stated = tree.value if not tree.flaws and tree.value else {}
    if not isinstance(stated, dict):
        found.value(
            (),
            "S103",
            f"{DECISIONS} must be a list of seeds with their decisions",
            "write the seed's SHA-256 and a colon, with the fields below it",
        )
        stated = {}
    decisions = {}
    for seed, value in stated.items():
        before = len(found.problems)
        if not _SEED.fullmatch(seed):
            found.key(
                (seed,), "I144", f"`{seed[:80]}` is not the SHA-256 of a seed", "copy it from the report or the article"
            )
        decision = typed(value, Decision, (seed,), found)
        if decision is not None and decision.date and not _is_day(decision.date):
            found.value(
                (seed, "date"),
                "I144",
                f"`{decision.date}` is not a date",
                "write a date such as 2011-02-25, 2011-02 or 2011",
            )
        if len(found.problems) == before:
            decisions[seed] = decision
    return Decisions(decisions, tuple(found.problems))


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    try:
        return match is not None and date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) is not None
    except ValueError:
        return False


def decided(raw: RawArticle, decision: Decision, *, has_lines: bool) -> RawArticle:
    """The article with its decision applied, each field sure; `has_lines`: the reader applied `drop` and `keep`."""
    if decision == NO_DECISION:
        return raw
    values = _fields(decision)
    fields = {name: value for name, value in raw.fields.items() if not (name == "date_range" and "date" in values)}
    settled = {code for name in values for code in _SETTLED.get(name, ())}
    problems = [problem for problem in raw.problems if problem.code not in settled]
    if (decision.drop or decision.keep) and not has_lines:
        what = "has no numbered lines: `drop` and `keep` are for raw texts and wire texts"
        problems.append(Problem(raw.seed.path, 0, 0, "I145", "warning", what, f"edit its article; see {DECISIONS}"))
    found = [
        Evidence(name, "، ".join(value) if isinstance(value, tuple) else value, METHOD, 1.0)
        for name, value in values.items()
    ]
    rest = [
        one
        for one in raw.evidence
        if one.field not in values and not ("date" in values and one.field == "date_candidate")
    ]
    return msgspec.structs.replace(
        raw, fields={**fields, **values}, evidence=(*found, *rest), problems=tuple(problems), decision=decision.digest
    )


def _fields(decision: Decision) -> dict[str, str | tuple[str, ...]]:
    plain = {name: getattr(decision, name) for name in ("title", "date", "dateline", "publisher")}
    found: dict[str, str | tuple[str, ...]] = {name: value for name, value in plain.items() if value}
    names = tuple(filter(None, _NAMES.split(decision.byline)))
    return {**found, "authors": names} if names else found
