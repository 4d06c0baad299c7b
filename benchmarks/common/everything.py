"""A site with all that is made for machines, over synthetic articles and one of each kind that is no plain article."""

from __future__ import annotations

from pathlib import Path

from benchmarks.common.articles import write_site

BASE_URL = "https://example.org/archive/"
TITLE = "أرشيف المقياس"
NOW = "2024-12-28T20:00:00+00:00"  # the last day on which synthetic articles are dated
SETTINGS = """\
feeds: [atom, rss, json]
term_feeds: [atom]
feeds_of: [sections, tags, authors]
data: [jsonl, csv]
integrity: true
llms_txt: true
rights: حرّة
"""
SPECIAL = {
    "2024/12/corrected": 'date: 2024-12-27\ncorrections: [{date: 2024-12-28, text: "الصواب كذا"}]\naliases: [/old/corrected/]',
    "2019/05/original": "date: 2019-05-05T10:30\nsource_url: https://paper.example/a?b=1\ncaptured: 2020-01-01\npublisher: الساحل",
    "2020/05/linking": "date: 2020-05-05",
    "2018/02/doubtful": "date: 2018-02-12\ndate_range: 2018-02-12/2018-02-13",
    "2017/02/month": 'date: "2017-02"',
    "1998/year": 'date: "1998"',
    "undated/undated": "section: رأي",
    "2021/03/english": "date: 2021-03-01\nlang: en\ntranslation_of: corrected",
    "2021/04/unseen": "date: 2021-04-01\nrobots: noindex",
    "2022/01/draft": "date: 2022-01-01\nstatus: draft",
    "2031/01/coming": "date: 2031-01-01\nstatus: embargoed",
    "2016/06/gone": "date: 2016-06-06\nstatus: withdrawn\nwithdrawn_reason: بطلب\naliases: [/old/gone/]",
}
SHOWN = len(SPECIAL) - 3  # all but the draft, the embargoed and the withdrawn one
UNDATED = 1
LINKS = "نص [هنا](https://paper.example/a?b=1) و[هناك](https://other.example/x) و[سابقا](https://example.org/archive/old/corrected/).\n"


def write_everything(folder: Path, count: int) -> None:
    write_site(folder, count, settings=SETTINGS)
    for url, fields in SPECIAL.items():
        file, name = folder / "content" / f"{url}.md", url.rpartition("/")[2]
        file.parent.mkdir(parents=True, exist_ok=True)
        body = (
            LINKS if name == "linking" else "The paper came out again.\n" if name == "english" else "نص المقال هنا.\n"
        )
        file.write_text(f"---\nid: {name}\ntitle: {name}\nurl: {url}/\n{fields}\n---\n{body}", encoding="utf-8")
