"""Documents of YAML that refer to themselves, nest or repeat, in each file that holds YAML."""

from __future__ import annotations

from collections.abc import Iterator

from support.bombs import PARAGRAPH, SIZE, TITLE, Bomb

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
SELF = "x: &a [*a]\n"
SELF_MAP = "x: &a\n  y: *a\n"
DEEP = "x: " + "[" * 100_000 + "]" * 100_000 + "\n"
DEEP_OPEN = "x: " + "{a: " * 100_000 + "\n"
DEEP_BLOCK = "x:\n" + "".join(" " * i + "a:\n" for i in range(1, 1200))
DASHES = "x:\n  " + "- " * 100_000 + "a\n"
MERGE = "a: &a {k: v}\n" + "".join(
    f"m{i}: &m{i}\n  <<: [{', '.join([f'*m{i - 1}' if i else '*a'] * 9)}]\n" for i in range(9)
)
KEYS = "".join(f"k{i}: v\n" for i in range(60_000))
ANCHORS = "a: &a x\nb: [" + ", ".join(["*a"] * 100_000) + "]\n"
MANY_ALIASES = "a: &a [" + "x, " * 1000 + "x]\nb: [" + ", ".join(["*a"] * 100_000) + "]\n"
QUESTIONS = "x: " + "? " * 50_000 + "\n"
YAMLS = {
    "laughs": LAUGHS,
    "itself": SELF,
    "itself by key": SELF_MAP,
    "deep": DEEP,
    "deep open": DEEP_OPEN,
    "deep block": DEEP_BLOCK,
    "dashes": DASHES,
    "merges": MERGE,
    "many keys": KEYS,
    "scalar aliases": ANCHORS,
    "many aliases": MANY_ALIASES,
    "questions": QUESTIONS,
    "long value": "x: " + "a" * SIZE + "\n",
    "long key": "a" * SIZE + ": x\n",
    "quotes": 'x: "' + "a" * SIZE + "\n",
    "tags": "tags: [" + ", ".join(f"t{i}" for i in range(50_000)) + "]\n",
    "commas": "tags: [" + "," * 100_000 + "]\n",
    "tag": "x: !!python/object/apply:os.system [ls]\n",
    "anchors": "".join(f"k{i}: &a{i} x\n" for i in range(40_000)),
    "doubled": "k: v\n" * 60_000,
    "colons": "x: " + "a: " * 50_000 + "\n",
    "comment": "#" * SIZE + "\n",
    "tabs": "x:\n" + "\t" * SIZE + "\n",
}
YAML_FILES = {
    "content/a.md": lambda text: f"---\ntitle: {TITLE}\ndate: 2011-02-25\n{text}---\n{PARAGRAPH}\n",
    "seeds/a.md": lambda text: f"---\ntitle: {TITLE}\ndate: 2011-02-25\n{text}---\n{PARAGRAPH}\n",
    "terms.yaml": lambda text: text,
    "site.yaml": lambda text: f"title: a\nbase_url: https://example.org/\n{text}",
    "seeds/columns.yaml": lambda text: text,
    "seeds/outlets.yaml": lambda text: text,
    "seeds/decisions.yaml": lambda text: text,
    "content/collections/a.md": lambda text: f"---\ntitle: {TITLE}\n{text}---\n{PARAGRAPH}\n",
    "themes/x/theme.yaml": lambda text: f"name: x\n{text}",
}


def yaml_bombs() -> Iterator[Bomb]:
    for kind, text in YAMLS.items():
        for path, whole in YAML_FILES.items():
            yield Bomb(f"yaml {kind}", path, lambda whole=whole, text=text: whole(text).encode())
