import pytest

from generator.config.site_yaml import parse_settings

BROKEN = {
    "titel: x": ["site.yaml:1:1: S102 `titel` is not a known key of site.yaml\n  hint: did you mean `title`?"],
    "title: x\nbase_url: foo\ntimezone: Africa/Kairo\nrange_limit: many": [
        "site.yaml:2:11: S106",
        "site.yaml:3:11: S107",
        "site.yaml:4:14: S103",
    ],
    "title: x\ntitle: y\nfoo: 1\ndigits: arab": ["site.yaml:2:1: S101", "site.yaml:3:1: S102", "site.yaml:4:9: S105"],
    "title: x\nsections:\n  - nmae: y\n  - z": ["site.yaml:3:5: S102", "site.yaml:4:5: S103"],
    "title: x\npermalink: '{yer}/'": ["site.yaml:2:12: S109"],
    "title: [x": ["site.yaml:2:1: S101"],
    "tagline: x": ["site.yaml:1:1: S104 site.yaml has no `title`"],
    "title: x\nlanguage: Arabic!": ["site.yaml:2:11: S108"],
    "- title": ["site.yaml:1:1: S103"],
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items())
def test_every_problem_is_told_at_once_with_its_place(text: str, said: list[str]) -> None:
    _, problems = parse_settings(text)
    assert len(problems) == len(said), problems
    for problem, wanted in zip(problems, said, strict=True):
        assert str(problem).startswith(wanted)


def test_values_are_converted_by_their_key() -> None:
    settings, problems = parse_settings(
        "title: 2025\nrange_limit: 12\nsections:\n  - name: سياسة\n    slug: politics\nbase_url: https://x.org/a"
    )
    assert not problems
    assert (settings.title, settings.range_limit, settings.sections[0].slug, settings.base_url) == (
        "2025",
        12,
        "politics",
        "https://x.org/a/",
    )
