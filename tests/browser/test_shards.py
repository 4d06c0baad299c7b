"""Search over shards in Chromium ranks as lunr.py does over the whole index of the same words."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lunr.builder import Builder
from lunr.query import Query, QueryPresence
from playwright.sync_api import Page, expect
from support import NOW, SiteFolder

from generator.build.load import load_articles
from generator.build.memory import Memory
from generator.build.plan_search import counts_of
from generator.build.site import open_site
from generator.build.workers import Workers
from generator.search.analysis import stem, without_article
from generator.search.leaves import bits_of
from generator.search.lexicon import Lexicon
from generator.search.numbering import LENGTHS, length_step
from generator.search.postings import FIELDS, Forms, Postings, terms_of
from generator.search.shards import leaf_path, skeleton_hash

sys.path.append(str(Path(__file__).parent.parent.parent / "benchmarks"))
from articles import write_site

CLIENT = Path(__file__).parent.parent.parent / "generator" / "search" / "client"
Host = Callable[[Path, str], str]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = SiteFolder(tmp_path_factory.mktemp("shards") / "site")
    write_site(site.root, 400)
    site.article("undated", date="", title="مقال بلا تاريخ")
    site.article("year", date="2011", title="مقال من سنة معروفة")
    site.build(now=NOW, base_url="https://example.org/")
    return site


class Whole(NamedTuple):
    """lunr.py's index of the whole archive, the terms it knows and the forms they came from."""

    index: Any
    terms: list[str]
    forms: list[str]


def whole_index(site: SiteFolder) -> Whole:
    """From the same words, with lengths as the shards keep them."""
    opened = open_site(site.root, None, base_url="https://example.org/", now=NOW, has_drafts=False)
    memory = Memory(opened.cache / "warraq.sqlite", "output")
    articles = load_articles(opened, memory, Workers(1)).articles
    marks = memory.words_marks()
    counted = list(counts_of(memory, [marks[article.source.path] for article in articles]))
    memory.close()
    lexicon, postings = Lexicon(), Postings()
    for number, counts in enumerate(counted):
        postings.add(counts, number)
    by_skeleton: dict[str, Forms] = {}
    for form, lists in postings.by_form().items():
        by_skeleton.setdefault(lexicon.skeleton(form), {})[form] = lists
    terms: dict[str, str] = {}
    for own in by_skeleton.values():
        terms |= terms_of(own, lexicon)
    builder = Builder()
    builder.ref("url")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for article, counts in zip(articles, counted, strict=True):
        spread = {
            name: [terms[form] for form, times in getattr(counts, name).items() for _ in range(times)]
            for name in FIELDS
        }
        builder.add({"url": article.url, **spread})
    for reference, length in builder.field_lengths.items():
        field = str(reference).split("/")[0]
        builder.field_lengths[reference] = LENGTHS[field][length_step(field, length)]
    return Whole(builder.build(), sorted(set(terms.values())), sorted(terms))


QUERY = """async ([base, clauses]) => {
  const { Engine } = await import(base + 'client/engine.js');
  const { ranked } = await import(base + 'client/ranking.js');
  const { smallIndex, lunr } = await import(base + 'client/small_index.js');
  const engine = (globalThis.engine ||= new Engine(base));
  await engine.load();
  const understood = (await Promise.all(clauses.map((clause) => engine.understood(clause)))).flat();
  const postings = new Map();
  for (const term of understood.flatMap((clause) => clause.terms)) {
    postings.set(term, (await engine.shard(term))[term].filter(Array.isArray));
  }
  const presence = { optional: 1, required: 2, prohibited: 3 };
  const byLunr = smallIndex(postings, engine.manifest).query((query) => {
    for (const clause of clauses) {
      const options = { usePipeline: false, presence: presence[clause.presence] };
      if (clause.field) options.fields = [clause.field];
      if (clause.kind === 'prefix') query.term(clause.forms[0], { ...options, wildcard: lunr.Query.wildcard.TRAILING });
      else if (clause.kind === 'fuzzy') query.term(clause.forms[0], { ...options, editDistance: 1 });
    }
    for (const { terms, field, presence: asked, kind } of understood.map((one, at) => ({ ...one, kind: clauses[at].kind }))) {
      const options = { usePipeline: false, presence: presence[asked] };
      if (field) options.fields = [field];
      if (kind === 'word') terms.forEach((term) => query.term(term, options));
    }
  });
  const urls = async (numbers) => (await engine.documents(numbers)).map((row) => row.url);
  const own = [...ranked(understood, postings, engine.manifest)];
  const ownUrls = await urls(own.map(([number]) => number));
  const lunrUrls = await urls(byLunr.map((result) => Number(result.ref)));
  return {
    own: own.map(([, [, score]], at) => [ownUrls[at], score]),
    lunr: byLunr.map((result, at) => [lunrUrls[at], result.score]),
  };
}"""


@pytest.fixture
def modules(archive: SiteFolder, tmp_path: Path) -> Path:
    """The client's modules beside the archive's index, as a browser can import them."""
    folder = tmp_path / "served"
    (folder / "client").mkdir(parents=True)
    (folder / "search").symlink_to(archive.output / "search")
    lunr = (CLIENT.parent.parent.parent / "node_modules/lunr/lunr.js").read_text(encoding="utf-8")
    (folder / "client" / "lunr.js").write_text(
        f"{lunr.replace('}(this, function', '}(globalThis, function')}\nexport default globalThis.lunr;"
    )
    for module in [*CLIENT.glob("*.js"), Path(__file__).with_name("small_index.js")]:
        text = module.read_text(encoding="utf-8").replace('from "lunr"', 'from "./lunr.js"')
        (folder / "client" / module.name).write_text(text, encoding="utf-8")
    return folder


