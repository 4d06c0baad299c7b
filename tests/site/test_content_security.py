"""What pages may load from other sites, and the snippets that a site adds to its pages."""

from __future__ import annotations

import re

import pytest
from support import SITE_YAML, SiteFolder, differing, warraq

from generator.text.content_policy import inline_hashes, is_allowed, parse_policy, policy_text, source_of

SNIPPETS = "themes/jarida/templates/snippets"
ALLOWED = """\
content_security:
  analytics: [https://stats.example.org]
  comments: [https://talk.example.org]
  embeds: [https://video.example.org]
  maps: ["https://*.tiles.example.org"]
  fonts: [https://fonts.example.org]
"""
HEAD = """\
<script>window.counted = true;</script>
<script defer src="https://stats.example.org/count.js"></script>
<link rel="stylesheet" href="https://fonts.example.org/a.css">
"""
END = """\
<section id="talk" data-page="{{ page.address }}"></section>
<script src="https://talk.example.org/talk.js"></script>
<script>window.page = {{ article.title | tojson }};</script>
"""


def policy_of(html: str) -> dict[str, tuple[str, ...]]:
    return parse_policy(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])


@pytest.fixture
def busy(site: SiteFolder) -> SiteFolder:
    """A site with analytics, comments and an embed."""
    site.article("a", body='نص\n\n<iframe src="https://video.example.org/1" title="v"></iframe>\n\nنص.\n')
    site.article("b")
    site.write(f"{SNIPPETS}/head.html", HEAD)
    site.write(f"{SNIPPETS}/article-end.html", END)
    return site


def check(site: SiteFolder) -> str:
    done = warraq("check", "--site", str(site.root))
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_each_purpose_opens_its_directives_and_no_others(busy: SiteFolder) -> None:
    busy.write("site.yaml", SITE_YAML + ALLOWED)
    assert not busy.build().problems
    policy = policy_of(busy.page("2025/02/مقال-a/index.html"))
    assert policy["default-src"] == policy["form-action"] == ("'self'",) and policy["object-src"] == ("'none'",)
    assert policy["connect-src"] == (
        "'self'",
        "https://stats.example.org",
        "https://talk.example.org",
        "https://*.tiles.example.org",
    )
    assert policy["font-src"] == ("'self'", "https://talk.example.org", "https://fonts.example.org")
    assert policy["media-src"] == ("'self'", "https://video.example.org")
    assert "https://fonts.example.org" not in policy["script-src"]
    assert "K112" not in check(busy)


def test_inline_scripts_of_snippets_are_allowed_by_hash_page_by_page(busy: SiteFolder) -> None:
    busy.write("site.yaml", SITE_YAML + ALLOWED)
    busy.build()
    first, second, front = (busy.page(f"{path}index.html") for path in ("2025/02/مقال-a/", "2025/02/مقال-b/", ""))
    hashes = [[one for one in policy_of(html)["script-src"] if "sha256" in one] for html in (first, second, front)]
    assert [len(found) for found in hashes] == [2, 2, 1]
    assert hashes[0][0] == hashes[1][0] == hashes[2][0] and hashes[0][1] != hashes[1][1]
    assert 'data-page="https://example.org/archive/2025/02/مقال-a/"' in first and 'id="talk"' not in front


def test_without_the_setting_check_says_what_to_write(busy: SiteFolder) -> None:
    report = busy.build()
    (left_out,) = report.problems
    assert (left_out.code, left_out.level) == ("C144", "warning")
    assert "`content_security: {embeds: [https://video.example.org]}`" in left_out.hint
    assert "<iframe" not in busy.page("2025/02/مقال-a/index.html")
    found = check(busy)
    assert found.count("K112") == 3
    for origin, purpose in (("stats", "analytics"), ("talk", "analytics"), ("fonts", "fonts")):
        assert f"`content_security: {{{purpose}: [https://{origin}.example.org]}}`" in found
    busy.write("site.yaml", SITE_YAML + ALLOWED)
    assert not busy.build().problems and "K112" not in check(busy)


def test_snippets_and_the_setting_are_part_of_every_page(busy: SiteFolder) -> None:
    for path, text in (
        ("site.yaml", SITE_YAML + ALLOWED),
        (f"{SNIPPETS}/head.html", "<meta name='x' content='1'>"),
        (f"{SNIPPETS}/article-end.html", "<p>{{ article.extra.none }}</p>"),
        ("site.yaml", SITE_YAML),
        (f"{SNIPPETS}/head.html", ""),
    ):
        busy.build()
        busy.write(path, text)
        busy.build()
        assert differing(busy.files(), busy.clean_files()) == [], path


def test_a_script_of_the_theme_that_the_policy_blocks_is_found(site: SiteFolder) -> None:
    site.article("a")
    site.write(
        "themes/jarida/templates/fragments/footer.html",
        '<script>x()</script><script src="own.js"></script><style>p {}</style>{% include "fragments/footer.html" %}',
    )
    site.write("static/own.js", "")
    site.build()
    found = check(site)
    assert "a `<script>` in the page is blocked" in found and "a `<style>` in the page is blocked" in found


@pytest.mark.parametrize(
    "origin",
    [
        "*", "https:", "stats.example.org", "'unsafe-inline'", "https://a.org;script-src *", "https://u:p@a.org",
        "https://a.org/?x", "javascript:x", "https://a b.org", "https://-a.org",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused_with_its_line(site: SiteFolder, origin: str) -> None:
    site.write("site.yaml", SITE_YAML + f'content_security:\n  embeds: ["{origin}"]\n')
    done = warraq("build", "--site", str(site.root))
    assert done.returncode == 3 and "site.yaml:12" in done.stderr and "S126" in done.stderr
    assert source_of(origin) == ""


def test_sources_match_as_in_browsers() -> None:
    for source, address, expected in (
        ("https://a.org", "https://a.org/x", True),
        ("https://a.org", "http://a.org/x", False),
        ("http://a.org", "https://a.org/x", True),
        ("https://a.org", "https://b.a.org/", False),
        ("https://*.a.org", "https://b.a.org/", True),
        ("https://*.a.org", "https://a.org/", False),
        ("https://*.a.org", "https://xa.org/", False),
        ("https://a.org:8443", "https://a.org/", False),
        ("https://a.org/js/", "https://a.org/js/x.js", True),
        ("https://a.org/js/", "https://a.org/x.js", False),
        ("https:", "https://any.org/", True),
        ("https://xn--mgbh0fb.org", "https://مثال.org/x", True),
    ):
        assert is_allowed((source,), address) is expected, (source, address)


def test_hashes_are_those_that_browsers_count() -> None:
    # The first is the example of https://www.w3.org/TR/CSP3/#external-hash and of every manual.
    assert inline_hashes("<script>alert('Hello, world.');</script>") == {
        "script-src": ("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",)
    }
    assert inline_hashes("<script>a\r\nb</script>") == inline_hashes("<script>a\nb</script>")
    data = '<script type="application/ld+json">{}</script><script src="x.js"></script>'
    assert inline_hashes(data) == {}
    assert list(inline_hashes("<STYLE media=print>p {}</STYLE >")) == ["style-src"]


def test_the_usual_policy_is_the_shortest() -> None:
    expected = "default-src 'self'; object-src 'none'; img-src 'self' data: https:; base-uri 'none'; form-action 'self'"
    assert policy_text({}) == expected
