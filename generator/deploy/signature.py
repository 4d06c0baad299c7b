"""A signature of the archive's root hash by an SSH key: ssh-keygen makes and checks it.

It is in static/, since a person makes it, once for a state of the archive; builds copy it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.disk.files import read_if_there, write_atomically
from generator.engine.site import Site
from generator.errors import RefusedError, UsageError, WarraqError
from generator.feeds.data import FOLDER, PACKAGE

NAMESPACE = "warraq"  # what a signature is for: one made for git or mail does not count here
SIGNATURE, SIGNER = f"{PACKAGE}.sig", f"{FOLDER}signer.pub"
KEEP = "name the file of a private key, or of the public key of one that ssh-agent holds"


class Signed(NamedTuple):
    """`paths` are relative to the site; nothing is written where the same signature is there."""

    paths: tuple[str, ...]
    is_new: bool


def sign(site: Site, key: Path) -> Signed:
    """Sign output/data/datapackage.json; ssh-keygen itself asks for a passphrase."""
    root = read_if_there(site.output / PACKAGE)
    if root is None:
        hint = "write `integrity: true` into site.yaml, and run `warraq build`"
        raise RefusedError(f"`{site.output}` has no {PACKAGE} to sign", hint)
    signature = _ssh_keygen(["-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)], root)
    public = read_if_there(key) or b""
    if not public.startswith((b"ssh-", b"ecdsa-", b"sk-")):
        public = _ssh_keygen(["-y", "-f", str(key)], b"")
    made = {SIGNATURE: signature, SIGNER: public}
    is_new = any(read_if_there(site.static / path) != data for path, data in made.items())
    for path, data in made.items() if is_new else ():
        write_atomically(site.static / path, data)
    return Signed(tuple(f"static/{path}" for path in made), is_new)


def refuse_other_signature(site: Site, paths: Sequence[str]) -> None:
    """With a signature of an earlier state, readers would believe that somebody tampered with the archive."""
    if SIGNATURE not in paths:
        return
    root = read_if_there(site.output / PACKAGE) or b""
    options = ["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(site.output / SIGNATURE)]
    try:
        _ssh_keygen(options, root)
    except UsageError as problem:
        what = f"static/{SIGNATURE} does not match the current {PACKAGE}"
        raise RefusedError(what, "sign it again (`warraq sign`) and build, or remove it") from problem


def _ssh_keygen(options: Sequence[str], data: bytes) -> bytes:
    try:
        done = subprocess.run(["ssh-keygen", *options], input=data, capture_output=True, check=False)
    except FileNotFoundError as problem:
        raise WarraqError("ssh-keygen is not installed", "install OpenSSH's client") from problem
    if done.returncode:
        message = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise UsageError(f"ssh-keygen failed: {message}", KEEP)
    return done.stdout
