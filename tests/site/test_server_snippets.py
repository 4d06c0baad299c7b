"""With its snippet, a web server of one's own sends the site as the hosts with `_headers` and `_redirects` do."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from support import NOW, SITE_YAML, SiteFolder, warraq
from support.web_servers import SERVERS, answer, serving_with

ALIASES = [
    "/old/place/",
    "/كلام/قديم/",
    "/2009/01/page.html",
    "/no-slash",
    "/with space/x/",
    "/percent%sign/",
    "/it's (so), [was]; a=b&c+d!/",
    "/${HOME}/$1/",
    "/سؤال؟/",
]


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("base_path", ["/", "/archive/"])
def test_the_snippet_answers_every_alias_and_sends_types_times_and_policy(
    site: SiteFolder, name: str, base_path: str, tmp_path: Path
) -> None:
    for number, alias in enumerate(ALIASES):
        site.article(f"a{number}", aliases=f"['{alias.replace(chr(39), chr(39) * 2)}']")
    site.write("site.yaml", SITE_YAML.replace("/archive/\n", f"{base_path}\n", 1))
    site.write("static/photo.woff2", b"wOF2")
    www = tmp_path / "www"
    site.build(output=www / base_path.strip("/"))
    printed = warraq(
        "deploy", "--site", str(site.root), "--output", str(www / base_path.strip("/")), "--now", NOW, "--snippet", name
    )
    assert printed.returncode == 0, printed.stderr
    base = base_path.rstrip("/")
    with serving_with(name, www, printed.stdout) as port:
        for number, alias in enumerate(ALIASES):
            status, headers, _ = answer(port, quote(base + alias, safe="/"))
            assert status == 301, (alias, status)
            target = urlsplit(headers["Location"]).path
            status, _, data = answer(port, target)
            assert status == 200 and f"مقال a{number}".encode() in data, (alias, target)
        status, headers, _ = answer(port, f"{base}/")
        assert status == 200 and headers["Content-Type"].lower() == "text/html; charset=utf-8"
        assert (
            headers["X-Content-Type-Options"] == "nosniff" and "frame-ancestors" in headers["Content-Security-Policy"]
        )
        _, headers, _ = answer(port, f"{base}/feed.xml")
        assert headers["Content-Type"].lower().startswith("application/atom+xml")
        assert headers["X-Content-Type-Options"] == "nosniff"
        _, headers, _ = answer(port, f"{base}/photo.woff2")
        assert headers["Cache-Control"] == "public, max-age=2592000" and headers["X-Content-Type-Options"] == "nosniff"
        status, headers, data = answer(port, f"{base}/nowhere/")
        assert status == 404 and b"404" in data and "text/html" in headers["Content-Type"]
