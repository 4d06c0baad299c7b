"""`integrity: true`: hashes of words, tables by month and their root, which anybody can make again from the pages."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree
from support import SITE_YAML, SiteFolder

from generator.check.addresses import base_of
from generator.check.pages import Page, parse_page
from generator.check.proofs import words_on

DOCUMENT = Path(__file__).parents[2] / "docs/publishing.md"
SETTINGS = SITE_YAML + "integrity: true\n"
BODY = """فقرة أولى فيها "اقتباس" و«علامات» &amp; رموز < > و`شيفرة <b>`.

## عنوان\tفرعي

| خلية | *أخرى* |
|---|---|
| ١ | ٢ |

<figure><img src="x.png" alt="أكبر > من"><figcaption>شرح\u00a0الصورة</figcaption></figure>

- بند[^1]
- ![صورة](https://example.org/a.png "عنوان > آخر")

    شيفرة   بمسافات

[^1]: حاشية <time datetime="2001-01-01">قديمة</time>
"""


@pytest.fixture
def proven(site: SiteFolder) -> SiteFolder:
    site.write("site.yaml", SETTINGS)
    for number in range(8):
        site.article(f"a{number}", date=f"20{15 + number // 2}-0{1 + number % 2}-1{number}")
    site.article("rich", date="2025-02-13T14:30", body=BODY, title='"«عنوان»:  & <b>"', publisher="صحيفة & أخرى")
    site.article("seeded", date="2025-02-14", seed="seeds/x.txt", seed_sha256="ab" * 32)
    site.article("undated", date="", body=BODY)
    site.article("year", date='"1998"')
    site.article("hidden", date="2025-02-15", status="draft")
    site.build()
    return site


def listed(site: SiteFolder) -> dict[str, list[str]]:
    """Address below the site: the hashes of its words, its file, its seed."""
    found = {}
    for path in (site.output / "data/months").glob("*.csv.gz"):
        for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode(), newline="")):
            hashes = [row[name] for name in ("words_sha256", "content_sha256", "seed_sha256")]
            found[row["url"].removeprefix("https://example.org/archive")] = hashes
    return found


def test_every_published_article_stands_in_one_list_with_its_hashes(proven: SiteFolder) -> None:
    rows = listed(proven)
    assert len(rows) == 12 and all("hidden" not in url for url in rows)
    words, source, seed = rows["/2025/02/مقال-seeded/"]
    content = proven.root / "content/2025/02/seeded.md"
    assert source == sha256(content.read_bytes()).hexdigest() and seed == "ab" * 32
    assert words in proven.page("2025/02/مقال-seeded/index.html")
    assert {row[2] for url, row in rows.items() if "seeded" not in url} == {""}


def test_the_root_holds_the_hash_of_every_table_as_the_documents_check_it(proven: SiteFolder) -> None:
    (command,) = set(re.findall(r"^(jq .*sha256sum --check)", DOCUMENT.read_text("utf-8"), re.MULTILINE))
    said = json.loads((proven.output / "data/datapackage.json").read_bytes())["resources"]
    sums = "".join(f"{one['hash'][7:]}  {one['path']}\n" for one in said)  # what jq prints of it
    assert r"\(.hash[7:])  \(.path)" in command
    check = ["sha256sum", "--check"]
    done = subprocess.run(check, input=sums, cwd=proven.output / "data", capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.count(": OK") == len(said) == 11, done.stdout


def test_the_words_of_each_page_give_its_hash(proven: SiteFolder) -> None:
    for url, (words, _, _) in listed(proven).items():
        path = f"{url[1:]}index.html"
        page = parse_page(path, (proven.output / path).read_bytes(), base_of("https://example.org/archive/"))
        assert isinstance(page, Page) and words_on(page) == words, url


def test_the_recipe_of_the_documents_gives_the_same_hash(proven: SiteFolder, tmp_path: Path) -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    script = tmp_path / "words.py"
    script.write_text(recipe, "utf-8")
    rows = listed(proven)
    for url in ("/undated/مقال-undated/", "/1998/مقال-year/", next(url for url in rows if "عنوان" in url)):
        command = [sys.executable, str(script), str(proven.output / url[1:] / "index.html")]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == rows[url][0], url


def test_a_changed_word_date_or_publisher_is_another_hash_and_a_tag_is_not(proven: SiteFolder) -> None:
    kept = listed(proven)["/2025/02/مقال-seeded/"]
    fields = {"date": "2025-02-14", "seed": "seeds/x.txt", "seed_sha256": "ab" * 32, "url": "/2025/02/مقال-seeded/"}
    changes = [{"title": "آخر"}, {"date": "2025-02-16"}, {"publisher": "غيرها"}, {"body": "نص المقال هناك.\n"}]
    for change in changes:
        proven.article("seeded", **(fields | change))
        proven.build()
        assert listed(proven)["/2025/02/مقال-seeded/"][0] != kept[0], change
    proven.article("seeded", **fields, tags="[آخر]")
    proven.build()
    words, source, _ = listed(proven)["/2025/02/مقال-seeded/"]
    assert words == kept[0] and source != kept[1]


def test_an_edit_reaches_its_page_its_month_and_the_root(proven: SiteFolder) -> None:
    proven.article("a0", date="2015-01-10", body="نص المقال هنا.\n\nزيادة.\n")
    report = proven.build()
    written = {path for path in report.written if not path.startswith(("search/", "feeds/", "feed", "rss"))}
    assert written == {"2015/01/مقال-a0/index.html", "data/months/2015-01.csv.gz", "data/datapackage.json"}
    assert proven.files() == proven.clean_files()


def test_without_the_setting_there_is_no_trace_and_with_it_again_all(proven: SiteFolder) -> None:
    with_proofs = proven.files()
    proven.write("site.yaml", SITE_YAML)
    proven.build()
    files = proven.files()
    assert not any(path.startswith(("data/", "assets/verify")) for path in files)
    assert b'class="proof"' not in files["2025/02/مقال-seeded/index.html"]
    assert files == proven.clean_files()
    proven.write("site.yaml", SETTINGS)
    proven.build()
    assert proven.files() == with_proofs


def test_pages_are_still_well_formed(proven: SiteFolder) -> None:
    page = etree.HTML(proven.page("2025/02/مقال-seeded/index.html"))
    (place,) = page.xpath("//dl/dd[@class='proof']")
    assert place.getprevious().tag == "dt" and len(place.findtext("code")) == 64
