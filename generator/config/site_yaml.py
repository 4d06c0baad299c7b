"""Read site.yaml into Settings, strictly: all problems at once, each with its line."""

from __future__ import annotations

import difflib
import re
import string
import zoneinfo
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from generator.config.countries import family_of
from generator.config.settings import Deploy, Settings
from generator.config.typed_yaml import Findings, decoded, refuse, typed
from generator.disk.folders import Folder
from generator.errors import SettingsError, UsageError
from generator.model import Problem
from generator.text.addresses.permalink import PATTERN_FIELDS
from generator.text.addresses.remote import flaw_of_remote, redacted
from generator.text.addresses.site import flaw_of_address
from generator.text.content_policy import source_of
from generator.text.languages import LANGUAGE
from generator.text.yaml.marked import parse_yaml

NAME = "site.yaml"
WHOLE = "write the full address, like https://example.org/archive/"
_BRANCH = re.compile(r"(?!.*(?:\.\.|//|/\.|@\{))[^\W_][\w./@+-]*")
_BUCKET = re.compile(r"(?:s3://)?[A-Za-z0-9][\w.-]{1,254}(?:/(?!\.{1,2}(?:/|$))[^\s/?#@:]+)*/?")
_ENDPOINT = re.compile(r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?/?")
_SFTP = re.compile(
    r"(?:sftp://)?(?:[A-Za-z_][\w.-]*@)?[A-Za-z0-9][\w.-]*(?::\d{1,5})?/(?!.*(?:^|/)\.\.(?:/|$))[^\s?#@:]*"
)
_CONTACT = re.compile(r"https://[^\s/]+\S*|(?:mailto:)?[^\s@:/]+@[^\s@]+\.[^\s@]+")
_ROBOTS_PATH = re.compile(r"/(?!/)[^\s#]*")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def load_settings(root: Path) -> Settings:
    """Read ROOT/site.yaml; SettingsError has all its problems."""
    data = Folder(root).read(NAME)
    if data is None:
        raise SettingsError(
            f"there is no {NAME} in `{root}`", "run `warraq init FOLDER`, or name the site's folder with --site"
        )
    settings, problems = parse_settings(decoded(data, NAME))
    refuse(NAME, problems)
    return settings


def at_address(settings: Settings, base_url: str | None) -> Settings:
    """The settings with another address. `--base-url` must be as valid as the one in site.yaml."""
    if not base_url:
        return settings
    flaw = flaw_of_address(base_url)
    if flaw:
        raise UsageError(f"--base-url `{redacted(base_url)}` is not a valid site address: it {flaw}", WHOLE)
    return msgspec.structs.replace(settings, base_url=base_url.rstrip("/") + "/")


def parse_settings(text: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings (with defaults for wrong values) and all problems in the order of their lines."""
    tree = parse_yaml(text)
    found = Findings(NAME, text)
    found.flaws(tree)
    if tree.flaws and not tree.value:
        return Settings(title=""), tuple(found.problems)
    settings = typed(_with_family(tree.value), Settings, (), found) or Settings(title="")
    return _checked(settings, found), tuple(sorted(found.problems))


def _with_family(tree: Any) -> Any:
    """`month_names: tunisian` names the family that newspapers there print."""
    written = tree.get("month_names") if isinstance(tree, dict) else None
    return {**tree, "month_names": family_of(written)} if isinstance(written, str) else tree


def _checked(settings: Settings, found: Findings) -> Settings:
    """Check what types cannot: addresses, time zones, languages, patterns."""
    flaw = flaw_of_address(settings.base_url)
    if flaw:
        what = f"`{redacted(settings.base_url)}` is not a valid site address: it {flaw}"
        found.value(("base_url",), "S106", what, WHOLE)
    try:
        zoneinfo.ZoneInfo(settings.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(settings.timezone, zoneinfo.available_timezones(), n=1)
        hint = f"did you mean `{near[0]}`?" if near else "write a name such as Africa/Cairo"
        found.value(("timezone",), "S107", f"`{settings.timezone}` is not a time zone", hint)
    if not LANGUAGE.fullmatch(settings.language):
        found.value(
            ("language",), "S108", f"`{settings.language}` is not a language tag", "write a tag such as ar or fa-AF"
        )
    if not re.fullmatch(r"[\w-]+", settings.theme):
        found.value(("theme",), "S110", f"`{settings.theme}` is not a valid theme name", "name a folder in themes/")
    _check_pattern(settings.permalink, found)
    _check_publishing(settings, found)
    _check_sources(settings, found)
    for number, gap in enumerate(settings.missing):
        if not _is_span(gap.date):
            hint = "write a day, month or year, or a range of days: 2011-01-28/2011-02-02"
            found.value(("missing", number, "date"), "S114", f"`{gap.date}` is not a date", hint)
    return msgspec.structs.replace(settings, base_url=settings.base_url.rstrip("/") + "/")


def _check_publishing(settings: Settings, found: Findings) -> None:
    deploy = settings.deploy
    if not _BRANCH.fullmatch(deploy.branch) or deploy.branch.endswith((".lock", "/", ".")):
        hint = "use a valid git branch name, such as gh-pages"
        found.value(("deploy", "branch"), "S121", f"`{deploy.branch}` is not a valid branch name", hint)
    flaw = flaw_of_remote(deploy.remote) if deploy.remote else ""
    if flaw:
        hint = "name a remote of the site's repository, or write a URL like https://host/owner/site.git"
        what = f"`{redacted(deploy.remote)}` is not a valid git remote: it {flaw}"
        found.value(("deploy", "remote"), "S122", what, hint)
    _check_target(deploy, found)
    if settings.contact and not _CONTACT.fullmatch(settings.contact):
        hint = "write an e-mail address, or the address of a page that begins with https://"
        found.value(
            ("contact",), "S124", f"`{settings.contact}` is neither an e-mail address nor the address of a page", hint
        )
    flaw = flaw_of_address(settings.websub, takes_query=True) if settings.websub else ""
    if flaw:
        hint = "write the full address of the hub, or leave out the key"
        what = f"`{redacted(settings.websub)}` is not a valid hub address: it {flaw}"
        found.value(("websub",), "S125", what, hint)


def _check_sources(settings: Settings, found: Findings) -> None:
    """What pages load from other sites, and what robots.txt asks."""
    for purpose, origins in msgspec.structs.asdict(settings.content_security).items():
        for number, origin in enumerate(origins):
            if not source_of(origin):
                hint = "write scheme and host, such as https://stats.example.org; the first part may be `*`"
                what = f"`{redacted(origin)}` is not the address of a site"
                found.value(("content_security", purpose, number), "S126", what, hint)
    for number, path in enumerate(settings.robots.disallow):
        if not _ROBOTS_PATH.fullmatch(path):
            hint = "write a path within the site, such as /search/"
            found.value(("robots", "disallow", number), "S127", f"`{path}` is not a path of this site", hint)


def _check_target(deploy: Deploy, found: Findings) -> None:
    """One target, and no password in it: site.yaml is for everybody to read."""
    named = [name for name in ("remote", "folder", "s3", "sftp") if getattr(deploy, name)]
    if len(named) > 1:
        hint = "keep one: a site is deployed to a folder, a git remote, a bucket or a server"
        what = f"`deploy` names both a {named[1]} and a {named[0]}"
        found.value(("deploy", named[1]), "S123", what, hint)
    for name, flaw, hint in (
        ("s3", _BUCKET.fullmatch(deploy.s3) is None, "write a bucket, and a folder in it if you want: bucket/folder"),
        (
            "endpoint",
            _ENDPOINT.fullmatch(deploy.endpoint) is None,
            "write its address without a password: https://host",
        ),
        (
            "sftp",
            _SFTP.fullmatch(deploy.sftp) is None,
            "write it without a password: user@host/path, or user@host:22/path",
        ),
    ):
        value = getattr(deploy, name)
        if value and flaw:
            what = f"`{redacted(value)}` is not a valid value of `{name}`"
            found.value(("deploy", name), "S128", what, hint)


def _is_span(value: str) -> bool:
    """Whether this is a day, month or year, or two days, the earlier one first."""
    ends = value.split("/")
    if len(ends) > 1 and (len(ends) > len(("first", "last")) or {len(end) for end in ends} != {len("2025-02-13")}):
        return False
    try:
        moments = [date.fromisoformat(end + "-01" * (2 - end.count("-"))) for end in ends if _DATE.fullmatch(end)]
    except ValueError:
        return False
    return len(moments) == len(ends) and moments == sorted(moments)


def _check_pattern(pattern: str, found: Findings) -> None:
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError:
        fields = ["?"]
    if set(fields) - set(PATTERN_FIELDS) or "slug" not in fields:
        hint = f"use {', '.join(f'{{{name}}}' for name in PATTERN_FIELDS)}; {{slug}} is required"
        found.value(("permalink",), "S109", f"`{pattern}` is not a valid permalink pattern", hint)
