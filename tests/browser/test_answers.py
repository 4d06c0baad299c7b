"""`warraq search` answers as the search page's client does in Chromium, over one file and over shards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import NOW, SiteFolder

from benchmarks.common.articles import write_site
from benchmarks.search.browser import bundled_client
from generator.search.answer.answer import ask
from generator.search.answer.engine import Engine, open_index
from generator.search.answer.query import parse
from generator.search.index import postings, tiers

Host = Callable[[Path, str], str]
QUERIES = 60
# By a client that has fetched nothing: the first ten alone, then all in their order with words matched and scores.
ASK = """async ([base, text]) => {
  const { Engine, parse } = globalThis.client;
  const { numbers, order } = await new Engine(base).search(parse(text));
  const first = await order.first(10);
  const all = await order.first(numbers.length);
  if (first.join() !== all.slice(0, 10).join()) throw new Error(`${first} are not the first of ${all}`);
  const { words, scores } = order.found;
  const ranks = new Map(order.found.numbers.map((number, one) => [number, [words[one], scores[one]]]));
  return all.map((number) => [number, ...ranks.get(number)]);
}"""
PARSE = """texts => texts.map((text) => {
  const { clauses, filters } = globalThis.client.parse(text);
  const words = clauses.filter((clause) => clause.kind !== "phrase");
  return [words.map((one) => [one.kind, one.forms, one.field, one.presence, one.text]), filters.map((one) => one.field)];
})"""


@pytest.fixture(scope="module", params=["one file", "shards", "tiers"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteFolder]:
    site = SiteFolder(tmp_path_factory.mktemp("answers") / "site")
    write_site(site.root, 120 if request.param == "one file" else 400)
    site.article("undated", date="", title="مقال بلا تاريخ", body="عن وزارة الصحة والوزير.\n")
    site.article("year", date="2011", title="مقال من سنة معروفة", body="قال الرئيس إن كتابه في مكتبته.\n")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "tiers":
            for where, what in (
                (postings, {"LONG": 300, "MANY": 50}),
                (tiers, {"MANY": 50, "FIRST": 8, "PART": 16}),
            ):
                for name, value in what.items():
                    patch.setattr(where, name, value)
        site.build(now=NOW, base_url="https://example.org/")
    files = len(list((site.output / "search").glob("p/*")))
    assert files == 0 if request.param != "tiers" else files > 500
    yield site


@pytest.fixture
def asked(built: SiteFolder, host: Host, page: Page, tmp_path: Path) -> Page:
    """A page with the client's modules and the built site below the same address."""
    folder = tmp_path / "served"
    folder.mkdir()
    for place in built.output.iterdir():
        (folder / place.name).symlink_to(place)
    bundled_client(folder / "client.js")
    page.goto(f"{host(folder, '/')}search/manifest.json")
    page.evaluate("async () => { globalThis.client = await import('/client.js') }")
    return page


def random_query(words: list[str], chance: random.Random) -> str:
    """Words as readers type them, with signs, fields, beginnings and near misses; sometimes nonsense."""
    shapes = ("{}", "{}", "{}", "+{}", "-{}", "title:{}", "عنوان:{}", "+title:{}", "{}~", "و{}", "ال{}", "{}،", "غ{}ظ")
    parts = [chance.choice(shapes).format(chance.choice(words)) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.2:
        parts.append(chance.choice(words)[:4] + "*")
    return " ".join(parts) + " "


def test_order_and_scores_are_the_clients(built: SiteFolder, asked: Page) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((built.root / "content").rglob("*.md"))]
    words = sorted({word for text in texts for word in text.split() if len(word) > 2})
    chance, engine, found_any = random.Random(8), Engine(built.output), 0
    for _ in range(QUERIES):
        query = random_query(words, chance)
        if all(clause.presence == "prohibited" for clause in parse(query).clauses):
            continue
        own = [(one.number, one.rank.words, one.rank.score) for one in ask(engine, query).matches]
        theirs = asked.evaluate(ASK, ["/", query])
        assert len(own) == len(theirs), query
        for (number, matched, score), (other, *rank) in zip(own, theirs, strict=True):
            assert (number, matched) == (other, rank[0]), query
            assert abs(score - rank[1]) < 1e-9, (query, number)
        found_any += bool(own)
    assert found_any > QUERIES / 2


