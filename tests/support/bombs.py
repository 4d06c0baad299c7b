"""Small files that once cost minutes or gigabytes, and what reading one costs in a process of its own.

A bomb is a row: where it lies in a site, and a function that makes its bytes. `cost_of` writes it into a new site, runs the
verb in a child with hard limits and says how much processor time it took and by how much its memory grew.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.config.site_yaml import load_settings
from generator.engine import pipeline, recipes
from generator.engine.load import articles as load
from generator.errors import WarraqError
from generator.ingest.options import ImportOptions
from generator.ingest.pipeline import ingest
from support import SITE_YAML, SiteFolder
from support.samples import samples
from support.seeds import post, wxr

MOST_SECONDS = 5.0
MOST_BYTES = 300 << 20
SIZE = 900_000
KILL_SECONDS = 6
COUNTED, COUNTING_SECONDS = 1_000_000, 0.08  # a plain loop, and what it takes where these seconds are meant
PARAGRAPH = "قال وزير الصحة أمس إن الوزارة ستبدأ حملة واسعة لتطعيم الأطفال في جميع المحافظات. وأضاف في مؤتمر صحفي أن الحملة تستمر أسبوعين."
TITLE = "حملة واسعة لتطعيم الأطفال"


class Bomb(NamedTuple):
    """`name` is what is wrong with it, `path` where it lies in a site; files of seeds/ are imported, all are built."""

    name: str
    path: str
    data: Callable[[], bytes]


class Cost(NamedTuple):
    """`outcome` has the codes of all problems, or how the child ended; `seconds` are those of a usual machine."""

    seconds: float
    grown: int
    outcome: str

    @property
    def is_bearable(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.grown <= MOST_BYTES and not self.outcome.startswith("!")


def cost_of(bomb: Bomb) -> Cost:
    """Import (of a seed) and build, in a child: the modules are loaded already, so the cost is the file's."""
    data = bomb.data()
    with tempfile.TemporaryDirectory() as folder:
        site = SiteFolder(Path(folder))
        site.write("site.yaml", SITE_YAML)
        site.article("beside", body=PARAGRAPH)
        site.write(bomb.path, data)
        if not bomb.path.startswith(("content/", "seeds/")) or bomb.path.endswith(".yaml"):
            site.write("seeds/beside.txt", f"{TITLE}\n\nالجمعة 25 فبراير 2011\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n")
        del data
        return _in_child(lambda: _both(site))


def _both(site: SiteFolder) -> str:
    found: list[str] = []
    try:
        if (site.root / "seeds").exists():
            report = ingest(site.root, (), load_settings(site.root), ImportOptions())
            found += [problem.code for problem in report.problems]
            found += [f"{count} {action}" for action, count in report.counts.items()]
        built = site.build()
        found += [problem.code for problem in built.problems]
        assert built.articles >= 1, "the article beside it was not built"
    except WarraqError as problem:
        found.append(f"{type(problem).__name__} {problem.exit_code}: {problem.what[:80]}")
    return " ".join(dict.fromkeys(found))


def slowness() -> float:
    """How many times slower than usual this machine is now: a shared one may be five times slower than a minute ago."""
    start, total = time.process_time(), 0
    for number in range(COUNTED):
        total += number * number % 7
    return max(1.0, (time.process_time() - start) / COUNTING_SECONDS)


def _in_child(task: Callable[[], str]) -> Cost:
    before = slowness()
    found = _counted(task, round(KILL_SECONDS * before))
    return found._replace(seconds=found.seconds / max(before, slowness()))


