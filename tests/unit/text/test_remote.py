"""Which addresses git is asked for, and that none is told with its password."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.addresses.remote import flaw_of_remote, redacted, secrets_of

TAKEN = [
    "https://github.com/o/r.git", "https://user:token@host/o/r.git", "ssh://git@host:22/o/r.git", "git@github.com:o/r.git",
    "host:path/r.git", "../bare.git", "/srv/git/site.git", "file:///srv/site.git", "./مستودع مع فراغ", "C:\\git\\r.git",
    "origin", "git@[::1]:r.git", "HTTPS://host/r",
]  # fmt: skip
CLOSED = [
    "ext::sh -c 'touch /tmp/x'", "fd::3", "fd::17,18/x", "ext::", "gcrypt::/srv/x", "::x", "http://host/r.git",
    "git://host/r.git", "ftp://host/r", "rsync://host/r", "javascript://host/x", "-u", "--upload-pack=touch x",
    "ssh://-oProxyCommand=x/r", "https:///r.git", "https://ho st/r", "https://host/\nr", "git@host:a b", "https://\x1b[2J/", "", " ",
]  # fmt: skip


@pytest.mark.parametrize("address", TAKEN)
def test_ways_that_are_named_are_open(address: str) -> None:
    assert flaw_of_remote(address) == ""


@pytest.mark.parametrize("address", CLOSED)
def test_all_other_ways_are_closed(address: str) -> None:
    assert flaw_of_remote(address)


TOLD = {
    "https://user:s3cret@host/o/r.git": "https://***@host/o/r.git",
    "https://ghp_token@host/o/r.git": "https://***@host/o/r.git",
    "https://u:p@ss/w@rd@host/r": "https://***@host/r",
    "https://:s3cret@host/r and https://x-access-token:s3cret@b/": "https://***@host/r and https://***@b/",
    "ssh://git@host/r": "ssh://git@host/r",
    "ssh://git:s3cret@host/r": "ssh://***@host/r",
    "git@github.com:o/r.git": "git@github.com:o/r.git",
    "fatal: 'user:s3cret@host:r' is bad": "fatal: '***@host:r' is bad",
    "https://host/r?private_token=s3cret&x=1": "https://host/r?private_token=***&x=1",
    "http.extraheader=AUTHORIZATION: basic s3cret": "http.extraheader=AUTHORIZATION: ***",
    "branch gh-pages of ../bare.git": "branch gh-pages of ../bare.git",
}


@pytest.mark.parametrize(("text", "wanted"), TOLD.items())
def test_what_is_told_names_the_place_and_no_secret(text: str, wanted: str) -> None:
    assert redacted(text) == wanted


SECRET = st.text(st.characters(min_codepoint=33, max_codepoint=0x6FF, exclude_characters="'\"`<>"), min_size=9).filter(
    lambda one: not one.isspace() and not any(char.isspace() for char in one)
)


@settings(deadline=None)
@given(
    SECRET, st.booleans(), st.sampled_from(["{}", "fatal: '{}' not found", "remote: {}\nerror: {}", "branch x of {}"])
)
def test_no_secret_is_told_however_it_is_written(secret: str, is_user: bool, words: str) -> None:
    login = secret.replace(":", "%3A") if is_user else f"someone:{secret}"
    address = f"https://{login}@host.example/r.git"
    told = redacted(words.replace("{}", address), secrets_of(address))
    assert login.partition(":")[2 if ":" in login else 0] not in told and "host.example/r.git" in told
