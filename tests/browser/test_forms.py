"""The forms of the editors in Chromium: what somebody changes is all that changes in git.

The CMS asks for a folder by a dialog, which no test can answer: it gets one of the browser's own, filled with the site's
files, and what it writes there is written back to the site.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from support import SOMEBODY, SiteFolder, running, warraq

from generator.config.settings import Settings
from generator.content.article import parse_article
from generator.content.fields import LISTS
from generator.content.front_matter import DATES, KEYS, dump_front_matter, parse_front_matter, split_front_matter
from generator.model import Source
from generator.theme.templates import PACKAGE

REPOSITORY = Path(__file__).parents[2]
FOLDER = "navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('site', {create: true}))"
PUT = f"""async (files) => {{
  const site = await {FOLDER};
  for (const [path, text] of Object.entries(files)) {{
    const names = path.split('/'), last = names.pop();
    let folder = site;
    for (const name of names) folder = await folder.getDirectoryHandle(name, {{create: true}});
    const stream = await (await folder.getFileHandle(last, {{create: true}})).createWritable();
    await stream.write(text);
    await stream.close();
  }}
}}"""
GET = f"""async () => {{
  const files = {{}};
  async function walk(folder, prefix) {{
    for await (const [name, handle] of folder.entries()) {{
      if (handle.kind === 'directory') await walk(handle, `${{prefix}}${{name}}/`);
      else files[prefix + name] = await (await handle.getFile()).text();
    }}
  }}
  await walk(await {FOLDER}, '');
  return files;
}}"""
# As people write them: comments, lists of lines, quotes, keys of their own, capitals, no final line end.
WRITTEN = """\
---
# what the archivist knows
Title: 'سباق القوارب'   # as printed
date: 2011-02-25
section: قسم لم يعلن عنه أحد
tags:
  - مصر   # of terms.yaml
  - "قوارب: سباق"
people: [ نادية ,  "سعيد, علي" ]
authors: نادية حداد، سعيد علي
description: |
  سطر أول
  سطر ثان
corrections:
  - date: 2011-02-26
    text: كان الرقم 12 لا 21.
my_own: {shelf: 7, box: [a, b]}
---

نص *المقال* كما هو.


1) عنصر
2) عنصر"""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    environment = {**SOMEBODY, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env=environment).stdout


class Forms:
    """A site in git, its forms in a browser, and somebody who uses them."""

    def __init__(self, site: SiteFolder, page: Page) -> None:
        self.site, self.page = site, page

    def open(self, address: str) -> None:
        content = sorted((self.site.root / "content").rglob("*.md"))
        files = {path.relative_to(self.site.root).as_posix(): path.read_text(encoding="utf-8") for path in content}
        self.page.add_init_script(f"window.showDirectoryPicker = () => {FOLDER}")
        self.page.goto(f"{address}robots.txt")
        self.page.evaluate(PUT, {**files, ".git/HEAD": ""})
        self.page.goto(f"{address}admin/")
        self.page.get_by_role("button", name="Work with Local Repository").click()
        expect(self.page).to_have_url(re.compile("collections/articles"))

    def edit(self, title: str) -> None:
        self.page.get_by_role("row").filter(has_text=title).first.click()
        expect(self.field("title")).to_have_value(title)

    def field(self, key: str):  # type: ignore[no-untyped-def]
        return self.page.locator(f'[data-key-path="{key}"]').locator("input, textarea").first

    def save(self) -> str:
        """The difference in git, without context."""
        before = self.page.evaluate(GET)
        self.page.get_by_role("button", name="Save").click()
        expect(self.page).to_have_url(re.compile("collections/[a-z]+$"))
        after: Mapping[str, str] = self.page.evaluate(GET)
        for path in after.keys() - before.keys() | {path for path in before if after.get(path) != before[path]}:
            self.site.write(path, after[path])
        return git(self.site.root, "diff", "--unified=0", "--", "content")


@pytest.fixture
def forms(ten_articles: SiteFolder, page: Page) -> Iterator[Forms]:
    ten_articles.write("content/2011/02/written.md", WRITTEN)
    assert warraq("init", "--cms", cwd=ten_articles.root).returncode == 0
    git(ten_articles.root, "init", "-q")
    git(ten_articles.root, "add", ".")
    git(ten_articles.root, "commit", "-q", "-m", "site")
    command = ("generator", "serve", "--port", "0", "--site", str(ten_articles.root))
    asked: set[str] = set()

    def elsewhere(route: Route) -> None:
        """GitHub's own state is asked; nobody else is."""
        host = urlsplit(route.request.url).hostname or ""
        asked.add(host)
        route.fulfill(json={"status": {"indicator": "none"}})

    with running(*command, until=r"http://[^\s;]+") as (_, address):
        page.route(lambda url: url.startswith("http") and not url.startswith(address.rstrip("/")[:17]), elsewhere)
        found = Forms(ten_articles, page)
        found.open(address)
        yield found
    assert asked <= {"www.githubstatus.com"}