def random_clauses(whole: Whole, chance: random.Random) -> list[dict[str, Any]]:
    """Words, fields, wanted and unwanted ones, beginnings and near misses."""

    def clause(form: str, kind: str = "word", field: str = "", presence: str = "optional") -> dict[str, Any]:
        return {"kind": kind, "forms": [form], "field": field, "presence": presence, "text": form}

    shape = chance.randrange(6)
    words = [clause(chance.choice(whole.forms)) for _ in range(chance.randint(1, 3))]
    if shape == 1:
        return [clause(chance.choice(whole.forms), field="title"), *words]
    if shape == 2:
        return [clause(chance.choice(whole.forms), presence="required"), *words]
    if shape == 3:
        return [*words, clause(chance.choice(whole.forms), presence="prohibited")]
    if shape >= 4:
        kind = ("prefix", "fuzzy")[shape - 4]
        for _ in range(1000):
            term = chance.choice(whole.terms)
            typed = term[: max(3, len(term) - 1)] if kind == "prefix" else term[:-1] + chance.choice("بتسمن")
            fits = [one for one in whole.terms if one.startswith(typed)] if kind == "prefix" else [typed]
            if len(typed) > 2 and stem(typed) == typed == without_article(typed)[0] and 0 < len(fits) <= 200:
                return [clause(typed, kind)]
    return words


def asked_of_lunr(whole: Whole, clauses: list[dict[str, Any]], meant: dict[str, str]) -> dict[str, float]:
    query = whole.index.create_query()
    presences = {"optional": 1, "required": 2, "prohibited": 3}
    for clause in clauses:
        options: dict[str, Any] = {"use_pipeline": False, "presence": QueryPresence(presences[clause["presence"]])}
        if clause["field"]:
            options["fields"] = [clause["field"]]
        if clause["kind"] == "prefix":
            options["wildcard"] = Query.WILDCARD_TRAILING
        elif clause["kind"] == "fuzzy":
            options["edit_distance"] = 1
        query.term(meant.get(clause["forms"][0], clause["forms"][0]), **options)
    return {found["ref"]: found["score"] for found in whole.index.query(query)}


def test_set_and_scores_are_those_of_the_whole_index(
    archive: SiteFolder, modules: Path, host: Host, page: Page
) -> None:
    whole = whole_index(archive)
    base = host(modules, "/")
    page.goto(f"{base}search/manifest.json")
    chance, found_any = random.Random(5), 0
    for _ in range(90):
        clauses = random_clauses(whole, chance)
        in_browser = page.evaluate(QUERY, [base, clauses])
        means = "forms => Object.fromEntries(forms.map(form => [form, engine.means(form)]))"
        plain = [clause["forms"][0] for clause in clauses if clause["kind"] == "word"]
        in_python = asked_of_lunr(whole, clauses, page.evaluate(means, plain))
        for name in ("own", "lunr"):
            scores = dict(in_browser[name])
            assert scores.keys() == in_python.keys(), (name, clauses)
            assert all(abs(scores[url] - in_python[url]) < 1e-9 for url in in_python), (name, clauses)
        found_any += bool(in_python)
    assert found_any > 60


def test_the_search_page_works_over_shards(archive: SiteFolder, host: Host, page: Page) -> None:
    page.goto(f"{host(archive.output, '/')}search/?q=معروفه")
    page.get_by_role("link", name="مقال من سنة معروفة").wait_for()
    page.fill("#search-input", "في")
    expect(page.locator("#search-results li")).to_have_count(10)
    page.click("#search-more")
    expect(page.locator("#search-results li")).to_have_count(20)


def test_python_and_javascript_hash_alike(host: Host, page: Page) -> None:
    base = host(CLIENT, "/")
    page.goto(f"{base}shards.js")
    terms = [
        "",
        "مصر",
        "2025",
        "constructor",
        "𝐀",
        "كلمة طويلة جدا",
        *(chr(code) * 3 for code in range(0x600, 0x700, 5)),
    ]
    script = "async terms => { const m = await import('/shards.js'); return terms.map(t => [m.skeletonHash(t), m.textBits(t), m.leafFile('t', m.textBits(t).slice(0, 21))]) }"
    assert page.evaluate(script, terms) == [
        [skeleton_hash(term), bits_of(term)[:-16], leaf_path("t", bits_of(term)[:-16][:21]).removeprefix("search/")]
        for term in terms
    ]


def test_one_edited_body_rewrites_only_the_shards_of_its_words(archive: SiteFolder) -> None:
    place = sorted((archive.root / "content" / "2016").rglob("*.md"))[0]
    place.write_text(place.read_text(encoding="utf-8") + "\nقرنفل قرنفل.\n", encoding="utf-8")
    written = [
        path for path in archive.build(now=NOW, base_url="https://example.org/").written if path.startswith("search/")
    ]
    shards = [path for path in written if path.startswith(("search/t/", "search/v/"))]
    assert 1 <= len(shards) <= 3
    assert set(written) <= {"search/manifest.json", *shards}
