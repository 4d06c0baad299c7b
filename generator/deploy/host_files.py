"""`deploy --init`: files that hosts look for, written once and the user's from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from shlex import quote
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.config.settings import Settings
from generator.deploy.git import current_branch
from generator.deploy.origin import install_line, origin
from generator.disk.files import read_bytes, read_if_there, write_atomically
from generator.disk.walking import walk
from generator.engine.site import FEEDS

WORKFLOWS = ".github/workflows/"
WORKFLOW = f"{WORKFLOWS}publish.yml"
SECURITY, CNAME = "static/.well-known/security.txt", "static/CNAME"
VALID = timedelta(days=364)  # RFC 9116: less than a year
_HOSTING = ("github.io", "gitlab.io", "codeberg.page", "pages.dev", "netlify.app", "localhost")


class HostFile(NamedTuple):
    """A file that hosts look for; `obstacle` says why it was not written, "" where it was."""

    path: str
    obstacle: str


def write_host_files(root: Path, settings: Settings, now: str) -> Iterator[HostFile]:
    """Files that are there already are left as they are."""
    for path, text in _wanted(root, settings, now):
        if read_if_there(root / path) is not None:
            yield HostFile(path, "already exists, not changed")
        elif path == WORKFLOW and (other := _publishes_already(root)):
            yield HostFile(path, f"not needed: {other} already publishes the site")
        else:
            write_atomically(root / path, text.encode())
            yield HostFile(path, "")


def _wanted(root: Path, settings: Settings, now: str) -> Iterator[tuple[str, str]]:
    """Each file with its text: CNAME only for a domain of one's own, security.txt only with `contact`."""
    template = read_bytes(Path(__file__).parent / "publish.yml").decode()
    workflow = template.replace("INSTALL", install_line(origin())).replace("BRANCH", current_branch(root) or "main")
    yield WORKFLOW, workflow + "".join(_pings(settings))
    domain = own_domain(settings.base_url)
    if domain:
        yield CNAME, f"{domain}\n"
    if settings.contact:
        yield SECURITY, _security(settings, now)


def _pings(settings: Settings) -> Iterator[str]:
    """Steps that notify the hub once the site is published."""
    for feed in settings.feeds if settings.websub else ():
        topic = f"{settings.base_url}{FEEDS[feed].url[1:]}"
        fields = f"-d hub.mode=publish --data-urlencode hub.url={quote(topic)}"
        yield f"      - run: curl --fail --silent --show-error {fields} {quote(settings.websub)}\n"


def own_domain(base_url: str) -> str:
    """The host of base_url, unless it is this machine or a subdomain of a hosting service."""
    host = urlsplit(base_url).hostname or ""
    if "." not in host or any(host == one or host.endswith(f".{one}") for one in _HOSTING):
        return ""
    try:
        ip_address(host)
    except ValueError:
        return host.encode("idna").decode() if not host.isascii() else host
    return ""


def _security(settings: Settings, now: str) -> str:
    """RFC 9116: valid at the root of a host only."""
    contact = settings.contact
    contact = contact if contact.startswith(("https://", "mailto:")) else f"mailto:{contact}"
    expires = (datetime.fromisoformat(now) + VALID).strftime("%Y-%m-%dT00:00:00Z")
    language = f"Preferred-Languages: {settings.language}, en\n"
    here = f"Canonical: {settings.base_url}.well-known/security.txt\n"
    return f"Contact: {contact}\nExpires: {expires}\n{language}{here}"


def _publishes_already(root: Path) -> str:
    found = (f"{WORKFLOWS}{name}" for name, _ in walk(root / WORKFLOWS, root))
    return next((path for path in found if b"actions/deploy-pages" in read_bytes(root / path)), "")
