"""How well composed pages are read as raw text: fields, bodies, what is lost, what is left, and how sure the reader is.

    python benchmarks/imports/composed.py [--count 1000] [--set open|aside] [--seed 1]
        [--language XX] [--layout NAME] [--leave-out KIND]      texts of one language or layout; texts that all have a kind
        [--faults N] [--confidence] [--kinds]                   examples; how sure it is; the names of all kinds

Whole pages have menus, cards and imprints of many lines around the article (whole.py); the limits are for the others.
Articles whose publisher is set aside (set_aside.py) are composed with outlets and wordings that the open ones never show.
`--leave-out` prints what a reader that was trained without a kind does where it occurs (`composed(…, without={KIND})` gives its texts).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.imports.layouts.compose import composed
from benchmarks.imports.layouts.judge import FIELDS, RIGHT, SILENT, Judged, judge
from benchmarks.imports.layouts.layout import all_kinds
from benchmarks.imports.layouts.named import NAMED
from benchmarks.imports.layouts.tables import HEAD, confidence, row, share_right, table
from benchmarks.imports.layouts.whole import WHOLE

WORST = 5
LEAST = {"title": 0.96, "date": 0.97, "publisher": 0.9}
LEAST_F1 = 0.965
MOST_REFUSED = 0.001
MOST_SILENT = 0.005
MOST_LOST = 0.002
MOST_LEFT = 0.1


def main() -> None:
    options = _options()
    if options.kinds:
        print("\n".join(all_kinds()))
        return
    choices = {"language": options.language, "kind": options.leave_out, "layout": options.layout}
    texts = composed(options.count, options.seed, is_set_aside=options.set == "aside", **choices)
    judged = [judge(text) for text in texts]
    whole = [one for one in judged if WHOLE.intersection(one.text.kinds)]
    copied = [one for one in judged if not WHOLE.intersection(one.text.kinds)]
    print(HEAD)
    for name, part in (("all", judged), ("copied articles", copied), ("whole pages", whole)):
        print(row(f"{name}, {options.set}", part) if part else f"{name}: none")
    is_good = _meets_limits(copied or judged)
    if options.confidence:
        confidence(judged)
    table(f"the worst {WORST} layouts", judged, lambda one: [one.text.layout], WORST)
    table("kinds, the worst first", judged, lambda one: one.text.kinds)
    table("languages", judged, lambda one: [one.text.language])
    for field in FIELDS:
        _faults(judged, field, options.faults)
    sys.exit(0 if is_good else 1)


def _meets_limits(judged: Sequence[Judged]) -> bool:
    """The mark of each figure, for kinds that a reader was trained on; prints those that are missed."""
    count, paragraphs = len(judged), sum(len(one.text.paragraphs) for one in judged)
    checks = {f"{field} at least {least}": (share_right(judged, field) or 0) >= least for field, least in LEAST.items()}
    checks |= {
        f"F1 at least {LEAST_F1}": sum(one.f1 for one in judged) >= LEAST_F1 * count,
        f"refused at most {MOST_REFUSED}": sum(one.is_refused for one in judged) <= MOST_REFUSED * count,
        f"silently wrong at most {MOST_SILENT}": sum(one.verdicts["date"] == SILENT for one in judged)
        <= MOST_SILENT * count,
        f"paragraphs lost at most {MOST_LOST}": sum(len(one.lost) for one in judged) <= MOST_LOST * paragraphs,
        f"lines left at most {MOST_LEFT} an article": sum(len(one.left) for one in judged) <= MOST_LEFT * count,
    }
    missed = [check for check, is_met in checks.items() if not is_met]
    print("all limits are met" if not missed else f"missed: {'; '.join(missed)}")
    return not missed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", choices=("open", "aside"), default="open")
    parser.add_argument("--language", default="")
    parser.add_argument("--layout", default="", choices=("", *NAMED))
    parser.add_argument("--leave-out", default="", choices=("", *all_kinds()), metavar="KIND")
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--confidence", action="store_true")
    parser.add_argument("--kinds", action="store_true")
    return parser.parse_args()


def _faults(judged: Sequence[Judged], field: str, count: int) -> None:
    """Examples; those set aside stay unread."""
    wrong = [one for one in judged if one.verdicts[field] not in (None, RIGHT) and not one.text.is_set_aside]
    for one in wrong[:count]:
        text = one.text
        print(
            f"\n{field} {one.verdicts[field]}: {text.name} {text.language} {text.layout} F1 {one.f1:.2f} {' '.join(text.kinds)}"
        )
        if field == "body":
            print("".join(f"    lost: {line[:140]}\n" for line in one.lost[:3]), end="")
            print("".join(f"    left: {line[:140]}\n" for line in one.left[:6]), end="")
        else:
            print(f"    read   «{one.found[field]}»\n    wanted «{getattr(text, field)}»")


if __name__ == "__main__":
    main()
