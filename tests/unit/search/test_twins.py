"""Modules of search that exist in Python and in JavaScript give the same results."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from vectors.twins import lines

CLIENT = Path(__file__).parents[3] / "generator" / "search" / "client"
VECTORS = Path(__file__).parents[2] / "vectors"
PYTHON = CLIENT.parent
# Modules of the client that mirror none of Python, and say why in their first lines.
WITHOUT_TWIN = {"index/bisect", "answer/order", "answer/fetching", "answer/filters", "analysis/arabic"}

IN_BROWSERS = """async rows => {
  const read = (value) => {
    if (value?.map && !Array.isArray(value)) return new Map(Object.entries(value.map));
    if (value?.set) return new Set(value.set);
    if (value?.postings && value?.aliases) return { postings: read(value.postings), aliases: read(value.aliases) };
    return value;
  };
  const pairs = ({ numbers, counts }) => Array.from(numbers, (number, index) => [number, counts[index]]);
  const special = {
    readFields: (module, [text]) => module.readFields(text).map(pairs),
    readValues: (module, [text]) => Array.from(module.readValues(text)),
    parse: (module, [text]) => {
      const { clauses, phrases, filters } = module.parse(text);
      return [
        clauses.map(({ kind, forms, field, presence, text }) => [kind, forms, field, presence, text]),
        phrases.map(({ forms, field, prohibited }) => [forms, field, prohibited]),
        filters.map(({ field, prohibited }) => [field, prohibited]),
      ];
    },
    unpacked: (module, [file]) =>
      module.unpacked(file).map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value))),
    byRank: (module, [list]) => list.map(module.wordOf).sort(module.byRank).map(({ term }) => term),
    layoutOf: (module, [manifest]) => {
      const { numbers, positionOf, steps } = module.layoutOf(manifest);
      const positions = Array.from(numbers, positionOf);
      return { numbers: Array.from(numbers), positions, steps: steps.map((own) => Array.from(own)) };
    },
    readTiers: async (module, [files, numbers]) => {
      const lists = module.readTiers(files[""]);
      await module.settle(lists[0], numbers, async (part) => files[part]);
      return lists.map(pairs);
    },
  };
  const results = [];
  for (const [path, name, given] of rows) {
    const module = await import(`/${path}.js`);
    const args = given.map(read);
    results.push((await (special[name] ? special[name](module, args) : module[name](...args))) ?? null);
  }
  return results;
}"""


def rows() -> list[list[Any]]:
    return [json.loads(line) for line in (VECTORS / "twins.jsonl").read_text(encoding="utf-8").splitlines()]


def test_python_gives_the_vectors() -> None:
    """`python tests/vectors/make.py` writes them anew."""
    assert (VECTORS / "twins.jsonl").read_text(encoding="utf-8").splitlines() == lines()


def test_javascript_gives_the_vectors(host: Callable[[Path, str], str], page: Page) -> None:
    page.goto(host(CLIENT, "/") + "index/shards.js")
    found = page.evaluate(IN_BROWSERS, [row[:3] for row in rows()])
    wrong = [(row, result) for row, result in zip(rows(), found, strict=True) if row[3] != result]
    assert not wrong


def test_every_module_of_the_client_has_its_twin_of_the_same_name() -> None:
    """What is for the page alone lies in page/."""
    for path in CLIENT.glob("*/*.js"):
        name = path.relative_to(CLIENT).with_suffix("").as_posix()
        if not name.startswith("page/") and name not in WITHOUT_TWIN:
            first = path.read_text(encoding="utf-8").partition("\n\n")[0]
            assert "Twin of" in first and f"generator/search/{name}.py" in first.replace("\n// ", " "), name
            assert (PYTHON / f"{name}.py").is_file(), name