def _counted(task: Callable[[], str], most_seconds: int) -> Cost:
    reading, writing = os.pipe()
    gc.collect()
    child = os.fork()
    if not child:
        os.close(reading)
        _report(task, writing, most_seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        report = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if report:
        return Cost(*pickle.loads(report))
    return Cost(usage.ru_utime + usage.ru_stime, 0, f"!killed {os.waitstatus_to_exitcode(status)}")


def _report(task: Callable[[], str], writing: int, most_seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    os.environ["WARRAQ_BOMB"] = "1"
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _peak()
    try:
        outcome = task()
    except BaseException as problem:
        frames = traceback.extract_tb(problem.__traceback__)
        outcome = f"!{type(problem).__name__}: {problem}"[:200] + f" at {frames[-1].filename}:{frames[-1].lineno}"
    usage = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = usage.ru_utime + usage.ru_stime + children.ru_utime + children.ru_stime
    os.write(writing, pickle.dumps((seconds, _peak() - before, outcome)))
    os._exit(0)


def _peak() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def warm_up() -> None:
    """Load what readers and a build load, so that a bomb pays for itself alone."""
    _ = load, pipeline, recipes
    with tempfile.TemporaryDirectory() as folder:
        site = SiteFolder(Path(folder))
        site.write("site.yaml", SITE_YAML)
        for name, data in samples().items():
            site.write(f"seeds/{ENDINGS.get(name, name)}", data)
        ingest(site.root, (), load_settings(site.root), ImportOptions())
        site.build()


ENDINGS = {
    "raw_text": "a.txt", "wire": "b.wire", "html": "c.html", "markdown": "d.md", "mhtml": "e.mhtml", "csv": "f.csv",
    "json": "g.json", "jsonl": "h.jsonl", "json_feed": "i.json", "feed": "j.xml", "nitf": "k.xml", "newsml": "l.xml",
    "wxr": "m.xml", "warc": "n.warc",
}  # fmt: skip


# What is repeated until it is a line, or many lines, of SIZE bytes.
RUNS: dict[str, str] = {
    "spaces": " ", "digits": "1", "arabic digits": "٣", "guillemets": "«", "hyphens": "-", "brackets": "[", "image openings": "![",
    "comments": "<!--", "entities": "&amp;", "tatweel": "ـ", "combining marks": "\u064e", "one word": "ب", "latin word": "a",
    "dates": "25/02/2011 ", "days": "25 فبراير 2011 ", "newlines": "\n", "carriage returns": "\r", "stars": "*", "star words": "*a ",
    "strong": "**a", "underscores": "_", "under words": "_a ", "backticks": "`", "backtick runs": "`a", "quotes": ">", "spaced quotes": "> ",
    "list openings": "- ", "stars and underscores": "*_", "links": "[a](b) ", "open links": "[a](", "open angle": "<a", "angle": "<",
    "footnotes": "[^a]", "inline footnotes": "^[", "tildes": "~~a", "pipes": "|", "table row": "|a", "backslashes": "\\", "ampersands": "&",
    "colons": ":", "double quotes": '"', "apostrophes": "'", "parentheses": "(", "braces": "{", "shortcodes": "{{< ", "liquid": "{% ",
    "template": "{{", "dollars": "$", "percent": "%", "at": "@", "address": "a@", "http": "http://a.b/", "www": "www.", "commas": ",",
    "arabic commas": "،", "dots": ".", "hashes": "#", "equals": "=", "tabs": "\t", "nul": "\0", "soft hyphens": "\u00ad",
    "bidi": "\u200f", "line separators": "\u2028", "nel": "\u0085", "form feeds": "\f", "mojibake": "Ø§Ù„", "names": "محمد علي ",
    "said": "قال ", "by": "كتب: ", "labels": "المصدر: ", "place": "بيروت (رويترز) - ", "words": "كلمة ", "sentences": "كلمة. ", "hyphen word": "a-",
    "lines of a word": "كلمة\n", "paragraphs": "كلمة\n\n", "hours": "12:30 ", "years": "2011 ", "html tags": "<b>", "closed tags": "</b>",
    "cdata": "<![CDATA[", "instructions": "<?", "definitions": "[a]: b\n", "different definitions": "", "nbsp": "\u00a0", "ruled": "---\n",
    "list lines": "- a\n", "quote lines": "> a\n", "setext": "a\n=\n", "fences": "```\n", "footnote definitions": "[^a]: b\n\n",
    "indented": "    a\n", "blank indented": " \n", "crlf": "\r\n", "hijri": "١٥ رمضان ١٤٣٢ هـ ", "roman": "XVII", "zcz": "ZCZC\n", "nnnn": "NNNN\n",
    "soh": "\x01", "etx": "\x03", "titles": "# a\n", "subtitles": "## a\n", "html entities": "&#x64E;", "open entity": "&#", "ids": "]]",
    "image": "![a](b.jpg)\n\n", "escapes": "\\*", "script": "<script>", "tables": "<table><tr><td>", "lists": "<ul><li>", "div": "<div>",
    "anchors": "<a href=x>", "hebrew": "א", "chinese": "中", "thai": "ก", "emoji": "😀", "zwj": "\u200d",
}  # fmt: skip


def run_of(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit.encode())) if unit else "".join(f"[a{i}]: b\n" for i in range(size // 14))


def text_seed(run: str) -> bytes:
    return f"{TITLE}\n\nالجمعة 25 فبراير 2011\n\n{PARAGRAPH}\n\n{run}\n\n{PARAGRAPH}\n".encode("utf-8", "surrogatepass")


def content(body: str, front: str = "") -> bytes:
    return f"---\ntitle: {TITLE}\ndate: 2011-02-25\n{front}---\n{body}".encode()


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=ar><head><meta charset=utf-8><title>{TITLE}</title>{head}"
        f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2011-02-25"></head>'
        f"<body><article><h1>{TITLE}</h1><p>{PARAGRAPH}</p>{body}<p>{PARAGRAPH} {PARAGRAPH}</p></article></body></html>"
    ).encode()


def record(**fields: object) -> str:
    return json.dumps(
        {"title": TITLE, "date": "2011-02-25", "text": f"{PARAGRAPH}\n\n{PARAGRAPH}"} | fields, ensure_ascii=False
    )


def feed(inner: str, item: str = "") -> bytes:
    text = f"<item><title>{TITLE}</title><link>https://a.example/1</link><pubDate>Fri, 25 Feb 2011 09:30:00 +0200</pubDate><description><![CDATA[<p>{PARAGRAPH}</p>]]></description>{inner}</item>"
    return f"<?xml version='1.0'?>{item}<rss version='2.0'><channel><title>منبر</title>{text}</channel></rss>".encode()


def feed_with(text: str) -> bytes:
    """A feed whose article ends with the text; what it opens it closes."""
    return feed("").replace(b"</p>]]>", f"{text}]]>".encode())


def wxr_with(text: str) -> bytes:
    return wxr(post(content=f"{PARAGRAPH}\n{text}")).encode()
