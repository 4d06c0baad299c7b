"""`warraq sign`: the root of the archive under an SSH key, as readers check it with ssh-keygen."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from support import NOW, SITE_YAML, SiteFolder, warraq

SETTINGS = SITE_YAML + "integrity: true\ndeploy: {folder: ../www}\n"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    place = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "archive", "-f", str(place)], check=True)
    return place


@pytest.fixture
def signed(ten_articles: SiteFolder, key: Path) -> SiteFolder:
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.build()
    done = sign(ten_articles, key)
    assert done.returncode == 0 and "created static/data/datapackage.json.sig" in done.stdout, done.stderr
    ten_articles.build()
    return ten_articles


def sign(site: SiteFolder, key: Path) -> subprocess.CompletedProcess[str]:
    return warraq("sign", "--key", str(key), "--site", str(site.root))


def deploy(site: SiteFolder, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return warraq("deploy", "--site", str(site.root), "--now", NOW, **surroundings)


def verified(site: SiteFolder) -> subprocess.CompletedProcess[bytes]:
    """As docs/publishing.md tells readers."""
    data = site.output / "data"
    signers = site.root.parent / "signers"
    signers.write_text(f"archive {(data / 'signer.pub').read_text()}")
    options = ["-f", str(signers), "-I", "archive", "-n", "warraq", "-s", "datapackage.json.sig"]
    root = (data / "datapackage.json").read_bytes()
    command = ["ssh-keygen", "-Y", "verify", *options]
    return subprocess.run(command, input=root, cwd=data, capture_output=True, check=False)


def test_a_reader_verifies_the_signature(signed: SiteFolder, key: Path) -> None:
    assert verified(signed).returncode == 0
    assert "PRIVATE" not in (signed.output / "data/signer.pub").read_text()
    assert "already signed" in sign(signed, key).stdout
    root = signed.output / "data/datapackage.json"
    root.write_bytes(root.read_bytes().replace(b"2015", b"2016", 1))
    assert verified(signed).returncode != 0


def test_only_a_signature_of_this_root_goes_out(signed: SiteFolder, key: Path) -> None:
    assert deploy(signed).returncode == 0
    signed.article("a0", date="2015-01-10", body="نص آخر.\n")
    signed.build()
    refused = deploy(signed)
    assert refused.returncode == 4 and "warraq sign" in refused.stderr and "Traceback" not in refused.stderr
    assert sign(signed, key).returncode == 0
    signed.build()
    assert deploy(signed).returncode == 0 and verified(signed).returncode == 0
    assert (signed.root.parent / "www/data/datapackage.json.sig").is_file()


def test_a_signature_of_another_state_stops_a_workflow(signed: SiteFolder) -> None:
    def checked() -> subprocess.CompletedProcess[str]:
        return warraq("sign", "--check", "--site", str(signed.root))

    assert checked().returncode == 0
    signed.article("a0", date="2015-01-10", body="نص آخر.\n")
    signed.build()
    refused = checked()
    assert refused.returncode == 4 and "does not match the current data/datapackage.json" in refused.stderr
    (signed.root / "static/data/datapackage.json.sig").unlink()
    signed.build()
    assert checked().returncode == 0


def test_the_check_takes_the_signature_for_no_list(signed: SiteFolder) -> None:
    done = warraq("check", "--site", str(signed.root))
    assert done.returncode == 0, done.stdout


def test_what_cannot_be_signed_is_said(ten_articles: SiteFolder, key: Path, tmp_path: Path) -> None:
    ten_articles.build()
    without = sign(ten_articles, key)
    assert without.returncode == 4 and "integrity: true" in without.stderr
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.build()
    unknown = sign(ten_articles, tmp_path / "nowhere")
    assert unknown.returncode == 2 and "ssh-keygen failed" in unknown.stderr and "Traceback" not in unknown.stderr
    assert not (ten_articles.root / "static").exists()


def test_a_key_of_the_agent_signs_by_its_public_file(ten_articles: SiteFolder, key: Path, tmp_path: Path) -> None:
    ten_articles.write("site.yaml", SETTINGS)
    ten_articles.build()
    command = ["ssh-agent", "-D", "-a", str(tmp_path / "agent")]
    agent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert agent.stdout is not None and agent.stdout.readline()
        surroundings = os.environ | {"SSH_AUTH_SOCK": str(tmp_path / "agent")}
        subprocess.run(["ssh-add", "-q", str(key)], env=surroundings, check=True)
        key.unlink()
        options = ["--key", str(key.with_suffix(".pub")), "--site", str(ten_articles.root)]
        assert warraq("sign", *options, SSH_AUTH_SOCK=str(tmp_path / "agent")).returncode == 0
    finally:
        agent.terminate()
        agent.communicate()
    ten_articles.build()
    assert verified(ten_articles).returncode == 0