def test_a_changed_title_is_one_line_in_git(forms: Forms) -> None:
    forms.edit("مقال a3")
    forms.field("title").fill('مقال: "آخر"')
    changed = [line for line in forms.save().split("\n") if re.match(r"[-+](?![-+])", line)]
    assert changed == ["-title: مقال a3", '+title: "مقال: \\"آخر\\""']
    assert not forms.site.build().problems and 'مقال: "آخر"' in forms.site.page("feed.xml").replace("&quot;", '"')


def test_what_people_wrote_by_hand_stays_as_they_wrote_it(forms: Forms) -> None:
    forms.edit("سباق القوارب")
    forms.field("title").fill("سباق آخر")
    changed = [line for line in forms.save().split("\n") if re.match(r"[-+](?![-+])", line)]
    assert changed[:2] == ["-Title: 'سباق القوارب'   # as printed", "+Title: سباق آخر   # as printed"]
    assert changed[2:] == ["-2) عنصر", "+2) عنصر"]  # the CMS ends every file with a line end


def test_a_new_article_lies_where_its_date_says_and_is_published(forms: Forms) -> None:
    forms.page.get_by_role("button", name="New", exact=False).first.click()
    forms.field("title").fill("افتتاح مكتبة الحي القديم")
    forms.field("date").fill("2011-03-04")
    forms.page.locator('[data-key-path="body"] textarea').fill("افتُتحت أمس مكتبة الحي.")
    forms.save()
    (path,) = (forms.site.root / "content/2011/03").glob("*.md")
    expected = "---\ntitle: افتتاح مكتبة الحي القديم\ndate: 2011-03-04\n---\nافتُتحت أمس مكتبة الحي.\n"
    assert path.read_text(encoding="utf-8") == expected
    assert not forms.site.build().problems
    assert "افتُتحت أمس مكتبة الحي." in forms.site.page("2011/03/افتتاح-مكتبة-الحي-القديم/index.html")


@pytest.fixture
def formats(page: Page) -> Page:
    """Our half of the CMS alone: `same(text)` and `changed(text, key, value)` of a file, `whole(values, body)`."""
    schema = json.dumps({"keys": KEYS, "dates": DATES, "lists": sorted(LISTS)})
    page.set_content(f'<script type="application/json" id="front-matter">{schema}</script>')
    page.evaluate("window.CMS = {registerCustomFormat: (name, ending, both) => Object.assign(window, both), init() {}}")
    page.add_script_tag(path=PACKAGE / "client" / "cms" / "admin.js")
    page.evaluate("dispatchEvent(new Event('DOMContentLoaded'))")
    return page


def changed(formats: Page, text: str, key: str, value: object) -> str:
    found = formats.evaluate("([text, key, value]) => toFile({...fromFile(text), [key]: value})", [text, key, value])
    assert isinstance(found, str)
    return found


def content_files() -> list[str]:
    demo = [path.read_text(encoding="utf-8").strip() for path in sorted((REPOSITORY / "content").rglob("*.md"))]
    bare = ["# عنوان في النص\n\nنص.", "---\n---\nنص بلا حقول.", "---\n{title: a, tags: [b]}\n---\nنص.", "نص وحده."]
    return [*demo, WRITTEN, *bare]


def test_a_file_in_which_nothing_changed_stays_as_it_is(formats: Page) -> None:
    for text in content_files():
        again = formats.evaluate("(text) => toFile({title: '', tags: [], kicker: null, ...fromFile(text)})", text)
        assert again == text


