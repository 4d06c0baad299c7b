"""Rules of `_redirects` are plain, within the host's limits, and come back as they were meant."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from generator.hosts.headers import ASK_AGAIN, kind_of
from generator.hosts.redirects import Forward, parse_redirects, redirects_file, rules_for
from generator.hosts.servers import apache_snippet, nginx_snippet
from generator.hosts.table import HOSTS, Rules

READERS = [host.rules for host in HOSTS.values() if host.rules]
PARTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z"), exclude_characters="/?#\\"), min_size=1, max_size=9)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: f"/{'/'.join(parts)}/")


@given(st.lists(st.builds(Forward, PATHS, PATHS), max_size=30), st.sampled_from(READERS))
def test_each_rule_is_three_words_and_each_address_has_one_rule(forwards: list[Forward], host: Rules) -> None:
    found = list(rules_for(host, "/base/", forwards))
    rules = [rule for _, some in found for rule in some]
    assert len({rule.source for rule in rules}) == len(rules)
    for line in redirects_file(rules).decode().splitlines():
        source, target, code = line.split()
        assert source.startswith("/base/") and target.startswith("/base/") and code == "301"
        assert "*" not in source and "#" not in line and ":" not in target
    for forward, some in found:
        assert {unquote(rule.target) for rule in some} == {f"/base{forward.url}"}


@given(st.lists(st.builds(Forward, PATHS, PATHS), max_size=60))
def test_no_limit_is_ever_exceeded(forwards: list[Forward]) -> None:
    small = Rules(20, 700, 90, has_own_slash=True)
    rules = [rule for _, some in rules_for(small, "/", forwards) for rule in some]
    data = redirects_file(rules)
    assert len(rules) <= 20 and len(data) <= 700 and all(len(line) <= 90 for line in data.decode().splitlines())


def test_what_would_be_a_wildcard_has_no_rule() -> None:
    forwards = [Forward("/a*b/", "/x/"), Forward("/:name/", "/x/"), Forward("/plain/", "/x/")]
    assert [forward.alias for forward, _ in rules_for(READERS[0], "/", forwards)] == ["/plain/"]


def test_a_file_is_read_back_decoded_and_without_what_is_not_plain() -> None:
    text = "# note\n\n/%D9%85/ /x/ 301\n/all/* /y/ 302\n/q id=:id /z 301\n/two /y\nbroken\n"
    assert [rule.source for rule in parse_redirects(text)] == ["/م/", "/two"]


def test_types_and_times_go_by_the_end_of_a_name() -> None:
    assert kind_of("feed.xml").type.startswith("application/atom+xml")
    assert kind_of("sections/x/rss.xml").type.startswith("application/rss+xml")
    assert kind_of("data/2025-01.jsonl.gz").type == "application/gzip"
    assert kind_of("CNAME").type == "application/octet-stream"
    assert kind_of("2011/02/x/index.html") == ("text/html; charset=utf-8", ASK_AGAIN)
    assert "max-age=604800" in kind_of("2011/02/x/quay.480.webp").cache


def test_snippets_forward_every_address_and_quote_what_servers_would_read() -> None:
    forwards = [Forward('/old/"x" \\y/', "/جديد/"), Forward("/page.html", "/new/")]
    nginx, apache = nginx_snippet("/a/", forwards), apache_snippet("/a/", forwards)
    assert 'location = "/a/old/\\"x\\" \\\\y/" { return 301 /a/%D8%AC%D8%AF%D9%8A%D8%AF/; }' in nginx
    assert nginx.count("{") == nginx.count("}") and 'location = "/a/page.html"' in nginx
    assert r'RedirectMatch 301 "^/a/page\\.html$" "/a/new/"' in apache
    # Its expression is \"x\"\ \\y, of which the configuration doubles each backslash.
    assert r'RedirectMatch 301 "^/a/old/\\\"x\\\"\\ \\\\y/$" "/a/جديد/"' in apache
    for text in (nginx, apache):
        assert "frame-ancestors" in text and "max-age=2592000" in text and "application/atom+xml" in text
