"""The address of a git repository: which way it goes, whether git may go it, and how it is told without its secrets."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.text.addresses.absolute import address_parts

SCHEMES = ("https", "ssh", "file")
HELPERS = ":".join(SCHEMES)  # as git's GIT_ALLOW_PROTOCOL wants them
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HELPER = re.compile(r"[A-Za-z0-9+.-]*::")  # `ext::sh -c …`, `fd::3`: programs that git runs, or waits for
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SCP = re.compile(r"(?:[\w.+-]+@)?[\w.-]+:(?!:)[^\s].*|(?:[\w.+-]+@)?\[[0-9A-Fa-f:.]+\]:[^\s].*")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_USER = re.compile(r"([A-Za-z][\w+.-]*://)([^\s'\"`<>]*)@")
_SCP_SECRET = re.compile(r"(?<![\w/:])[^\s/:@'\"`<>]+:[^\s/@'\"`<>]+@(?=[\w.-]+[:/])")
_QUERY_SECRET = re.compile(r"([?&;][\w-]*(?:token|key|secret|passw|auth|sig|cred)[\w-]*=)[^&;\s'\"`<>]+", re.IGNORECASE)
_HEADER = re.compile(r"(authorization:\s*)\S.*", re.IGNORECASE)
_LOGIN_OF_HOSTS = re.compile(r"[A-Za-z][\w.-]*")  # `ssh://git@host`: a name that anybody knows
_SHORTEST_SECRET = 4  # letters: shorter ones stand in words


def flaw_of_remote(address: str) -> str:
    """Why git is not asked for it, "" where it is: the ways are named, and all others closed."""
    scheme = _SCHEME.match(address)
    host = address_parts(address).hostname or ""
    if not address.strip():
        return "is empty"
    if address.startswith("-") or host.startswith("-"):
        return "begins with `-`, as an option of a program"
    if _HELPER.match(address):
        return "names a program for git to run"
    if scheme and scheme[1].lower() not in SCHEMES:
        return f"goes by `{scheme[1]}`; {', '.join(SCHEMES)}, user@host:path and paths are taken"
    if _CONTROL.search(address) and (scheme or not is_path(address)):
        return "holds spaces or control characters"
    return "names no host" if scheme and scheme[1].lower() != "file" and not host else ""


def is_path(address: str) -> bool:
    """A folder on this machine, as git sees it."""
    return bool(_DRIVE.match(address)) or not (_SCHEME.match(address) or _SCP.fullmatch(address))


def secrets_of(address: str) -> tuple[str, ...]:
    """What stands before the host to prove who asks, as it is written and as it is meant."""
    scheme, sign, rest = address.partition("://")
    login, at, _ = rest.rpartition("@")
    if not (sign and at):
        return ()
    user, _, password = login.partition(":")
    secret = password or ("" if scheme.lower() == "ssh" else user)
    known = (secret, unquote(secret))
    return tuple(one for one in dict.fromkeys(known) if len(one) >= _SHORTEST_SECRET)


def redacted(text: str, secrets: tuple[str, ...] = ()) -> str:
    """Words of ours or of git in which no address shows a password or a token."""
    for secret in secrets:
        text = text.replace(secret, "***")
    text = _USER.sub(_without_user, text)
    text = _SCP_SECRET.sub("***@", text)
    return _HEADER.sub(r"\1***", _QUERY_SECRET.sub(r"\1***", text))


def _without_user(match: re.Match[str]) -> str:
    is_plain = match[1].lower() == "ssh://" and _LOGIN_OF_HOSTS.fullmatch(match[2])
    return match[0] if is_plain else f"{match[1]}***@"
