"""Git, called so that a hostile repository cannot misuse it: limited protocols, limited time, few settings of its own.

A site that somebody else packed may bring a `.git/config` and hooks that name programs to run, and a remote whose
address is one. So hooks are off, only those settings of a repository count that say who commits and how to log in, and
addresses use listed protocols only. Messages of git are shown without passwords.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.disk.links import real_path
from generator.errors import RefusedError, WarraqError
from generator.text.addresses.absolute import address_parts
from generator.text.addresses.remote import HELPERS, flaw_of_remote, is_path, redacted, secrets_of

LOCAL, GREETING, TRANSFER = 600.0, 30.0, 3600.0  # seconds: for what is on this machine, for a first answer, for a site
GRACE = 2.0  # seconds between asking git to end and ending it
# These come before a repository's settings: nothing of it runs, and a folder that only looks like one does not count.
_TAME = (
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null", "core.quotePath=false",
    "log.showSignature=false",
    "safe.bareRepository=explicit", "protocol.ext.allow=never", "protocol.fd.allow=never", "gc.auto=0",
    "maintenance.auto=false", "submodule.recurse=false", "push.gpgSign=false", "push.recurseSubmodules=no",
    "fetch.recurseSubmodules=false", "fetch.unpackLimit=2147483647", "http.lowSpeedLimit=100", "http.lowSpeedTime=60",
)  # fmt: skip
# Settings of a repository that count: who commits, and how to log in without a program of its choice.
_OWN = re.compile(r"(?:user|author|committer)\.(?:name|email)|http\.(?:.+\.)?extraheader|credential\.(?:.+\.)?username")
_HELPER = re.compile(r"credential\.(?:.+\.)?helper")
_HELPER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")  # git-credential-NAME of git itself or the system
_FOREIGN = re.compile(
    r"GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX"
    r"|QUARANTINE_PATH|TRACE.*|CURL_VERBOSE|EXTERNAL_DIFF|REPLACE_REF_BASE)"
)


class GitError(WarraqError):
    """Git failed; `what` holds its message, in one line."""


def address_of(root: Path, remote: str) -> str:
    """The URL of a named remote; anything else is a URL or path itself. Paths are relative to the site's folder."""
    known = (git_or_none(["remote"], root) or "").split()
    if remote in known and not remote.startswith("-"):
        url = git(["remote", "get-url", "--push", remote], root)
        base = Path(git(["rev-parse", "--show-toplevel"], root))
    elif not remote or not any(sign in remote for sign in "/:\\"):
        reason = "" if known or _is_repository(root) else "is not a git repository, so it "
        hint = "run `git remote add origin URL`, or name a URL or a folder under `deploy:` in site.yaml"
        raise WarraqError(f"`{root}` {reason}has no git remote `{remote}` to deploy to", hint)
    else:
        url, base = remote, root
    return _checked(root, url, base)


def _checked(root: Path, url: str, base: Path) -> str:
    """The address, if git may go there; never a repository within the site, which could hold another's hooks."""
    flaw = flaw_of_remote(url)
    if flaw:
        raise RefusedError(
            f"the git remote `{redacted(url)}` {flaw}", "write a URL such as https://host/owner/site.git"
        )
    path = address_parts(url).path if url.lower().startswith("file://") else url
    if not is_path(path):
        return url
    folder = real_path(base / path)
    top = git_or_none(["rev-parse", "--show-toplevel"], root)
    inside = [
        one for one in (real_path(root), *([real_path(Path(top))] if top else [])) if one in (folder, *folder.parents)
    ]
    if folder.is_dir() and inside:
        hint = "move the repository elsewhere: hooks in a repository that comes with a site would run on this machine"
        raise RefusedError(f"the git remote `{url}` is inside the site itself", hint)
    return str(folder) if folder.is_dir() and path == url else url


def past_blobs(root: Path, paths: Sequence[str], kept: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The commits of all branches that touched these files, newest first, and the blobs that they alone had there."""
    literal = [f":(literal){path}" for path in paths]
    try:
        log = git(["log", "--all", "--format=%H", "--raw", "--no-abbrev", "--no-renames", "-m", "--", *literal], root)
        kept_blob = git(["hash-object", "--stdin"], root, kept.encode())
        now = git(["ls-tree", "-r", "-z", "--full-tree", "HEAD"], root).split("\0")
        gone = set(git(["ls-tree", "-r", "-z", "--full-name", "HEAD", "--", *paths], root).split("\0"))
    except GitError:
        return (), ()  # no repository, or one without a commit
    commits, blobs = dict[str, None](), dict[str, None]()
    for line in log.splitlines():
        if line.startswith(":"):
            blobs |= dict.fromkeys(line.split()[2:4])
        elif line:
            commits[line] = None
    others = {line.split()[2] for line in now if line and line not in gone} | {kept_blob}
    return tuple(commits), tuple(blob for blob in blobs if blob.strip("0") and blob not in others)


def current_branch(root: Path) -> str:
    """The branch that the site's repository is on, "" where there is none, or no git."""
    try:
        return git_or_none(["symbolic-ref", "--short", "HEAD"], root) or ""
    except WarraqError:
        return ""


def settings_of(root: Path) -> Iterator[tuple[str, str]]:
    """Those settings of the site's repository that say who commits and how to log in."""
    listed = git_or_none(["config", "--local", "--includes", "--list", "-z"], root)
    for one in (listed or "").split("\0"):
        key, _, value = one.partition("\n")
        name = key.lower()
        is_helper = bool(_HELPER.fullmatch(name)) and (not value or bool(_HELPER_NAME.fullmatch(value)))
        if is_helper or _OWN.fullmatch(name):
            yield key, value


def _is_repository(root: Path) -> bool:
    return git_or_none(["rev-parse", "--git-dir"], root) is not None


def git_or_none(arguments: Sequence[str], root: Path) -> str | None:
    try:
        return git(arguments, root)
    except GitError:
        return None


def git(
    arguments: Sequence[str],
    root: Path,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    *,
    seconds: float = LOCAL,
) -> str:
    """Run git in the site's folder, without the variables that a hook or an outer git has set."""
    command = ["git", *(part for setting in _TAME for part in ("-c", setting)), *arguments]
    verb = next((one for one in arguments if not one.startswith("-")), "")
    try:
        with subprocess.Popen(
            command,
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment() | dict(environment or {}),
        ) as process:
            output, complaint = _output_of(process, stdin, seconds, verb)
    except FileNotFoundError as problem:
        hint = "install git, or publish to a folder: set `deploy: {folder: …}` in site.yaml"
        raise WarraqError("git is not installed, but is needed to deploy to a branch", hint) from problem
    if process.returncode:
        secrets = tuple(secret for argument in arguments for secret in secrets_of(argument))
        words = " ".join(redacted(complaint.decode("utf-8", "replace"), secrets).split())
        raise GitError(words or f"git {verb} failed with exit code {process.returncode}")
    return output.decode("utf-8", "surrogateescape").strip()


def _output_of(process: subprocess.Popen[bytes], stdin: bytes, seconds: float, verb: str) -> tuple[bytes, bytes]:
    """Output and errors, within `seconds`; processes that git itself started are ended by git, and not waited for."""
    try:
        return process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired as problem:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
        raise GitError(f"git {verb} did not finish within {seconds:g} seconds") from problem
    except BaseException:
        process.terminate()
        raise
    finally:
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not _FOREIGN.fullmatch(name)}
    return kept | {
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": HELPERS,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_DEFAULT_HASH": "sha1",
        "GIT_DEFAULT_REF_FORMAT": "files",
    }
