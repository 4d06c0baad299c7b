"""For a host that reads them, a site has `_redirects` and `_headers`; every old address is answered there."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

import pytest
from support import SITE_YAML, SiteFolder, differing, warraq
from support.hosts import SMALL_HOSTS, SmallHost, serving

HOSTS = [(name, kind) for name, kinds in SMALL_HOSTS.items() for kind in kinds]
ALIASES = {
    "/old/place/": ("/old/place/", "/old/place"),
    "/كلام/قديم/": ("/كلام/قديم/", "/كلام/قديم"),
    "/2009/01/page.html": ("/2009/01/page.html",),
    "/2009/02/Page.HTM": ("/2009/02/Page.HTM",),
    "/folder/index.html": ("/folder/index.html", "/folder/"),
    "/no-slash": ("/no-slash", "/no-slash/"),
    "/with space/x/": ("/with space/x/",),
    "/percent%sign/": ("/percent%sign/",),
    "/it's (so), [was]; a=b&c+d!/": ("/it's (so), [was]; a=b&c+d!/",),
    "/سؤال؟/": ("/سؤال؟/",),
}


@pytest.fixture
def moved(site: SiteFolder) -> SiteFolder:
    for number, alias in enumerate(ALIASES):
        site.article(f"a{number}", aliases=f'["{alias}"]')
    return site


def for_host(site: SiteFolder, host: str, base_path: str = "/") -> SiteFolder:
    settings = SITE_YAML.replace("/archive/\n", f"{base_path}\n", 1) + f"deploy: {{host: {host}}}\n"
    site.write("site.yaml", settings)
    site.build()
    return site


def followed(address: str, path: str) -> tuple[int, str]:
    """The first answer's status, and the text that a reader ends at."""
    encoded = quote(path, safe="/!$&'()*+,;=@:~[]|")
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    connection.request("GET", encoded)
    status = connection.getresponse().status
    connection.close()
    try:
        with urllib.request.urlopen(address + encoded) as answer:
            return status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        problem.close()
        return problem.code, f"{encoded} leads to {problem.url}"


@pytest.mark.parametrize(("name", "kind"), HOSTS, ids=[kind.__name__ for _, kind in HOSTS])
@pytest.mark.parametrize("base_path", ["/", "/archive/"])
def test_every_alias_leads_to_its_article(moved: SiteFolder, name: str, kind: type[SmallHost], base_path: str) -> None:
    for_host(moved, name, base_path)
    host = kind(moved.output, base_path)
    assert host.ignored == []
    with serving(host) as address:
        for number, addresses in enumerate(ALIASES.values()):
            for path in addresses:
                status, text = followed(address, base_path.rstrip("/") + path)
                is_said = name != "gitlab" or not {" ", "%"} & set(path)
                assert status == 301 if is_said else "refresh" in text, text
                assert f"مقال a{number}" in text or not is_said


def test_rules_stand_in_for_pages(moved: SiteFolder) -> None:
    for_host(moved, "cloudflare")
    assert not (moved.output / "old/place/index.html").exists()
    lines = (moved.output / "_redirects").read_text("ascii").splitlines()
    assert "/old/place/ /2025/02/%D9%85%D9%82%D8%A7%D9%84-a0/ 301" in lines


@pytest.mark.parametrize(("name", "kind"), HOSTS, ids=[kind.__name__ for _, kind in HOSTS])
def test_what_a_host_takes_no_more_stays_a_page(site: SiteFolder, name: str, kind: type[SmallHost]) -> None:
    paths = [f"/old-{number:04}/كلام/" for number in range(2_200)]
    for number in range(4):
        site.article(f"a{number}", aliases="[" + ", ".join(f'"{path}"' for path in paths[number::4]) + "]")
    site.article("long", aliases=f'["/{"/".join(["كلمة طويلة جدا"] * 12)}/"]')
    for_host(site, name)
    host = kind(site.output)
    assert host.ignored == [] and host.rules
    for path in paths:
        for one in (quote(path), quote(path.rstrip("/"))):
            assert host.answer(one).status in (200, 301, 308), one
    code = warraq("check", "--site", str(site.root), "--host", name)
    assert "K506" not in code.stdout and code.returncode == 0, code.stdout


@pytest.mark.parametrize("name", ["cloudflare", "netlify", "gitlab"])
def test_an_incremental_build_is_a_clean_one(moved: SiteFolder, name: str) -> None:
    for_host(moved, name)
    moved.article("a0", aliases='["/other/", "/more/"]')
    moved.article("a1")
    moved.build()
    assert differing(moved.files(), moved.clean_files()) == []
    moved.write("site.yaml", SITE_YAML)
    moved.build()
    assert not (moved.output / "_redirects").exists() and not (moved.output / "_headers").exists()
    assert differing(moved.files(), moved.clean_files()) == []


def test_a_site_without_the_setting_has_neither_file_and_keeps_its_bytes(moved: SiteFolder) -> None:
    moved.build()
    plain = moved.files()
    moved.write("site.yaml", SITE_YAML + "deploy: {host: nginx}\n")
    moved.build()
    assert moved.files() == plain and not {"_redirects", "_headers"} & plain.keys()


def test_the_owners_files_are_left_alone(moved: SiteFolder) -> None:
    moved.write("static/_redirects", "/mine/* /2025/ 302\n")
    moved.write("static/_headers", "/*\n  X-Mine: yes\n")
    for_host(moved, "cloudflare")
    assert (moved.output / "_redirects").read_text() == "/mine/* /2025/ 302\n"
    assert (moved.output / "_headers").read_text() == "/*\n  X-Mine: yes\n"
    assert (moved.output / "old/place/index.html").exists()


def test_no_two_blocks_set_a_header_for_one_file(moved: SiteFolder) -> None:
    """Hosts join their values with a comma."""
    for_host(moved, "cloudflare")
    blocks = [one.splitlines() for one in (moved.output / "_headers").read_text().split("\n\n")]
    assert len(blocks) <= 100
    for path in moved.files():
        given = [
            line.partition(":")[0].strip()
            for pattern, *lines in blocks
            if is_like(pattern, f"/{path}")
            for line in lines
        ]
        assert len(given) == len(set(given)), path
        assert "X-Content-Type-Options" in given
        assert ("Cache-Control" in given) == path.endswith((".woff2", ".svg")), path
        assert ("Content-Type" in given) == path.endswith("feed.xml"), path


def is_like(pattern: str, path: str) -> bool:
    before, star, after = pattern.partition("*")
    is_long = len(path) >= len(before) + len(after)
    return path.startswith(before) and path.endswith(after) and is_long if star else path == pattern


def test_links_to_addresses_that_the_host_forwards_are_no_defects(moved: SiteFolder) -> None:
    settings = SITE_YAML.replace("url: /archive/", "url: /old/place/") + "deploy: {host: netlify}\n"
    moved.write("site.yaml", settings)
    moved.build()
    done = warraq("check", "--site", str(moved.root))
    assert "K101" not in done.stdout, done.stdout


def test_the_portable_site_has_pages_that_forward(moved: SiteFolder) -> None:
    for_host(moved, "cloudflare")
    done = warraq("build", "--portable", "--site", str(moved.root))
    assert done.returncode == 0, done.stderr
    assert (moved.root / "portable/old/place/index.html").exists()
    assert not (moved.root / "portable/_redirects").exists()
