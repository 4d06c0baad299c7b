"""Figures over judged texts as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benchmarks.imports.layouts.judge import FIELDS, MISSING, RIGHT, SILENT, TOLD, Judged, Verdicts

HEAD = f"{'':34} {'texts':>6} {'title':>6} {'date':>6} {'publ.':>6} {'auth.':>6} {'F1':>6} {'refus.':>6} {'silent':>6} {'lost':>6} {'left':>6}"
SURE = 0.9


def row(name: str, judged: Sequence[Judged]) -> str:
    """Shares of the texts; `silent`: dates wrong without a problem; `lost`: of paragraphs; `left`: lines an article."""
    paragraphs = sum(len(one.text.paragraphs) for one in judged)
    cells = [
        *(share_right(judged, field) for field in ("title", "date", "publisher", "authors")),
        sum(one.f1 for one in judged) / len(judged),
        sum(one.is_refused for one in judged) / len(judged),
        sum(one.verdicts["date"] == SILENT for one in judged) / len(judged),
        sum(len(one.lost) for one in judged) / max(1, paragraphs),
        sum(len(one.left) for one in judged) / len(judged),
    ]
    return f"{name:34} {len(judged):6} " + " ".join("     –" if cell is None else f"{cell:6.3f}" for cell in cells)


def share_right(judged: Iterable[Verdicts], field: str) -> float | None:
    verdicts = [one.verdicts[field] for one in judged if one.verdicts[field] is not None]
    return sum(verdict == RIGHT for verdict in verdicts) / len(verdicts) if verdicts else None


def table(title: str, judged: Sequence[Judged], groups_of: Callable[[Judged], Iterable[str]], worst: int = 0) -> None:
    """A row for each group, the worst first; all where no number is given."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        for group in groups_of(one):
            groups.setdefault(group, []).append(one)
    ordered = sorted(groups, key=lambda name: (_score(groups[name]), name))
    print(f"\n{title}\n{HEAD}")
    for name in ordered[:worst] if worst else ordered:
        print(row(name, groups[name]))


def confidence(judged: Sequence[Verdicts]) -> None:
    print(
        f"\nconfidence: a value is sure from {SURE}\n{'field':10} {'said sure':>9} {'of these right':>14} {'wrong':>6} {'of these told':>13}"
    )
    for field in FIELDS:
        given = [one for one in judged if one.verdicts.get(field) not in (None, MISSING) and one.sure[field]]
        sure = [one for one in given if one.sure[field] >= SURE]
        wrong = [one for one in judged if one.verdicts.get(field) in (TOLD, SILENT)]
        if not given:
            print(f"{field:10}  says nothing of how sure it is")
            continue
        right = sum(one.verdicts[field] == RIGHT for one in sure) / max(1, len(sure))
        told = sum(one.verdicts[field] == TOLD for one in wrong) / max(1, len(wrong))
        print(f"{field:10} {len(sure) / len(given):9.3f} {right:14.3f} {len(wrong):6} {told:13.3f}")
    flagged = sum(one.is_flagged for one in judged) / len(judged)
    print(f"flagged for review: {flagged:.3f} of the texts")


def _score(judged: Sequence[Judged]) -> float:
    rights = [share for field in ("title", "date", "publisher") if (share := share_right(judged, field)) is not None]
    return (sum(rights) + sum(one.f1 for one in judged) / len(judged)) / (len(rights) + 1)
