"""The address of a git repository: its transport, whether git may use it, and how to print it without secrets."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.text.addresses.absolute import address_parts

SCHEMES = ("https", "ssh", "file")
HELPERS = ":".join(SCHEMES)  # for GIT_ALLOW_PROTOCOL
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HELPER = re.compile(r"[A-Za-z0-9+.-]*::")  # `ext::sh -c …`, `fd::3`: programs that git would run or wait for
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SCP = re.compile(r"(?:[\w.+-]+@)?[\w.-]+:(?!:)[^\s].*|(?:[\w.+-]+@)?\[[0-9A-Fa-f:.]+\]:[^\s].*")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_USER = re.compile(r"([A-Za-z][\w+.-]*://)([^\s'\"`<>]*)@")
_SCP_SECRET = re.compile(r"(?<![\w/:])[^\s/:@'\"`<>]+:[^\s/@'\"`<>]+@(?=[\w.-]+[:/])")
_QUERY_SECRET = re.compile(r"([?&;][\w-]*(?:token|key|secret|passw|auth|sig|cred)[\w-]*=)[^&;\s'\"`<>]+", re.IGNORECASE)
_HEADER = re.compile(r"(authorization:\s*)\S.*", re.IGNORECASE)
_LOGIN_OF_HOSTS = re.compile(r"[A-Za-z][\w.-]*")  # `ssh://git@host`: a public name
_SHORTEST_SECRET = 4  # characters: shorter ones occur in ordinary words


def flaw_of_remote(address: str) -> str:
    """Why git must not use the address, or "". Only the listed transports are allowed."""
    scheme = _SCHEME.match(address)
    host = address_parts(address).hostname or ""
    if not address.strip():
        return "is empty"
    if address.startswith("-") or host.startswith("-"):
        return "begins with `-`, like an option of a program"
    if _HELPER.match(address):
        return "names a program for git to run"
    if scheme and scheme[1].lower() not in SCHEMES:
        return f"uses `{scheme[1]}`, but only {', '.join(SCHEMES)}, user@host:path and paths are allowed"
    if _CONTROL.search(address) and (scheme or not is_path(address)):
        return "contains spaces or control characters"
    return "has no host" if scheme and scheme[1].lower() != "file" and not host else ""


def is_path(address: str) -> bool:
    """Whether git treats the address as a folder on this machine."""
    return bool(_DRIVE.match(address)) or not (_SCHEME.match(address) or _SCP.fullmatch(address))


def secrets_of(address: str) -> tuple[str, ...]:
    """Passwords and tokens before the host, as written and decoded."""
    scheme, sign, rest = address.partition("://")
    login, at, _ = rest.rpartition("@")
    if not (sign and at):
        return ()
    user, _, password = login.partition(":")
    secret = password or ("" if scheme.lower() == "ssh" else user)
    known = (secret, unquote(secret))
    return tuple(one for one in dict.fromkeys(known) if len(one) >= _SHORTEST_SECRET)


def redacted(text: str, secrets: tuple[str, ...] = ()) -> str:
    """A message without passwords and tokens in addresses."""
    for secret in secrets:
        text = text.replace(secret, "***")
    text = _USER.sub(_without_user, text)
    text = _SCP_SECRET.sub("***@", text)
    return _HEADER.sub(r"\1***", _QUERY_SECRET.sub(r"\1***", text))


def _without_user(match: re.Match[str]) -> str:
    is_plain = match[1].lower() == "ssh://" and _LOGIN_OF_HOSTS.fullmatch(match[2])
    return match[0] if is_plain else f"{match[1]}***@"
