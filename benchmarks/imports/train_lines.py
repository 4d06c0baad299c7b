"""Train the line model of raw texts, and say what it is worth on publishers that it was not trained on.

    WARRAQ_CORPUS=… python benchmarks/imports/train_lines.py            measures over folds of publishers
    WARRAQ_CORPUS=… python benchmarks/imports/train_lines.py --write    writes the weights

Needs python-crfsuite, which reading does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.mastheads import printed
from generator.importers.raw_text.content_rules import assign_by_content
from generator.importers.raw_text.line_features import Features, features_of
from generator.importers.raw_text.line_model import EDGE, LABELS, REACH, UNIT, Model, marginals, parse_model
from generator.importers.raw_text.lines import Line, Roles, cut
from generator.text.arabic import fold
from generator.text.encodings import decode

SEED = 17
PARAMETERS = {"c1": 0.3, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
_WORD = re.compile("[\u3040-\u30ff\u4e00-\u9fff]|[^\\W_\u3040-\u30ff\u4e00-\u9fff]+")


class Sample(NamedTuple):
    """A text whose lines have labels; `fold` is the same for all texts of a publisher."""

    name: str
    fold: str
    lines: Sequence[Line]
    features: Sequence[Features]
    labels: Sequence[str]
    gold: dict[str, Any]


def key(words: str) -> str:
    return "".join(_WORD.findall(fold(words)))


def publisher_of(name: str) -> str:
    return re.split(r"_\d{4}_", name)[0]


def is_set_aside(publisher: str) -> bool:
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % 3 == 0


def pages_more(folder: Path, *, aside: bool = False) -> Iterator[Sample]:
    for file in sorted(folder.glob("*.full.txt")):
        name = file.name.removesuffix(".full.txt")
        if is_set_aside(publisher_of(name)) == aside:
            gold = json.loads(file.with_name(f"{name}.expected.json").read_text(encoding="utf-8"))
            yield sample(name, publisher_of(name), file.read_bytes(), gold)


def pages() -> Iterator[Sample]:
    for file in sorted((CORPUS / "pages").glob("*.expected.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for ending in (".txt", ".full.txt"):
            text = file.with_name(gold["name"] + ending)
            if text.exists():
                yield sample(text.name, gold["name"], text.read_bytes(), gold)


def mastheads() -> Iterator[Sample]:
    for one in printed(CORPUS / "articles_dev.jsonl"):
        gold = {"title": one.row["title"], "body": one.row["text"].split("\n"), "date": one.row.get("date")}
        yield sample(str(one.row["id"]), str(one.row["source"]), one.text.encode(), gold)


def sample(name: str, fold_: str, data: bytes, gold: dict[str, Any]) -> Sample:
    lines = cut(decode(data).text or "")
    return Sample(name, fold_, lines, features(lines), labels_by_gold(lines, gold), gold)


def features(lines: Sequence[Line]) -> list[Features]:
    roles = Roles(len(lines))
    assign_by_content(lines, roles, (), frozenset())
    return features_of(lines, roles)


def labels_by_gold(lines: Sequence[Line], gold: dict[str, Any]) -> list[str]:
    """Body is what the paragraphs say, between the first and the last long line of them; one line is the title."""
    keys = [key(line.text) for line in lines]
    paragraphs = {one for one in map(key, gold["body"]) if one}
    text = "\n".join(paragraphs)
    is_said = [bool(one) and (one in paragraphs or (len(one) > 12 and one in text) or _holds(one, paragraphs)) for one in keys]
    sure = [index for index, line in enumerate(lines) if is_said[index] and (line.words > 7 or keys[index] in paragraphs)]
    first, last = (sure[0], sure[-1]) if sure else (len(lines), len(lines))
    wanted = key(gold["title"])
    titles = [index for index, one in enumerate(keys) if one == wanted] or [
        index for index, one in enumerate(keys) if wanted and one.startswith(wanted) and len(one) < 2 * len(wanted)
    ]
    above = [index for index in titles if index < first]
    title = above[-1] if above else titles[0] if titles else None
    start = title if title is not None else first
    found = ["above" if index < start else "beside" for index in range(len(lines))]
    for index in range(first, min(last + 1, len(lines))):
        if is_said[index] or (len(keys[index]) <= 12 and keys[index] and keys[index] in text and is_said[index - 1]):
            found[index] = "body"
    if title is not None:
        found[title] = "title"
    return found


def _holds(one: str, paragraphs: set[str]) -> bool:
    return len(one) > 60 and sum(len(part) for part in paragraphs if len(part) > 20 and part in one) > 0.6 * len(one)


def attributes(features: Sequence[Features]) -> list[list[str]]:
    """The words of a line, and those of its neighbours with how far away they are."""
    found = [list(one.own) for one in features]
    for index, words in enumerate(found):
        for away in range(-REACH, REACH + 1):
            other = index + away
            near = features[other].near if 0 <= other < len(features) else (EDGE,)
            words += [f"{away}:{word}" for word in near]
    return found


def train(samples: Sequence[Sample], parameters: dict[str, Any] = PARAMETERS) -> Model:
    return parse_model(weights(samples, parameters))


def weights(samples: Sequence[Sample], parameters: dict[str, Any] = PARAMETERS) -> str:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(parameters)
    for one in samples:
        if one.lines:
            trainer.append(attributes(one.features), list(one.labels))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return as_text(info.state_features, info.transitions)


def as_text(states: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]) -> str:
    width = len(LABELS)
    rows: dict[tuple[str, str], list[int]] = {("move", label): [0] * width for label in LABELS}
    for (before, after), weight in transitions.items():
        rows["move", before][LABELS.index(after)] = round(UNIT * weight)
    for (word, label), weight in states.items():
        away, colon, near = word.partition(":")
        if colon:
            row = rows.setdefault(("near", near), [0] * width * (2 * REACH + 1))
            row[(int(away) + REACH) * width + LABELS.index(label)] = round(UNIT * weight)
        else:
            rows.setdefault(("own", word), [0] * width)[LABELS.index(label)] = round(UNIT * weight)
    return "".join(
        f"{kind}\t{word}\t{' '.join(map(str, row))}\n" for (kind, word), row in sorted(rows.items()) if any(row) or kind == "move"
    )


def score(one: Sample, model: Model) -> tuple[float, bool, float, float]:
    """F1 of the words of the body, whether the title is right, and how likely the title was said to be; foreign lines."""
    likely = marginals(one.features, model)
    body = [line for line, row in zip(one.lines, likely, strict=True) if row[2] > 0.5]
    best = max(range(len(likely)), key=lambda index: likely[index][1], default=None)
    title = key(one.lines[best].text) if best is not None else ""
    gold = Counter(_WORD.findall(fold("\n".join(one.gold["body"]))))
    around = {key(str(one.gold.get(name) or "")) for name in ("lead", "title", "kicker", "caption")}
    mine = Counter(_WORD.findall(fold("\n".join(line.text for line in body if key(line.text) not in around))))
    common = sum((gold & mine).values())
    f1 = 2 * common / (sum(gold.values()) + sum(mine.values())) if common else 0.0
    return f1, title == key(one.gold["title"]), likely[best][1] if best is not None else 0.0, 0


def folds(samples: Sequence[Sample], count: int) -> list[list[Sample]]:
    names = sorted({one.fold for one in samples})
    random.Random(SEED).shuffle(names)
    return [[one for one in samples if names.index(one.fold) % count == number] for number in range(count)]


def report(name: str, samples: Sequence[Sample], model_of: dict[str, Model]) -> None:
    results = [score(one, model_of[one.name]) for one in samples]
    if not results:
        return
    sure = [one for one in results if one[2] >= 0.9]
    print(
        f"{name:24} {len(results):5} texts: title {sum(one[1] for one in results) / len(results):.3f}, "
        f"F1 {sum(one[0] for one in results) / len(results):.4f}, said >= .9 sure {len(sure) / len(results):.2f}, "
        f"of which right {sum(one[1] for one in sure) / max(1, len(sure)):.4f}", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages-more", type=Path, default=CORPUS / "pages_more")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--faults", type=int, default=0)
    options = parser.parse_args()
    sets = {"pages_more": list(pages_more(options.pages_more)), "pages": list(pages()), "mastheads": list(mastheads())}
    every = [one for samples in sets.values() for one in samples]
    model_of: dict[str, Model] = {}
    for part in folds(every, options.folds):
        names = {one.fold for one in part}
        model = train([one for one in every if one.fold not in names])
        model_of |= {one.name: model for one in part}
    for name, samples in sets.items():
        report(name, samples, model_of)
    report("pages .full", [one for one in sets["pages"] if "full" in one.name], model_of)


if __name__ == "__main__":
    main()