VALUES: tuple[object, ...] = (
    "كلمة", "yes", "007", "2011-02-25", "a: b", "a #b", "- a", '"quoted"', "back\\slash", "'", "[x]", "{x}", "&a", "*a", "!a",
    "%a", "@a", "`a`", "سطر\nسطر", "tab\there", "😀 نص", "\u200fنص", "2011/02/x/", "٢٠١١/x/", "null", "~", "²", "a,b", "نهاية:",
)  # fmt: skip


def test_values_are_written_as_warraq_writes_them(formats: Page) -> None:
    for value in VALUES:
        fields = {"title": value, "date": "2011-02-25", "tags": [value, "ثان"], "publisher": value, "my own": value}
        found = formats.evaluate("(values) => toFile({...values, body: 'نص.', kicker: ''})", fields)
        assert found == dump_front_matter(fields) + "نص.", value


def parsed(text: str) -> dict[str, object]:
    """Front matter as Warraq reads it."""
    tree = parse_front_matter(split_front_matter(text))
    assert not tree.flaws, (text, tree.flaws)
    return {str(key).lower(): value for key, value in tree.value.items()}


def around(key: str) -> tuple[str, str]:
    """What stands above and below the lines of a key, or of the place where it belongs."""
    own = re.compile(rf"^{key}:.*\n(?:[ ].*\n)*", re.MULTILINE | re.IGNORECASE).search(WRITTEN)
    if own:
        return WRITTEN[: own.start()], WRITTEN[own.end() :]
    later = [f"\n{name}:" for name in [*KEYS[KEYS.index(key) + 1 :], "my_own"]]
    at = min(WRITTEN.index(name) for name in later if name in WRITTEN) + 1
    return WRITTEN[:at], WRITTEN[at:]


@pytest.mark.parametrize(
    "key", ["title", "kicker", "tags", "date", "description", "source_url", "corrections", "my_own"]
)
def test_a_changed_value_changes_its_own_lines_only(formats: Page, key: str) -> None:
    values = [["مصر", value] for value in VALUES] if key == "tags" else list(VALUES)
    if key == "corrections":
        values = [[{"date": "2011-02-26", "text": value}] for value in VALUES]
    for value in values:
        text = changed(formats, WRITTEN, key, value)
        before, after = parsed(WRITTEN), parsed(text)
        assert after.pop(key) == value
        before.pop(key, None)
        assert after == before and split_front_matter(text).body == split_front_matter(WRITTEN).body
        above, below = around(key)
        assert text.startswith(above) and text.endswith(below), text
        assert key != "tags" or "  - مصر   # of terms.yaml\n  - " in text


def test_an_emptied_value_takes_its_lines_along(formats: Page) -> None:
    for key in ("title", "date", "tags", "people", "authors", "description", "corrections"):
        text = changed(formats, WRITTEN, key, [] if key in LISTS else "")
        before = parsed(WRITTEN)
        before.pop(key)
        assert parsed(text) == before
        gone = set(WRITTEN.split("\n")) - set(text.split("\n"))
        assert set(text.split("\n")) <= set(WRITTEN.split("\n")) and gone, key


def test_a_changed_text_leaves_the_front_matter_alone(formats: Page) -> None:
    text = changed(formats, WRITTEN, "body", "نص جديد.")
    assert text == WRITTEN[: WRITTEN.rindex("---\n") + 4] + "\nنص جديد."


def test_lists_on_one_line_are_lists_in_forms(formats: Page) -> None:
    entry = formats.evaluate("(text) => fromFile(text)", WRITTEN)
    settings = Settings("t", sections=())
    article = parse_article(Source("content/2011/02/written.md", ""), WRITTEN, settings).article
    assert article is not None and tuple(entry["authors"]) == article.authors
    assert tuple(entry["people"]) == article.people and tuple(entry["tags"]) == article.tags


def test_files_that_forms_cannot_show_are_named_and_not_touched(formats: Page) -> None:
    for text, said in (
        ("+++\ntitle = 'a'\n+++\nx", "TOML"),
        ("---\ntitle: a\n", "never ends"),
        ("---\na: [\n---\n", ""),
    ):
        message = formats.evaluate("(text) => { try { fromFile(text) } catch (error) { return error.message } }", text)
        assert message and said in message
