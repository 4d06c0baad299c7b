"""What is wrong with seeds is told once by builds, and fails none; all else is told as often as it is found."""

from __future__ import annotations

from pathlib import Path

from generator.cli.new_seeds import TOLD, told_once
from generator.model import Problem


def problem(path: str, level: str = "error", code: str = "I102") -> Problem:
    return Problem(path, 0, 0, code, level, "is not an article", "look")  # type: ignore[arg-type]


def site_with(tmp_path: Path, *names: str) -> Path:
    (tmp_path / "seeds").mkdir()
    for name in names:
        (tmp_path / "seeds" / name).write_bytes(b"x")
    return tmp_path


def codes(found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.level) for one in found]


def test_a_refused_seed_is_a_warning_and_then_a_mention(tmp_path: Path) -> None:
    root = site_with(tmp_path, "a.pdf", "b.zip")
    found = [problem("seeds/a.pdf"), problem("seeds/b.zip/inner/c.txt", "warning")]
    assert codes(told_once(root, found)) == [("I102", "warning"), ("I102", "warning")]
    assert codes(told_once(root, found)) == [("I190", "note")]
    assert codes(told_once(root, [*found, problem("seeds/new.txt")])) == [("I102", "warning"), ("I190", "note")]
    assert told_once(root, []) == () and not (root / TOLD).exists()


def test_another_file_under_the_name_or_another_problem_is_told(tmp_path: Path) -> None:
    root = site_with(tmp_path, "a.pdf", "b.zip")
    found = [problem("seeds/a.pdf"), problem("seeds/b.zip/c.txt")]
    told_once(root, found)
    (root / "seeds/b.zip").write_bytes(b"other")
    assert codes(told_once(root, found)) == [("I102", "warning"), ("I190", "note")]
    assert codes(told_once(root, [problem("seeds/a.pdf", code="I106"), found[1]])) == [
        ("I106", "warning"),
        ("I190", "note"),
    ]


def test_the_ledger_and_decisions_are_told_always_and_as_they_are(tmp_path: Path) -> None:
    root = site_with(tmp_path)
    found = [problem("content/ledger.jsonl", code="I301"), problem("seeds/decisions.yaml", "warning", "I144")]
    for _ in range(2):
        assert codes(told_once(root, found)) == [("I301", "error"), ("I144", "warning")]


def test_a_damaged_memory_only_tells_again(tmp_path: Path) -> None:
    root = site_with(tmp_path, "a.pdf")
    told_once(root, [problem("seeds/a.pdf")])
    (root / TOLD).write_bytes(b"[]")
    assert codes(told_once(root, [problem("seeds/a.pdf")])) == [("I102", "warning")]