def random_question(words: list[str], pairs: list[str], names: list[tuple[str, str]], chance: random.Random) -> str:
    """As random_query, with phrases, names to filter by, and a last word that may not be typed to its end."""
    parts = [
        chance.choice(("{}", "{}", "+{}", "-{}")).format(chance.choice(words)) for _ in range(chance.randint(0, 2))
    ]
    if chance.random() < 0.4:
        parts.append(chance.choice(('"{}"', "«{}»", '-"{}"', 'title:"{}"')).format(chance.choice(pairs)))
    if chance.random() < 0.5:
        kind, name = chance.choice(names)
        parts.append(chance.choice(('{}:"{}"', '-{}:"{}"')).format(kind, name))
    chance.shuffle(parts)
    if chance.random() < 0.6:
        parts.append(chance.choice(words)[: chance.randint(2, 5)])
    return " ".join(parts) + chance.choice(("", "", " "))


def test_phrases_filters_beginnings_and_the_order_of_equals_are_the_clients(built: SiteFolder, asked: Page) -> None:
    articles = sorted((built.root / "content").rglob("*.md"))
    texts = [line for place in articles[:40] for line in place.read_text(encoding="utf-8").split("---")[2].split("\n")]
    words = sorted({word for text in texts for word in text.split() if len(word) > 2})
    pairs = sorted(
        {" ".join(text.split()[at : at + 2]) for text in texts for at in (0, 1) if len(text.split()) > at + 1}
    )
    chance, engine, seen = random.Random(10), Engine(built.output), [0, 0, 0]
    names = [(kind, name) for kind, found in facets_of(built).items() for name in found]
    is_tiered = (built.output / "search" / "p").exists()
    for _ in range(QUERIES // (4 if is_tiered else 3)):
        text = random_question(words, pairs, names, chance)
        own = ask(engine, text)
        found = [one.row["url"] for one in own.matches]
        theirs = asked.evaluate("async (text) => globalThis.client.shownFor('/', text)", text)
        assert found == theirs["urls"], text
        assert (list(own.unknown), own.begun) == (theirs["unknown"], theirs["begun"]), text
        seen = [seen[0] + bool(found), seen[1] + bool(own.begun), seen[2] + (own.total is None and bool(found))]
    assert min(seen) > 0, seen


def facets_of(site: SiteFolder) -> dict[str, dict[str, list[int]]]:
    index = open_index(site.output)
    return index.facets(index.numbers())


def test_a_query_is_read_alike(asked: Page) -> None:
    chance = random.Random(9)
    pieces = '+ - * ~ ~1 : " « » “ ” title: عنوان: section: قسم: author: tag: ½: 𝐀: مصر كتاب a_b ٢٠٢٥ \u200f \ufeff \x1c \x85 <img> \u0301 ( ) ^2 \\ 𝐀𝐁'.split(
        " "
    )
    texts = ["".join(chance.choice([*pieces, " ", " "]) for _ in range(chance.randint(1, 12))) for _ in range(3000)]
    texts += ["م" * 401, "𝐀" * 300, "", " "]
    for text, (words, filters) in zip(texts, asked.evaluate(PARSE, texts), strict=True):
        query = parse(text)
        own = [
            [one.kind, list(one.forms), one.field, one.presence, one.text]
            for one in query.clauses
            if one.kind != "phrase"
        ]
        assert own == words, text
        if "publisher" not in text:
            assert [one.field for one in query.filters] == filters, text
