"""How many pairs of a query and a text the client joins in Chromium, over a large archive and over a small one.

    python benchmarks/search/cases.py [path/to/cases.tsv]

The table has the columns query, text, should_match, why. Without a path it is looked for beside WARRAQ_CORPUS, where
the large archive is too, which gets the texts of all cases; the small one is the demo's content/ with one at a time.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.search.browser import REPOSITORY, served
from benchmarks.search.sites import CORPUS, RealArticle, built, jawhara, real_site, sites_folder

# Whether an article, which is found by a word that it alone has, is among the results of a query.
ASK = """async ([base, word, query]) => {
  const engine = new search.Engine(base);
  const { numbers: [number, ...others] } = await engine.search(search.parse(`title:${word}`));
  if (number === undefined || others.length) throw new Error(`${word} is not one article's word`);
  return (await engine.search(search.parse(query))).numbers.includes(number);
}"""


class Case(NamedTuple):
    word: str
    query: str
    text: str
    should_match: bool


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS.parent / "search" / "cases.tsv"
    cases = read_cases(path)
    with sites_folder() as folder:
        shutil.rmtree(folder / "cases", ignore_errors=True)
        large = real_site(folder, "cases", [*jawhara(), *map(article, cases)])
        small = shutil.copytree(REPOSITORY / "content", folder / "cases-demo" / "content", dirs_exist_ok=True).parent
        shutil.copyfile(REPOSITORY / "site.yaml", small / "site.yaml")
        with served(folder / "client", large=large / "output", small=small / "output") as (host, page):
            report(
                "the large archive with all the cases' texts",
                cases,
                [is_found(page, "/large/", case) for case in cases],
            )
            joined = []
            for one in cases:
                write(small, one)
                host.forget()
                joined.append(is_found(page, "/small/", one))
            report("the demo's articles with the one text that is asked for", cases, joined)


def read_cases(path: Path) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Case(f"zq{number}zq", row["query"], row["text"], row["should_match"] == "1")
            for number, row in enumerate(rows)
        ]


def article(case: Case) -> RealArticle:
    return RealArticle(case.word, case.word, "2020-01-01", "", case.text)


def write(root: Path, case: Case) -> None:
    """The one text beside the demo's articles."""
    (root / "content" / "case.md").write_text(
        f"---\ntitle: {case.word}\ndate: 2020-01-01\nurl: case/\n---\n{case.text}\n", encoding="utf-8"
    )
    built(root)


def is_found(page: Page, base: str, case: Case) -> bool:
    return bool(page.evaluate(ASK, [base, case.word, case.query]))


def report(name: str, cases: Sequence[Case], joined: Sequence[bool]) -> None:
    both = list(zip(cases, joined, strict=True))
    wanted = sum(case.should_match for case in cases)
    missed = [case for case, is_joined in both if case.should_match and not is_joined]
    wrong = [case for case, is_joined in both if is_joined and not case.should_match]
    print(f"{name}: found {wanted - len(missed)} of {wanted}, wrong {len(wrong)} of {len(cases) - wanted}")
    for label, found in (("missed", missed), ("wrong", wrong)):
        for case in found:
            print(f"  {label}: {case.query} | {case.text}")


if __name__ == "__main__":
    main()
