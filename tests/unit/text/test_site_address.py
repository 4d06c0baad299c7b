"""The address of a site stands on every page, in feeds and in headers: nothing else may come in with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config.settings import Settings
from generator.config.site_yaml import at_address, parse_settings
from generator.errors import UsageError
from generator.text.addresses.site import flaw_of_address

GOOD = [
    "https://example.org", "https://example.org/", "http://localhost:8000/", "https://example.org:8443/a/b/",
    "https://أرشيف.مصر/أخبار/", "https://name.github.io/site", "http://127.0.0.1/", "http://[::1]:8000/", "HTTPS://x.org/",
    "https://x.org/%D8%A3/", "https://my_host/~user/a.b/",
]  # fmt: skip
BAD = [
    "example.org", "//example.org/", "ftp://x.org/", "javascript:alert(1)", "data:text/html,x", "file:///x", "https://",
    "https:///x", "https://x .org/", "https://x.org/a b/", " https://x.org/", "https://x.org/\n", "https://x.org/\ta",
    "https://x.org/a\u00a0b/", "https://x.org/\u202egro/", "https://x.org/\u200bx/", "https://x.org/\x00", "https://x.org/\x1b[2J/",
    'https://x.org/"onload="x/', "https://x.org/'/", "https://x.org/<script>/", "https://x.org/`id`/", "https://x.org/{a}/",
    "https://x.org\\@evil.example/", "https://user:s3cret@x.org/", "https://token@x.org/", "https://@x.org/", "https://x.org/?a",
    "https://x.org/?", "https://x.org/#", "https://x.org/#a", "https://x.org:99999/", "https://x.org:x/", "https://x.org:/",
    "https://[::1/", "https://[zz]/", "https://-x.org/", "https://x..org/", "https://x.org//evil.example/", "https://x.org/../a/",
    "https://x.org/a/..", "https://x.org/./", "https://x.org/%zz/", "https://x.org/\ud800/", "https://x,org/", "https://x.org;a/",
]  # fmt: skip


@pytest.mark.parametrize("address", GOOD)
def test_addresses_of_sites_are_taken(address: str) -> None:
    assert flaw_of_address(address) == ""
    assert at_address(Settings(title=""), address).base_url == address.rstrip("/") + "/"


@pytest.mark.parametrize("address", BAD)
def test_what_is_none_is_refused_in_both_places_and_no_password_is_told(address: str) -> None:
    with pytest.raises(UsageError) as found:
        at_address(Settings(title=""), address)
    assert "s3cret" not in found.value.what and "token" not in found.value.what
    quoted = "".join(f"\\u{ord(char):04x}" if not char.isalnum() else char for char in address)
    if "\ud800" not in address and "\0" not in address:
        problems = parse_settings(f'title: x\nbase_url: "{quoted}"\n')[1]
        # Of control characters YAML is told before the address.
        assert [one.code for one in problems] == ["S101" if "\x1b" in address else "S106"]
        assert "s3cret" not in problems[0].what


@settings(deadline=None)
@given(st.text(), st.text())
def test_whatever_is_taken_is_harmless_in_a_page_and_in_a_header(host: str, path: str) -> None:
    address = f"https://{host}/{path}"
    if flaw_of_address(address) == "":
        assert not set(address) & set("\"'<>` \t\r\n\\@?#") and "//" not in address[len("https://") :]


def test_a_hub_may_have_a_query_and_no_password() -> None:
    assert not parse_settings("title: x\nwebsub: https://hub.example/?a=1\n")[1]
    for wrong in ("https://a:b@hub.example/", "https://hub.example/#x", "'https://hub.example/ x'", "hub"):
        assert [one.code for one in parse_settings(f"title: x\nwebsub: {wrong}\n")[1]] == ["S125"]
