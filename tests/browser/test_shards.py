"""Search over shards in Chromium ranks as lunr.py does over the whole index of the same words."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lunr.builder import Builder
from playwright.sync_api import Page, expect
from support import NOW, SiteFolder

from generator.search.analysis import words
from generator.search.index import FIELDS
from generator.search.shards import LENGTHS, length_step, term_hash

sys.path.append(str(Path(__file__).parent.parent.parent / "benchmarks"))
from articles import Newsroom, write_site

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


def whole_index(site: SiteFolder) -> tuple[object, dict[str, str]]:
    """lunr.py's index of the counted words, with lengths as the shards keep them."""
    from generator.build.load import load_articles
    from generator.build.memory import Memory
    from generator.build.plan_search import _words
    from generator.build.site import open_site
    from generator.build.workers import Workers

    opened = open_site(site.root, None, base_url="https://example.org/", now=NOW, has_drafts=False)
    memory = Memory(opened.cache / "warraq.sqlite", "output")
    articles = load_articles(opened, memory, Workers(1)).articles
    builder = Builder()
    builder.ref("url")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    for article, counts in zip(articles, _words(memory, [one.source.path for one in articles]), strict=True):
        spread = {
            name: [word for word, times in getattr(counts, name).items() for _ in range(times)] for name in FIELDS
        }
        builder.add({"url": article.url, **spread})
    memory.close()
    for reference, length in builder.field_lengths.items():
        builder.field_lengths[reference] = LENGTHS[length_step(length)]
    return builder.build(), {article.url: article.title for article in articles}


QUERY = """async ([base, wanted]) => {
  const { termHash, shardOf, smallIndex, placeOf } = await import(base + 'client/shards.js');
  const manifest = await (await fetch(base + 'search/manifest.json')).json();
  const shards = new Set(manifest.shards);
  const postings = new Map();
  for (const word of wanted) {
    const shard = shardOf(word, shards);
    const terms = shard === undefined ? {} : await (await fetch(`${base}search/t/${shard}.json`)).json();
    if (Object.hasOwn(terms, word)) postings.set(word, terms[word]);
  }
  if (!postings.size) return [];
  const results = smallIndex(postings, manifest).query(q => wanted.forEach(w => q.term(w, { usePipeline: false })));
  const urls = [];
  for (const { ref, score } of results) {
    const { month, place } = placeOf(Number(ref), manifest);
    const rows = await (await fetch(`${base}search/d/${month || 'undated'}-${Math.floor(place / manifest.per_file)}.json`)).json();
    urls.push([rows[place % manifest.per_file].url, score]);
  }
  return urls;
}"""


def test_set_and_scores_are_those_of_the_whole_index(
    archive: SiteFolder, host: Host, page: Page, tmp_path: Path
) -> None:
    index, _ = whole_index(archive)
    folder = tmp_path / "served"
    (folder / "client").mkdir(parents=True)
    (folder / "search").symlink_to(archive.output / "search")
    lunr = (CLIENT.parent.parent.parent / "node_modules/lunr/lunr.js").read_text(encoding="utf-8")
    (folder / "client" / "lunr.js").write_text(
        f"{lunr.replace('}(this, function', '}(globalThis, function')}\nexport default globalThis.lunr;"
    )
    shards = (CLIENT / "shards.js").read_text(encoding="utf-8").replace('from "lunr"', 'from "./lunr.js"')
    (folder / "client" / "shards.js").write_text(shards, encoding="utf-8")
    base = host(folder, "/")
    page.goto(f"{base}search/manifest.json")
    newsroom = Newsroom(1, "zipf")
    chance = random.Random(5)
    found_any = 0
    for _ in range(60):
        wanted = list(dict.fromkeys(words(newsroom.words(chance.randint(1, 3)))))
        in_browser = dict(page.evaluate(QUERY, [base, wanted]))
        query = index.create_query()  # type: ignore[attr-defined]
        for word in wanted:
            query.term(word, use_pipeline=False)
        in_python = {result["ref"]: result["score"] for result in index.query(query)}  # type: ignore[attr-defined]
        assert in_browser.keys() == in_python.keys(), wanted
        assert all(abs(in_browser[url] - in_python[url]) < 1e-9 for url in in_python), wanted
        found_any += bool(in_python)
    assert found_any > 40


def test_the_search_page_works_over_shards(archive: SiteFolder, host: Host, page: Page) -> None:
    page.goto(f"{host(archive.output, '/')}search/?q=معروفه")
    page.get_by_role("link", name="مقال من سنة معروفة").wait_for()
    page.fill("#search-input", "في")
    expect(page.locator("#search-results li")).to_have_count(10)
    page.click("#search-more")
    expect(page.locator("#search-results li")).to_have_count(20)


def test_python_and_javascript_hash_alike(host: Host, page: Page, tmp_path: Path) -> None:
    shards = (CLIENT / "shards.js").read_text(encoding="utf-8").replace('import lunr from "lunr";', "")
    (tmp_path / "shards.js").write_text(shards, encoding="utf-8")
    base = host(tmp_path, "/")
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
    assert page.evaluate(
        "async terms => { const m = await import('/shards.js'); return terms.map(m.termHash) }", terms
    ) == [term_hash(term) for term in terms]


def test_one_edited_body_rewrites_only_the_shards_of_its_words(archive: SiteFolder) -> None:
    place = sorted((archive.root / "content" / "2016").rglob("*.md"))[0]
    place.write_text(place.read_text(encoding="utf-8") + "\nقرنفل قرنفل.\n", encoding="utf-8")
    written = [
        path for path in archive.build(now=NOW, base_url="https://example.org/").written if path.startswith("search/")
    ]
    assert 1 <= len([path for path in written if path.startswith("search/t/")]) <= 2
    assert set(written) <= {"search/manifest.json", *(path for path in written if path.startswith("search/t/"))}
