"""Train the line model of raw texts, and say what it is worth on publishers that it was not trained on.

    WARRAQ_CORPUS=… python benchmarks/imports/train_lines.py            measures over folds of publishers
    WARRAQ_CORPUS=… python benchmarks/imports/train_lines.py --write    writes the weights

Needs python-crfsuite, which reading does not.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.common.corpus import CORPUS
from benchmarks.imports.layouts.bare import bare
from benchmarks.imports.layouts.compose import composed
from benchmarks.imports.layouts.composed_text import Composed
from benchmarks.imports.mastheads import printed
from benchmarks.imports.saved_as_text import outlet, saved_texts
from benchmarks.imports.set_aside import is_set_aside, more_pages, publisher_of
from generator.importers.raw_text.body import assign_title_and_body
from generator.importers.raw_text.content_rules import assign_by_content
from generator.importers.raw_text.labelling.features import Features, Page
from generator.importers.raw_text.labelling.model import (
    EDGE,
    LABELS,
    REACH,
    UNIT,
    WEIGHTS,
    Model,
    body_chance,
    factors,
    marginals,
    parse_model,
)
from generator.importers.raw_text.labelling.titles import candidates_of, title_of
from generator.importers.raw_text.lines import Line, Roles, cut
from generator.importers.raw_text.named import Surroundings, authors_of, publishers_of, separate
from generator.importers.raw_text.role import Role
from generator.importers.vocabulary.newsroom import ends_with_stop
from generator.text.arabic import fold
from generator.text.encodings import decode

SEED = 17
SHORT_WORDS = 12
REAL_PAGES = 6  # composed ones that a real one counts as
NEVER_BODY = frozenset({Role.DATE, Role.CAPTURED, Role.BUTTON, Role.END, Role.LINK, Role.SITE_TALK})
DECAY = 2.0
PARAMETERS = {"c1": 0.3, "c2": 0.02, "max_iterations": 60, "feature.minfreq": 3, "feature.possible_transitions": True}
_WORD = re.compile("[\u3040-\u30ff\u4e00-\u9fff]|[^\\W_\u3040-\u30ff\u4e00-\u9fff]+")


class Sample(NamedTuple):
    """A text whose lines have labels; `fold` is the same for all texts of a publisher."""

    name: str
    fold: str
    lines: Sequence[Line]
    page: Page
    labels: Sequence[str]
    gold: dict[str, Any]


@lru_cache(maxsize=1 << 14)
def key(words: str) -> str:
    return "".join(_WORD.findall(fold(words)))


def pages_more(folder: Path, *, aside: bool = False) -> Iterator[Sample]:
    for file in sorted(folder.glob("*.full.txt")):
        name = file.name.removesuffix(".full.txt")
        if is_set_aside(publisher_of(file.with_name(f"{name}.expected.json"))) == aside:
            gold = json.loads(file.with_name(f"{name}.expected.json").read_text(encoding="utf-8"))
            yield sample(name, outlet(publisher_of(file.with_name(f"{name}.expected.json"))), file.read_bytes(), gold)


def pages() -> Iterator[Sample]:
    for file in sorted((CORPUS / "pages").glob("*.expected.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for ending in (".txt", ".full.txt"):
            text = file.with_name(gold["name"] + ending)
            if text.exists():
                yield sample(text.name, gold["name"], text.read_bytes(), gold)


def mastheads() -> Iterator[Sample]:
    for one in printed(CORPUS / "articles_dev.jsonl"):
        body = html.unescape(one.row["text"]).split("\n")
        gold = {"title": html.unescape(one.row["title"]), "body": body, "date": one.row.get("date")}
        gold["publisher"] = one.publisher
        yield sample(str(one.row["id"]), str(one.row["source"]), one.text.encode(), gold)


Choice = Sequence[tuple[Sequence[str], bool]]  # the words of each candidate, and whether it is right
LABEL_OF = {"T": "title", "B": "body"}


def of_composer(count: int, seed: int, **choices: Any) -> Iterator[Sample]:
    """Composed texts of open articles; the composer knows the role of every line."""
    yield from (found for one in composed(count, seed, **choices) if (found := of_text(one, "composed", seed)))


def invented(count: int, seed: int) -> list[Sample]:
    return [*of_composer(count, seed), *of_bare(2 * count // 3, seed)]


def of_bare(count: int, seed: int) -> Iterator[Sample]:
    yield from (found for one in bare(count, seed) if (found := of_text(one, "bare", seed)))


def of_text(one: Composed, fold_: str, seed: int) -> Sample | None:
    lines = cut(decode(one.data).text or "")
    if not lines or len(one.lines) < lines[-1].number or not is_right(one, lines):
        return None
    labels = [LABEL_OF.get(one.lines[line.number - 1].role, "beside") for line in lines]
    start = next((at for at, label in enumerate(labels) if label != "beside"), 0)
    start = labels.index("title") if "title" in labels else start
    labels = ["above" if at < start and label == "beside" else label for at, label in enumerate(labels)]
    gold: dict[str, Any] = {"title": one.title, "body": one.paragraphs, "kinds": one.kinds, "language": one.language}
    gold |= {"publisher": one.publisher, "authors": one.authors}
    return Sample(f"{seed}/{one.name}", fold_, lines, page_of(lines), refined(lines, labels), gold)


def refined(lines: Sequence[Line], labels: Sequence[str]) -> list[str]:
    """Body lines of a run of short ones are a list, verse or a table; below the last of the body nothing is its."""
    found = list(labels)
    is_body = [label == "body" for label in labels]
    is_short = [
        body and line.words <= SHORT_WORDS and not ends_with_stop(line.text)
        for body, line in zip(is_body, lines, strict=True)
    ]
    last = max((at for at, body in enumerate(is_body) if body), default=len(labels))
    for at, label in enumerate(labels):
        if label == "beside" and at > last:
            found[at] = "below"
        elif is_short[at] and sum(is_short[max(0, at - 1) : at + 2]) > 1:
            found[at] = "list"
    return found


def is_right(one: Composed, lines: Sequence[Line]) -> bool:
    return not one.is_set_aside and sum(bool(line.text.strip()) for line in one.lines) >= len(lines) > 0


def saved(folder: Path) -> Iterator[Sample]:
    for name, publisher, text, gold in saved_texts(folder):
        one = sample(f"saved/{name}", publisher, text.encode(), gold)
        if name.startswith("date") and one.labels.count("body") > 2 and "title" in one.labels:
            yield one


def is_whole(one: Sample) -> bool:
    """Title above the body, and no paragraph that trafilatura may have missed."""
    if "title" not in one.labels or one.labels.index("title") > one.labels.index("body"):
        return False
    last = len(one.labels) - 1 - one.labels[::-1].index("body")
    pairs = zip(one.lines, one.labels, strict=True)
    long = [label for line, label in pairs if line.index <= last + 5 and line.words >= 15 and ends_with_stop(line.text)]
    return long.count("body") >= 0.9 * len(long)


def sample(name: str, fold_: str, data: bytes, gold: dict[str, Any]) -> Sample:
    lines = cut(decode(data).text or "")
    page, labels = page_of(lines), labels_by_gold(lines, gold)
    # Of rows whose text has the agency's last line in it.
    labels = [
        "beside" if page.roles[line] in NEVER_BODY and label == "body" else label
        for line, label in zip(lines, labels, strict=True)
    ]
    return Sample(name, fold_, lines, page, refined(lines, labels), gold)


def page_of(lines: Sequence[Line]) -> Page:
    roles = Roles(len(lines))
    assign_by_content(lines, roles, (), frozenset())
    return Page(lines, roles)


def labels_by_gold(lines: Sequence[Line], gold: dict[str, Any]) -> list[str]:
    """Body is what the paragraphs say, between the first and the last long line of them; one line is the title."""
    keys = [key(line.text) for line in lines]
    paragraphs = {one for one in map(key, gold["body"]) if one}
    text = "\n".join(paragraphs)
    is_said = [
        bool(one) and (one in paragraphs or (len(one) > 12 and one in text) or _holds(one, paragraphs)) for one in keys
    ]
    sure = [
        index for index, line in enumerate(lines) if is_said[index] and (line.words > 7 or keys[index] in paragraphs)
    ]
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


def whole(samples: Sequence[Sample], silver: Sequence[Sample]) -> str:
    """The weights of lines, and of what is compared within a text.

    What the line model says of a text counts there, so it comes from a model that was not trained on that text.
    """
    titles: list[Choice] = []
    publishers: list[Choice] = []
    authors: list[Choice] = []
    for half, other in ((samples[::2], samples[1::2]), (samples[1::2], samples[::2])):
        model = train(other, PARAMETERS)
        found = list(title_choices([*half, *(() if titles else silver)], model))
        model = model._replace(titles=train_softmax(found))
        names = [name_choices(one, model) for one in half]
        titles += found
        publishers += [one for one, _ in names]
        authors += [one for _, one in names]
    ranked = {"title": train_softmax(titles), "publisher": train_softmax(publishers), "author": train_softmax(authors)}
    rows = (
        f"{kind}\t{word}\t{weight}\n"
        for kind, found in ranked.items()
        for word, weight in sorted(found.items())
        if weight
    )
    return weights(samples, PARAMETERS) + "".join(rows)


def mean(models: Sequence[str]) -> str:
    """Models of other composed texts differ where these texts are few; their mean is steadier than each."""
    rows: dict[str, list[list[int]]] = {}
    for text in models:
        for line in text.splitlines():
            name, _, values = line.rpartition("\t")
            rows.setdefault(name, []).append(list(map(int, values.split(" "))))
    order = ("move", "near", "own", "title", "publisher", "author")
    found = {
        name: [round(sum(column) / len(models)) for column in zip(*held, strict=True)] for name, held in rows.items()
    }
    return "".join(
        f"{name}\t{' '.join(map(str, found[name]))}\n"
        for name in sorted(found, key=lambda name: (order.index(name.split("\t")[0]), name))
        if any(found[name]) or name.startswith("move")
    )


def train(samples: Sequence[Sample], parameters: dict[str, Any]) -> Model:
    return parse_model(weights(samples, parameters))


def weights(samples: Sequence[Sample], parameters: dict[str, Any]) -> str:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(parameters)
    for one in samples:
        if one.lines:
            trainer.append(attributes(one.page.features), list(one.labels))
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
        f"{kind}\t{word}\t{' '.join(map(str, row))}\n"
        for (kind, word), row in sorted(rows.items())
        if any(row) or kind == "move"
    )


def title_choices(samples: Sequence[Sample], model: Model) -> Iterator[Choice]:
    for one in samples:
        wanted = key(one.lines[one.labels.index("title")].text) if "title" in one.labels else ""
        found = candidates_of(one.page, marginals(factors(one.page.features, model), model))
        is_right = [key(each.line.text) == wanted if each.line else not wanted for each in found]
        yield [(each.words, right) for each, right in zip(found, is_right, strict=True)]


def name_choices(one: Sample, model: Model) -> tuple[Choice, Choice]:
    """Of outlets and of authors; nothing where the gold does not say."""
    roles = deepcopy(one.page.roles)
    assign_title_and_body(one.lines, roles, model)
    around = Surroundings(one.lines, roles)
    publisher, authors = one.gold.get("publisher"), one.gold.get("authors")
    wanted = key(publisher) if publisher is not None else None
    names = sorted(map(key, authors)) if authors is not None else None
    of_outlets = [(each.words, (key(part.text) if part else "") == wanted) for part, each in publishers_of(around)]
    of_authors = [
        (each.words, (sorted(map(key, separate(part.text))) if part else []) == names)
        for part, each in authors_of(around)
    ]
    return of_outlets if wanted is not None else [], of_authors if names is not None else []


def train_softmax(choices: Iterable[Choice]) -> dict[str, int]:
    """A softmax over the candidates of each text, by gradient steps over sparse words."""
    words: dict[str, int] = {}
    rows: list[int] = []
    of: list[int] = []
    group: list[int] = []
    right: list[int] = []
    for number, found in enumerate(choices):
        if not any(true for _, true in found):
            continue
        for own, true in found:
            for word in own:
                rows.append(len(group))
                of.append(words.setdefault(word, len(words)))
            group.append(number)
            right.append(true)
    return _softmax(words, np.array(rows), np.array(of), np.array(group), np.array(right, dtype=float))


def _softmax(words: dict[str, int], rows: Any, of: Any, group: Any, right: Any) -> dict[str, int]:
    _, group = np.unique(group, return_inverse=True)
    counts = np.bincount(of, minlength=len(words))
    right = right / np.bincount(group, right)[group]
    w, first, second = np.zeros(len(words)), np.zeros(len(words)), np.zeros(len(words))
    texts = group.max() + 1
    for step in range(1, 301):
        raw = np.bincount(rows, w[of], minlength=len(group))
        top = np.full(texts, -1e9)
        np.maximum.at(top, group, raw)
        odds = np.exp(raw - top[group])
        odds /= np.bincount(group, odds)[group]
        gradient = np.bincount(of, (right - odds)[rows], minlength=len(words)) / texts - DECAY / texts * w
        first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
        w += 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {word: value for word, at in words.items() if counts[at] >= 3 and (value := round(UNIT * w[at]))}


def score(one: Sample, model: Model) -> tuple[float, bool, float, float, int]:
    """F1 of the words of the body, whether the title is right, and how likely the title was said to be; foreign lines."""
    likely = marginals(factors(one.page.features, model), model)
    body = [line for line, row in zip(one.lines, likely, strict=True) if body_chance(row) > 0.5]
    line, sure = title_of(one.page, likely, model.titles)
    title = key(line.text) if line else ""
    gold = Counter(_WORD.findall(fold("\n".join(one.gold["body"]))))
    around = {key(str(one.gold.get(name) or "")) for name in ("lead", "title", "kicker", "caption")}
    mine = Counter(_WORD.findall(fold("\n".join(line.text for line in body if key(line.text) not in around))))
    common = sum((gold & mine).values())
    f1 = 2 * common / (sum(gold.values()) + sum(mine.values())) if common else 0.0
    is_right = title == key(one.gold["title"]) or (line is not None and one.labels[line.index] == "title")
    mine_, gold_ = (
        {line.index for line in body},
        {at for at, label in enumerate(one.labels) if label in ("body", "list")},
    )
    return f1, is_right, sure, len(gold_ - mine_) / max(1, len(gold_)), len(mine_ - gold_)


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
        f"of which right {sum(one[1] for one in sure) / max(1, len(sure)):.4f}, lines lost {sum(one[3] for one in results) / len(results):.4f}, "
        f"left {sum(one[4] for one in results) / len(results):.2f}",
        flush=True,
    )


def pages_again(real: Mapping[str, Sequence[Sample]]) -> list[Sample]:
    """Pages that nobody composed count as several: they are few, and each is like more of those to come."""
    return [one for name in ("pages_more", "pages") for one in real[name]] * (REAL_PAGES - 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--composed", type=int, default=5000)
    parser.add_argument("--models", type=int, default=2, help="whose mean is written")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    real = {"pages_more": list(pages_more(more_pages())), "pages": list(pages()), "mastheads": list(mastheads())}
    silver = list(saved(more_pages()))
    every = [one for samples in real.values() for one in samples]
    if options.write:
        seeds = [SEED + 1000 * number for number in range(options.models)]
        texts = [whole([*every, *pages_again(real), *invented(options.composed, seed)], silver) for seed in seeds]
        WEIGHTS.write_text(mean(texts), encoding="utf-8")
        return
    trained = invented(options.composed, SEED)
    model_of: dict[str, Model] = {}
    for part in folds(every, options.folds):
        names = {one.fold for one in part}
        others = [one for one in every if one.fold not in names] + trained
        model = parse_model(whole(others, [one for one in silver if one.fold not in names]))
        model_of |= {one.name: model for one in part}
    for name, samples in real.items():
        report(name, samples, model_of)
    report("pages .full", [one for one in real["pages"] if "full" in one.name], model_of)
    fresh = list(of_composer(600, SEED + 1))
    report("composed", fresh, dict.fromkeys((one.name for one in fresh), model))


if __name__ == "__main__":
    main()
