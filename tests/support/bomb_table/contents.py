"""Markdown that parsers without bounds take minutes for, in content/ and in seeds/."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from support.bombs import PARAGRAPH, SIZE, TITLE, Bomb, content


def content_bombs() -> Iterator[Bomb]:
    line = PARAGRAPH + " "
    big = 5_000_000
    names = ", ".join(f"وسم{i}" for i in range(50_000))
    rows: dict[str, Callable[[], bytes]] = {
        "five megabytes": lambda: content(line * (big // len(line.encode()))),
        "five marked megabytes": lambda: content(f"*{line}* " * (big // len(line.encode()))),
        "five megabytes of a word": lambda: content("ب" * (big // 2)),
        "nested quotes": lambda: content(">" * 900 + " a\n" * 900),
        "nested lists": lambda: content("".join("  " * i + "- a\n" for i in range(900))),
        "nested quote lists": lambda: content("> - " * 20_000 + "a\n"),
        "wide table": lambda: content(
            "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + ("|" + "a|" * 10_000 + "\n") * 20
        ),
        "short rows": lambda: content("|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + "|a|\n" * 20_000),
        "two tables": lambda: content(("|a" * 5_000 + "\n" + "|-" * 5_000 + "\n") * 20),
        "tags": lambda: content(PARAGRAPH, f"tags: [{names}]\n"),
        "tag lines": lambda: content(PARAGRAPH, "tags:\n" + "".join(f"  - وسم{i}\n" for i in range(40_000))),
        "people": lambda: content(PARAGRAPH, f"people: [{names}]\n"),
        "authors": lambda: content(PARAGRAPH, f"authors: [{names}]\n"),
        "aliases": lambda: content(PARAGRAPH, "aliases: [" + ", ".join(f"/a{i}/" for i in range(50_000)) + "]\n"),
        "collections": lambda: content(PARAGRAPH, f"collections: [{names}]\n"),
        "corrections": lambda: content(PARAGRAPH, "corrections:\n" + "- date: 2011-02-26\n  text: a\n" * 20_000),
        "title": lambda: content(PARAGRAPH).replace(TITLE.encode(), line.encode() * 5_000),
        "words": lambda: content(" ".join(f"كلمة{i}" for i in range(60_000))),
        "footnotes": lambda: content("".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(15_000))),
        "same footnote": lambda: content("[^1]" * 100_000 + "\n\n[^1]: b\n"),
        "links": lambda: content("".join(f"[a](/b{i}/) " for i in range(50_000))),
        "reference links": lambda: content("[a]: /b\n\n" + "[a] " * 200_000),
        "long reference": lambda: content("[a]: /" + "b" * 100_000 + "\n\n" + "[a] " * 100_000),
        "pictures": lambda: content("".join(f"![a](b{i}.jpg)\n\n" for i in range(30_000))),
        "headings": lambda: content("# a\n" * 100_000),
        "html": lambda: content("<div>" * 100_000),
        "inline html": lambda: content("a " + "<b>" * 100_000),
        "style": lambda: content(f'<p style="{"a:b;" * 200_000}">x</p>'),
        "fences": lambda: content("```\na\n```\n" * 60_000),
        "backticks": lambda: content("".join("`" * i + " " for i in range(1, 1200))),
        "backticks and words": lambda: content("".join("a" + "`" * i for i in range(1, 1200))),
        "emphasis": lambda: content("*a **a " * 80_000),
        "emphasis closed": lambda: content("a**b" + "c* " * 150_000),
        "hashes": lambda: content(("a " + "#" * 300 + "\n") * 2_000),
        "lines of spaces": lambda: content(("a" + " " * 500 + "b\n") * 1_700),
        "setext": lambda: content("a\n" * 200_000 + "="),
        "paragraph": lambda: content("a\n" * 400_000),
        "nested brackets": lambda: content("[" * 50_000 + "a" + "](b)" * 50_000),
        "nested images": lambda: content("![" * 50_000 + "a" + "](b)" * 50_000),
        "angles": lambda: content("<a " * 200_000),
        "autolinks": lambda: content("<http://a" * 80_000),
        "declarations": lambda: content("<!A " * 150_000),
        "cdata": lambda: content("a <![CDATA[" * 80_000),
        "questions": lambda: content("a <?" * 200_000),
        "link titles": lambda: content('[a](b "' * 100_000),
        "link destinations": lambda: content("[a](<b" * 100_000),
        "parentheses": lambda: content("[a](" + "(" * 800_000),
        "definitions": lambda: content('[a]: b "c\n' * 60_000),
        "escaped": lambda: content("\\" * SIZE),
        "strikes": lambda: content("~~a~~" * 150_000),
        "strike openings": lambda: content("a ~~b " * 100_000),
    }
    for name, data in rows.items():
        yield Bomb(f"content: {name}", "content/a.md", data)
        yield Bomb(f"seed: {name}", "seeds/a.md", data)
