"""WebSub: feeds name their hub, and it is told of those that a deploy changed, once they are out."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import feedparser
import pytest
import yaml
from support import NOW, SITE_YAML, SiteFolder, warraq

from generator.deploy.websub import notify_hub
from generator.engine.site import open_site
from generator.errors import WarraqError


class Web(ThreadingHTTPServer):
    """Serves the folder that deploys write, under /archive/, and is the hub too."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.folder = folder
        self.told: list[str] = []
        self.answer = 202
        self.stale = 0  # how many times the feed is still the old one

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Pages(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        path = self.server.folder / unquote(urlsplit(self.path).path).removeprefix("/archive/")
        is_there = path.is_file() and not self.server.stale
        self.server.stale = max(0, self.server.stale - 1)
        self._say(200 if is_there else 404, path.read_bytes() if is_there else b"")

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert fields["hub.mode"] == ["publish"] and self.path == "/hub"
        self.server.told += fields["hub.url"]
        self._say(self.server.answer, b"")

    def _say(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Tests speak for themselves."""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    server = Web(tmp_path / "www")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def followed(ten_articles: SiteFolder, web: Web) -> SiteFolder:
    """A site with a hub that deploys to where the server looks."""
    here = SITE_YAML.replace("https://example.org/", web.address)
    ten_articles.write(
        "site.yaml", here + f"feeds: [atom, rss, json]\nwebsub: {web.address}hub\ndeploy: {{folder: ../www}}\n"
    )
    ten_articles.build()
    return ten_articles


def deploy(site: SiteFolder, *options: str) -> subprocess.CompletedProcess[str]:
    return warraq("deploy", "--site", str(site.root), "--now", NOW, *options)


def test_every_feed_of_the_newest_names_the_hub_and_no_document_of_the_past_does(
    followed: SiteFolder, web: Web
) -> None:
    hub = f"{web.address}hub"
    for path in ("feed.xml", "rss.xml", "sections/سياسة/feed.xml"):
        parsed = feedparser.parse((followed.output / path).read_bytes())
        assert not parsed.bozo and [link.href for link in parsed.feed.links if link.rel == "hub"] == [hub], path
    assert json.loads(followed.page("feed.json"))["hubs"] == [{"type": "WebSub", "url": hub}]
    assert all(hub not in path.read_text() for path in (followed.output / "feeds").glob("*.xml"))


def test_the_hub_is_told_of_the_feeds_that_a_deploy_changed(followed: SiteFolder, web: Web) -> None:
    first = deploy(followed)
    assert first.returncode == 0 and f"notified {web.address}hub of {web.address}archive/feed.xml" in first.stdout
    topics = {unquote(topic).removeprefix(f"{web.address}archive/") for topic in web.told}
    assert topics == {"feed.xml", "rss.xml", "feed.json", "sections/سياسة/feed.xml", "sections/ثقافة/feed.xml"}
    web.told.clear()
    assert deploy(followed).returncode == 0 and web.told == []
    followed.article("new", date="2025-12-01", section="ثقافة")
    followed.build()
    assert deploy(followed, "--dry-run").returncode == 0 and web.told == []
    assert deploy(followed).returncode == 0
    topics = {unquote(topic).removeprefix(f"{web.address}archive/") for topic in web.told}
    assert topics == {"feed.xml", "rss.xml", "feed.json", "sections/ثقافة/feed.xml"}


def test_the_hub_hears_only_when_the_host_has_published(
    followed: SiteFolder, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.deploy.websub.PAUSE", 0.01)
    site = open_site(followed.root, None, base_url=None, now=NOW, has_drafts=False)
    with pytest.raises(WarraqError, match="does not return the deployed feed"):
        notify_hub(site, ["index.html", "feed.xml"], patience=0.05)
    assert web.told == [] and notify_hub(site, ["index.html"], patience=0.05) == []
    assert deploy(followed).returncode == 0
    web.told.clear()
    web.stale = 3
    assert notify_hub(site, ["feed.xml"], patience=5) == web.told == [f"{web.address}archive/feed.xml"]


def test_a_hub_that_refuses_does_not_undo_the_deploy_and_is_told_later(followed: SiteFolder, web: Web) -> None:
    web.answer = 500
    refused = deploy(followed)
    assert refused.returncode == 1 and "deployed to" in refused.stdout and "--ping" in refused.stderr
    assert "Traceback" not in refused.stderr and (web.folder / "index.html").is_file()
    web.answer = 202
    web.told.clear()
    assert deploy(followed, "--ping").returncode == 0 and len(web.told) == 5


def test_without_a_hub_there_is_nobody_to_tell(ten_articles: SiteFolder) -> None:
    ten_articles.build()
    assert b"hub" not in ten_articles.files()["feed.xml"] and b"websub" not in ten_articles.files()["feed.xml"]
    done = deploy(ten_articles, "--ping")
    assert done.returncode == 2 and "`websub` is not set" in done.stderr
    ten_articles.write("site.yaml", SITE_YAML + "websub: hub\n")
    assert " S125 " in deploy(ten_articles).stderr


def test_the_workflow_tells_the_hub_after_the_site_is_out(followed: SiteFolder, web: Web) -> None:
    assert deploy(followed, "--init").returncode == 0
    workflow = yaml.safe_load((followed.root / ".github/workflows/publish.yml").read_text())
    steps = workflow["jobs"]["deploy"]["steps"]
    assert "deploy-pages" in steps[0]["uses"]
    assert [step["run"].split()[-1] for step in steps[1:]] == [f"{web.address}hub"] * 3
    assert f"hub.url={web.address}archive/feed.xml" in steps[1]["run"]
