"""A list of a content file changes item by item: every comment and every other letter stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SiteFolder

from generator.config.site_yaml import load_settings
from generator.content.front_matter import quoted, split_front_matter
from generator.editing.edit import apply_edit, plan_edit
from generator.editing.lines import with_fields
from generator.editing.sheet import parse_sheet
from generator.export.selection import Selection
from generator.export.table import export_table
from generator.text.yaml.marked import parse_yaml

BLOCK = """\
---
title: x
tags:   # names of things
  - مصر            # checked by Salma
  # the desk wants this one
  - "a; b"  # second

  - 😀
  -
    ليبيا # last
# of the next field
section: سياسة
---
نص
"""
FLOW = BLOCK.replace(
    BLOCK[BLOCK.index("tags") : BLOCK.index("# of the")], 'tags: [مصر, # here\n  "a; b", 😀 # there\n  ]\n'
)


def comments(text: str) -> list[str]:
    return [line[line.index("#") :].strip() for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        (["مصر", "a; b", "😀"], BLOCK.replace("  -\n    ليبيا # last\n", "  # last\n")),
        (["مصر", "تونس", "a; b", "😀", "ليبيا"], BLOCK.replace("Salma\n", "Salma\n  - تونس\n")),
        (["مصر", "تونس", "😀", "ليبيا"], BLOCK.replace('"a; b"', "تونس")),
        (["مصر", "a; b", "😀", "ليبيا", "تونس"], BLOCK.replace("# last\n", "# last\n  - تونس\n")),
    ],
    ids=["one goes", "one comes", "one is another", "one comes last"],
)
def test_only_the_lines_of_the_items_change(items: list[str], wanted: str) -> None:
    assert with_fields(BLOCK, {"tags": items}) == wanted


NAMES = st.lists(st.sampled_from(["مصر", "a; b", "😀", "ليبيا", "تونس", "# x", "- y", "z: 1", "'"]), unique=True)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("shape", [BLOCK, FLOW], ids=["block", "flow"])
@settings(deadline=None, max_examples=60)
@given(NAMES)
def test_any_change_keeps_every_comment(shape: str, end: str, items: list[str]) -> None:
    text = shape.replace("\n", end)
    after = with_fields(text, {"tags": items})
    assert parse_yaml(split_front_matter(after).yaml).value.get("tags", []) == items
    assert [one for one in comments(shape) if one not in after] == []
    assert after.count("\r") == (after.count("\n") if end == "\r\n" else 0)
    assert after.endswith(text[text.index("section") :])


@settings(deadline=None, max_examples=60)
@given(NAMES.filter(bool), NAMES)
def test_any_list_becomes_any_other(before: list[str], after: list[str]) -> None:
    lines = "".join(f"- {quoted(item)}   # note {number}\n" for number, item in enumerate(before))
    text = f"---\ntags:\n{lines}id: a\n---\nb\n"
    changed = with_fields(text, {"tags": after})
    assert parse_yaml(split_front_matter(changed).yaml).value.get("tags", []) == after
    assert all(f"# note {number}\n" in changed for number in range(len(before)))


def edited(site: SiteFolder, old: str, new: str) -> None:
    opened = load_settings(site.root)
    table = "".join(export_table(site.root, opened, Selection(), "", []))
    assert old in table
    plan = plan_edit(site.root, opened, parse_sheet(table.replace(old, new).encode(), "t.csv"), "t.csv")
    assert not plan.problems and len(plan.changes) == 1
    assert apply_edit(site.root, plan) == ()


def test_an_edit_keeps_mode_line_ends_mark_and_the_link_in_the_files_place(site: SiteFolder) -> None:
    text = "\ufeff" + BLOCK.replace("title: x", "title: قديم\nid: abc\nurl: a/b/").replace("\n", "\r\n")
    real = site.write("content/kept/real.md", text.encode())
    real.chmod(0o640)
    link = site.root / "content/2011.md"
    link.symlink_to(Path("kept/real.md"))
    real.rename(site.root / "kept.md")
    link.unlink()
    link.symlink_to(Path("../kept.md"))
    edited(site, "قديم", "جديد")
    assert link.is_symlink() and link.readlink() == Path("../kept.md")
    assert (site.root / "kept.md").read_bytes() == text.replace("قديم", "جديد").encode()
    assert (site.root / "kept.md").stat().st_mode & 0o777 == 0o640
